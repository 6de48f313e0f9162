import type { Episode } from '../../../domain/content/catalog/records.ts';
import type { ShowNotes } from '../../../domain/content/import/notes.ts';
import { writeEpisode } from '../../../domain/content/import/write-episode.ts';
import { parseTimestamp } from '../../../domain/content/schema/common.ts';
import { renderModeline } from '../../content/modeline.ts';
import { findFree, renderSlug } from '../../content/slug.ts';
import type { UsableContent } from '../../content/usable.ts';
import type { Drafts } from './drafts.ts';
import { type Change, RefusedNotes } from './step.ts';

/** The episode that the notes are about, where it has a file: by its video, else by its number in the show. */
export function findEpisode(
  { catalog }: UsableContent,
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

/** A new episode's file below the show's folder. */
export function placeEpisode(
  { folder, catalog, isThere }: UsableContent,
  drafts: Drafts,
  { notes, show, guests }: { notes: ShowNotes; show: string; guests: readonly string[] },
): Change & { readonly id: string } {
  const used = new Set(Object.values(catalog.episodes).map(({ origin }) => origin.path));
  const id = findFree(`${show}/${renderSlug(notes.title, 'episode')}`, (one) => {
    const paths = [`episodes/${one}.yaml`, `episodes/${one}.yml`];
    const broken = paths.find((path) => isThere(path) && !used.has(path));
    if (broken !== undefined) throw new RefusedNotes(`${broken} is there, and cannot be used: mend it first`);
    const isTaken = catalog.episodes[one] !== undefined || catalog.episodeAliases[one] !== undefined;
    return isTaken || paths.some((path) => isThere(path) || drafts.isThere(path));
  });
  const path = `episodes/${id}.yaml`;
  const modeline = renderModeline({ folder, path, kind: 'episode' });
  drafts.put(path, `${modeline}${writeEpisode(notes, { show, guests })}`);
  return { id, path, action: 'new', notes: [] };
}

/** An episode that has a file is left as it is: what the notes say otherwise is told. */
export function compareEpisode(episode: Episode, notes: ShowNotes, guests: readonly string[]): Change {
  const differs = [
    episode.title !== notes.title && `title stays ${JSON.stringify(episode.title)}`,
    isOther(notes.number, episode.number) && `number stays ${episode.number ?? 'absent'}`,
    isOther(toMs(notes.start), toMs(episode.start)) && `scheduledFor stays ${episode.start ?? 'absent'}`,
    isOther(notes.videoId, episode.youtube?.videoId) &&
      `youtube.videoId stays ${episode.youtube?.videoId ?? 'absent'}`,
    isOther(notes.description?.trim(), episode.description?.trim()) && 'description stays another text',
    isOther(
      guests,
      episode.guests.map(({ id }) => id),
    ) && 'guests stay others',
    isOther(notes.links, episode.links) && 'links stay others',
    isOther(readTimes(notes), episode.chapters) && 'chapters stay others',
  ];
  return {
    path: episode.origin.path,
    action: 'same',
    notes: differs.filter((line) => line !== false),
  };
}

/** What the notes do not say is no difference. */
function isOther(notes: unknown, has: unknown): boolean {
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
