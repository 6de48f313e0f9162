import { COSTS } from './costs.ts';
import { type Desired, hashPicture } from './desired.ts';
import { hashValue } from './hash.ts';
import type { Problem } from './problem.ts';
import type { Catalog, Episode } from './records.ts';
import { renderEpisode } from './rendering.ts';

/** One episode that a commit changes. `own`: by its own file; `shared`: by a guest, show, template, neighbour or setting. */
export type EpisodeChange = {
  readonly episodeId: string;
  readonly cause: 'own' | 'shared';
  readonly fields: readonly string[];
  readonly desired: Desired;
  readonly base?: Desired;
  /** Finished when its end has passed at `now`. */
  readonly finished: boolean;
  /** Units at the least, without the listing: a read and the writes. */
  readonly units: number;
};

/** What a commit changes: both trees rendered and the results compared. Plain and ordered: upcoming first, then the most recent. */
export type CommitChanges = {
  readonly changes: readonly EpisodeChange[];
  /** Episodes of the base that the head no longer names: their videos are left as they are. */
  readonly orphaned: readonly string[];
  /** Episodes that could not be rendered or break a limit of YouTube's: they stay as they are. */
  readonly problems: readonly Problem[];
};

/** Compares two catalogs; without a base everything counts as changed. `now` in ms since 1970. */
export function compareCatalogs(input: {
  base: Catalog | undefined;
  head: Catalog;
  now: number;
}): CommitChanges {
  const { base, head, now } = input;
  const changes: EpisodeChange[] = [];
  const problems: Problem[] = [];
  for (const episode of Object.values(head.episodes)) {
    const outcome = compareEpisode(base, head, episode, now);
    if (outcome === 'same') continue;
    if ('episodeId' in outcome) changes.push(outcome);
    else problems.push(...outcome);
  }
  return { changes: changes.sort(byUrgency), orphaned: findOrphans(base, head), problems };
}

function compareEpisode(
  base: Catalog | undefined,
  head: Catalog,
  episode: Episode,
  now: number,
): EpisodeChange | 'same' | readonly Problem[] {
  const rendered = renderEpisode(head, episode);
  if ('problems' in rendered) return rendered.problems;
  const before = base === undefined ? undefined : findBase(base, episode);
  const last = base === undefined || before === undefined ? undefined : renderEpisode(base, before);
  const baseDesired = last === undefined || 'problems' in last ? undefined : last.desired;
  const fields = baseDesired === undefined ? ['new'] : diffFields(baseDesired, rendered.desired);
  if (fields.length === 0) return 'same';
  const finished = isFinished(rendered.desired, now);
  return {
    episodeId: episode.id,
    cause: before?.origin.blob === episode.origin.blob ? 'shared' : 'own',
    fields,
    desired: rendered.desired,
    ...(baseDesired === undefined ? {} : { base: baseDesired }),
    finished,
    units: estimateUnits(rendered.desired, fields, finished),
  };
}

/** The same episode in another catalog: by id, or by a former id. */
function findBase(base: Catalog, episode: Episode): Episode | undefined {
  return (
    base.episodes[episode.id] ??
    episode.aliases.map((id) => base.episodes[id]).find((found) => found !== undefined)
  );
}

/** The stream is over by the calendar; only used to order work and to tell lanes apart, never to decide a phase. */
export const isFinished = (desired: Desired, now: number): boolean =>
  desired.kind !== 'live' ||
  desired.start === undefined ||
  Date.parse(desired.start) + desired.durationSeconds * 1000 <= now;

const COMPARED = [
  'title',
  'body',
  'tags',
  'categoryId',
  'language',
  'start',
  'durationSeconds',
  'latency',
  'stream',
  'visibility',
  'playlists',
  'status',
  'kind',
  'videoId',
  'policy',
] as const;

/** Names of what differs between two renderings, in YouTube's words where they have one. */
export function diffFields(base: Desired, desired: Desired): string[] {
  const fields: string[] = COMPARED.filter((key) => hashValue(base[key]) !== hashValue(desired[key])).map(
    (key) => (key === 'body' ? 'description' : key),
  );
  if (hashPicture(base) !== hashPicture(desired)) fields.push('thumbnail');
  if (base.episodeId !== desired.episodeId) fields.push('marker');
  return fields;
}

const ON_VIDEO = ['title', 'description', 'tags', 'categoryId', 'language', 'visibility', 'marker', 'status'];
const ON_BROADCAST = ['start', 'latency'];

function estimateUnits(desired: Desired, fields: readonly string[], finished: boolean): number {
  if (desired.kind === 'none' || desired.status === 'draft') return 0;
  if (fields.includes('new'))
    return finished ? COSTS['videos.list'] + COSTS['videos.update'] : estimateCreation(desired);
  const has = (names: readonly string[]): boolean => fields.some((field) => names.includes(field));
  const writes = [
    has(ON_VIDEO),
    !finished && has(ON_BROADCAST),
    fields.includes('thumbnail'),
    fields.includes('playlists'),
    fields.includes('stream'),
  ];
  return COSTS['videos.list'] + 50 * writes.filter(Boolean).length;
}

function estimateCreation(desired: Desired): number {
  const insertAndTexts =
    3 * COSTS['liveBroadcasts.list'] +
    COSTS['liveBroadcasts.insert'] +
    COSTS['videos.list'] +
    COSTS['videos.update'];
  const stream = desired.stream === undefined ? 0 : COSTS['liveStreams.list'] + COSTS['liveBroadcasts.bind'];
  const thumbnail = desired.picture === undefined ? 0 : COSTS['thumbnails.set'];
  const playlists =
    (desired.playlists?.length ?? 0) * (COSTS['playlistItems.list'] + COSTS['playlistItems.insert']);
  return insertAndTexts + stream + thumbnail + playlists;
}

function findOrphans(base: Catalog | undefined, head: Catalog): string[] {
  return Object.keys(base?.episodes ?? {}).filter(
    (id) => head.episodes[id] === undefined && head.episodeAliases[id] === undefined,
  );
}

/** Upcoming by start, then finished from the most recent to the oldest. */
function byUrgency(a: EpisodeChange, b: EpisodeChange): number {
  if (a.finished !== b.finished) return a.finished ? 1 : -1;
  const order = (a.desired.start ?? '') < (b.desired.start ?? '') ? -1 : 1;
  if (a.desired.start === b.desired.start) return a.episodeId < b.episodeId ? -1 : 1;
  return a.finished ? -order : order;
}
