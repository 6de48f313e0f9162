import type { Episode } from '../../../domain/content/catalog/records.ts';
import { parseTimestamp } from '../../../domain/content/schema/common.ts';
import { renderEpisodeFile } from '../../../domain/content/show-notes/render-files.ts';
import type { ShowNotes } from '../../../domain/content/show-notes/show-notes.ts';
import type { ContentOnDisk } from '../../lib/content-on-disk.ts';
import { renderModeline } from '../../lib/modeline.ts';
import { findFreeSlug, renderSlug } from '../../lib/slug.ts';
import { type Change, NotesRefusedError } from './change.ts';
import type { Drafts } from './drafts.ts';

/** The episode that the notes are about, when it has a file: by its video, else by its number in the show. */
export function findEpisode(
  { catalog }: ContentOnDisk,
  { videoId, number }: ShowNotes,
  show: () => string,
): Episode | undefined {
  const episodes = Object.values(catalog.episodes);
  const same = episodes.find(({ youtube }) => videoId !== undefined && youtube?.videoId === videoId);
  if (same !== undefined || number === undefined) return same;
  const id = show();
  return episodes.find(
    (episode) =>
      episode.number === number &&
      episode.show === id &&
      (videoId === undefined || episode.youtube?.videoId === undefined),
  );
}

/** Drafts a new episode's file in the show's folder. */
export function draftEpisode(
  { folder, catalog, exists }: ContentOnDisk,
  drafts: Drafts,
  { notes, show, guests }: { notes: ShowNotes; show: string; guests: readonly string[] },
): Change & { readonly id: string } {
  const used = new Set(Object.values(catalog.episodes).map(({ origin }) => origin.path));
  const id = findFreeSlug(`${show}/${renderSlug(notes.title, 'episode')}`, (one) => {
    const paths = [`episodes/${one}.yaml`, `episodes/${one}.yml`];
    const broken = paths.find((path) => exists(path) && !used.has(path));
    if (broken !== undefined) throw new NotesRefusedError(`${broken} exists but is invalid: fix it first`);
    const isTaken = catalog.episodes[one] !== undefined || catalog.episodeAliases[one] !== undefined;
    return isTaken || paths.some((path) => exists(path) || drafts.exists(path));
  });
  const path = `episodes/${id}.yaml`;
  const modeline = renderModeline({ folder, path, kind: 'episode' });
  drafts.write(path, `${modeline}${renderEpisodeFile(notes, { show, guests })}`);
  return { id, path, action: 'new', notes: [] };
}

/** An episode that has a file stays unchanged; the differences from the notes are listed. */
export function compareEpisode(episode: Episode, notes: ShowNotes, guests: readonly string[]): Change {
  const differs = [
    episode.title !== notes.title && `title stays ${JSON.stringify(episode.title)}`,
    isDifferent(notes.number, episode.number) && `number stays ${episode.number ?? 'absent'}`,
    isDifferent(toMs(notes.start), toMs(episode.start)) && `scheduledFor stays ${episode.start ?? 'absent'}`,
    isDifferent(notes.videoId, episode.youtube?.videoId) &&
      `youtube.videoId stays ${episode.youtube?.videoId ?? 'absent'}`,
    isDifferent(notes.description?.trim(), episode.description?.trim()) &&
      'the description differs and stays',
    isDifferent(
      guests,
      episode.guests.map(({ id }) => id),
    ) && 'the guests differ and stay',
    isDifferent(notes.links, episode.links) && 'the links differ and stay',
    isDifferent(notes.sections, episode.sections) && 'the sections differ and stay',
    isDifferent(readTimes(notes), episode.chapters) && 'the chapters differ and stay',
  ];
  return {
    path: episode.origin.path,
    action: 'same',
    notes: differs.filter((line) => line !== false),
  };
}

/** What the notes do not contain is not a difference. */
function isDifferent(notes: unknown, has: unknown): boolean {
  if (notes === undefined || (Array.isArray(notes) && notes.length === 0)) return false;
  return renderSorted(notes) !== renderSorted(has);
}

const renderSorted = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? '';

const toMs = (start: string | undefined): number | undefined =>
  start === undefined ? undefined : Date.parse(start);

const readTimes = ({ chapters }: ShowNotes) =>
  chapters.map(({ time, title }) => ({ seconds: parseTimestamp(time), title }));
