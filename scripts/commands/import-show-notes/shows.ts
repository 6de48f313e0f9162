import type { Show } from '../../../domain/content/catalog/records.ts';
import { renderShowFile } from '../../../domain/content/show-notes/render-files.ts';
import type { ShowNotes } from '../../../domain/content/show-notes/show-notes.ts';
import type { ContentOnDisk } from '../../lib/content-on-disk.ts';
import { renderModeline } from '../../lib/modeline.ts';
import { renderSlug } from '../../lib/slug.ts';
import { type Change, NotesRefusedError } from './change.ts';
import type { Drafts } from './drafts.ts';

type DraftedShow = { readonly id: string; readonly change?: Change };

/** The show of the flag; else the one that the recording's file is named after; else the only one. @throws NotesRefusedError */
export function resolveShowId(
  { catalog }: ContentOnDisk,
  notes: ShowNotes,
  flag: string | undefined,
): string {
  if (flag !== undefined) return flag;
  const shows = Object.values(catalog.shows);
  const { showName } = notes;
  if (showName !== undefined) return findNamed(shows, showName)?.id ?? renderSlug(showName, 'show');
  const [only, ...others] = shows;
  if (only !== undefined && others.length === 0) return only.id;
  throw new NotesRefusedError('cannot tell which show it belongs to: name one with --show');
}

/** Drafts the show's file when there is none; an existing one stays unchanged. */
export function draftShow(content: ContentOnDisk, drafts: Drafts, notes: ShowNotes, id: string): DraftedShow {
  const path = `shows/${id}.yaml`;
  if (content.catalog.shows[id] !== undefined || drafts.exists(path)) return { id };
  if (content.exists(path)) throw new NotesRefusedError(`${path} exists but is invalid: fix it first`);
  const { showName } = notes;
  const matches = showName !== undefined && renderSlug(showName, 'show') === id;
  const modeline = renderModeline({ folder: content.folder, path, kind: 'show' });
  drafts.write(path, `${modeline}${renderShowFile(matches ? showName : renderName(id))}`);
  return { id, change: { path, action: 'new', notes: [] } };
}

const findNamed = (shows: readonly Show[], name: string): Show | undefined =>
  shows.find(
    (show) => show.id === renderSlug(name, 'show') || show.name.toLowerCase() === name.toLowerCase(),
  );

const renderName = (id: string): string =>
  id
    .split(/[-_.]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
