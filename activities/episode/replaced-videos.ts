import type { Standing } from '../../domain/changes/hand-over.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import {
  isAsking,
  judgeReplaced,
  type ReplacedDecision,
  type ReplacedEntry,
  type ReplacedInput,
  type ReplacedWish,
} from '../../domain/changes/replaced.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { readOwner } from '../../domain/content/ownership.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, findEpisode, readCatalogIfKnown } from '../read-content.ts';

/** One replaced video that is on YouTube, and what becomes of it. */
export type Judged<Video extends LiveVideo = LiveVideo> = {
  readonly videoId: string;
  readonly wish: ReplacedWish;
  readonly old: Video;
  readonly decision: ReplacedDecision;
};

type Input<Video extends LiveVideo> = {
  readonly content: EpisodeContent;
  readonly successor: ReplacedInput['successor'];
  /** Those of its replaced videos that are on YouTube. */
  readonly olds: readonly Video[];
  readonly baseCommits: readonly string[];
  readonly due: readonly string[];
  readonly standingOf: (old: Video) => Standing | Promise<Standing>;
  readonly at: number;
};

export const listReplaced = ({ youtube }: Pick<Episode, 'youtube'>): readonly ReplacedWish[] =>
  youtube?.replaces ?? [];

export const listReplacedIds = (episode: Pick<Episode, 'youtube'>): readonly string[] =>
  listReplaced(episode).map(({ videoId }) => videoId);

/** Judges every replaced video that was read, in the order of the file. One that is not on YouTube any more needs nothing. Free. */
export async function judgeAllReplaced<Video extends LiveVideo>(
  deps: Pick<Dependencies, 'repository'>,
  input: Input<Video>,
): Promise<Judged<Video>[]> {
  const { content, successor, olds, baseCommits, due, standingOf, at } = input;
  const { catalog, episode, desired } = content;
  const wishes = listReplaced(episode);
  const befores = wishes.some(isAsking) ? await readBefore(deps, baseCommits, episode) : [];
  const owners = ownersOf(catalog, episode);
  const judged = wishes.map(async (wish): Promise<Judged<Video>[]> => {
    const { videoId } = wish;
    const old = olds.find((one) => one.videoId === videoId);
    if (old === undefined) return [];
    const before = befores.map((one) => entryOf(one, videoId));
    const known = { wish, file: episode, old, successor, desired, owners, before, at };
    const standing = isAsking(wish) ? await standingOf(old) : NOT_READ;
    return [
      { videoId, wish, old, decision: judgeReplaced({ ...known, standing, due: due.includes(videoId) }) },
    ];
  });
  return (await Promise.all(judged)).flat();
}

/** Nothing is written to a video that the file only lists. */
const NOT_READ: Standing = { kind: 'unknown' };

/** A file that names the visibility of this very video says that it is ours, unless a file says another thing under `fields`. */
function ownersOf(catalog: Catalog, episode: Episode): ReplacedInput['owners'] {
  const show = catalog.shows[episode.show ?? ''];
  const ownerOf = (field: 'visibility' | 'thumbnail') =>
    readOwner(catalog.academy, show, episode, field) ?? 'full';
  return { visibility: ownerOf('visibility'), thumbnail: ownerOf('thumbnail') };
}

/** The episode at commits that may be on YouTube; null where it had no file. Commits that no longer exist are left out. */
async function readBefore(
  { repository }: Pick<Dependencies, 'repository'>,
  commits: readonly string[],
  { id, aliases }: Episode,
): Promise<(Episode | null)[]> {
  const all = await Promise.all(commits.map((commit) => readCatalogIfKnown(repository, commit)));
  return all.flatMap((at) => {
    const catalog = at?.catalog;
    if (catalog === undefined) return [];
    return [[id, ...aliases].map((one) => findEpisode(catalog, one)).find(Boolean) ?? null];
  });
}

/** A draft, a cancelled episode and one that is not on YouTube hide nothing: their entries are still new. */
function entryOf(before: Episode | null, videoId: string): ReplacedEntry {
  if (before === null) return { file: {} };
  const isApplied = before.status === 'scheduled' && before.kind !== 'none';
  const wish = isApplied ? listReplaced(before).find((one) => one.videoId === videoId) : undefined;
  return { file: before, ...defined({ wish }) };
}
