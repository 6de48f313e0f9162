import type { Show } from '../../../domain/content/catalog/records.ts';
import type { ShowNotes } from '../../../domain/content/import/notes.ts';
import { writeShow } from '../../../domain/content/import/write-show.ts';
import { renderModeline } from '../../content/modeline.ts';
import { renderSlug } from '../../content/slug.ts';
import type { UsableContent } from '../../content/usable.ts';
import type { Drafts } from './drafts.ts';
import { type Change, RefusedNotes } from './step.ts';

export type Placed = { readonly id: string; readonly change?: Change };

/** The show that is wished; else the one that the recording's file is called after; else the only one there is. */
export function findShowId({ catalog }: UsableContent, notes: ShowNotes, wish: string | undefined): string {
  if (wish !== undefined) return wish;
  const shows = Object.values(catalog.shows);
  const { showName } = notes;
  if (showName !== undefined) return findNamed(shows, showName)?.id ?? renderSlug(showName, 'show');
  const [only, ...others] = shows;
  if (only !== undefined && others.length === 0) return only.id;
  throw new RefusedNotes('nothing says which show it belongs to: name one with --show');
}

/** The show's file, where there is none yet. An existing one is left as it is. */
export function placeShow(content: UsableContent, drafts: Drafts, notes: ShowNotes, id: string): Placed {
  const path = `shows/${id}.yaml`;
  if (content.catalog.shows[id] !== undefined || drafts.isThere(path)) return { id };
  if (content.isThere(path)) throw new RefusedNotes(`${path} is there, and cannot be used: mend it first`);
  const { showName } = notes;
  const isItsName = showName !== undefined && renderSlug(showName, 'show') === id;
  const modeline = renderModeline({ folder: content.folder, path, kind: 'show' });
  drafts.put(path, `${modeline}${writeShow(isItsName ? showName : toName(id))}`);
  return { id, change: { path, action: 'new', notes: [] } };
}

const findNamed = (shows: readonly Show[], name: string): Show | undefined =>
  shows.find(
    (show) => show.id === renderSlug(name, 'show') || show.name.toLowerCase() === name.toLowerCase(),
  );

const toName = (id: string): string =>
  id
    .split(/[-_.]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
