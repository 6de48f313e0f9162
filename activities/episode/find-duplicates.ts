import type { StoredBroadcast } from '../../clients/youtube/broadcast-resource.ts';
import type { CreateRequest } from '../../contract/episode-calls.ts';
import { claimsOf, isKnownEpisode } from '../../domain/changes/claims.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { idOfPath } from '../../domain/content/parse/id.ts';
import { parseDescription } from '../../domain/render/description/marker.ts';
import { type Failure, stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import type { EpisodeContent } from '../read-content.ts';
import { readCatalogIfKnown } from '../read-content.ts';

/** A broadcast that may belong to this episode, although nothing links them. `former`: the episode in its marker, which has no file. */
type Candidate = { readonly broadcast: StoredBroadcast; readonly former?: string };

/**
 * Before an insert: throws a stall while a broadcast that no file names may be this episode. It may be if it has the same title or
 * nearly the same start; also if its marker names an episode that vanished in the same commit.
 */
export async function assertNoDuplicate(
  { repository }: Pick<Dependencies, 'repository'>,
  {
    commit,
    baseCommits: bases,
    otherVideoIds,
  }: Pick<CreateRequest, 'commit' | 'baseCommits' | 'otherVideoIds'>,
  content: EpisodeContent,
  broadcasts: readonly StoredBroadcast[],
): Promise<void> {
  const { invalidFiles } = await repository.readCatalog(commit);
  const unreadable = new Set(invalidFiles.map(({ path }) => idOfPath('episode', path)));
  const before = await Promise.all(bases.map((base) => readCatalogIfKnown(repository, base)));
  const catalogs = before.flatMap((at) => at?.catalog ?? []);
  const candidates = listUnclaimed(content, broadcasts).filter(
    ({ broadcast, former }) =>
      !otherVideoIds.includes(broadcast.videoId) &&
      (former === undefined || !unreadable.has(former)) &&
      (isAlike(content, broadcast) || (former !== undefined && hasJustVanished(former, catalogs))),
  );
  if (candidates.length > 0) throw duplicateFailure(content, candidates);
}

/** Broadcasts that no file names as `videoId`, under `replaces` or through their marker. */
function listUnclaimed({ catalog }: EpisodeContent, broadcasts: readonly StoredBroadcast[]): Candidate[] {
  const { named, replaced } = claimsOf(catalog);
  return broadcasts.flatMap((broadcast): Candidate[] => {
    if (named.has(broadcast.videoId) || replaced.has(broadcast.videoId)) return [];
    const former = parseDescription(broadcast, catalog.academy).marker?.episodeId;
    if (former === undefined) return [{ broadcast }];
    return isKnownEpisode(catalog, former) ? [] : [{ broadcast, former }];
  });
}

const CLOSE = 15 * 60 * 1000;

const isAlike = ({ desired }: EpisodeContent, { title, start = '' }: StoredBroadcast): boolean =>
  title === desired.title || Math.abs(Date.parse(start) - Date.parse(desired.start ?? '')) <= CLOSE;

/** Without a base commit, every vanished episode may be this one. */
const hasJustVanished = (former: string, bases: readonly Catalog[]): boolean =>
  bases.length === 0 || bases.some((base) => isKnownEpisode(base, former));

const MAX_NAMED = 5;

function duplicateFailure({ episode }: EpisodeContent, candidates: readonly Candidate[]): Failure {
  const path = episode.origin.path;
  const lines = candidates.slice(0, MAX_NAMED).map(({ broadcast: { videoId, title, start }, former }) => {
    const what = `broadcast ${videoId} "${title}" at ${start ?? 'no time'}`;
    return former === undefined
      ? `${what} is not linked to any episode and looks like ${episode.id}: if it is, put "youtube: { videoId: ${videoId} }" into ${path}.`
      : `${what} belongs to ${former}, which has no file any more, and may be ${episode.id}: if it is, put "id: ${former}" or "aliases: [${former}]" into ${path}.`;
  });
  return stall(
    candidates.some(({ former }) => former !== undefined) ? 'vanished-episode' : 'unclaimed-twin',
    `${lines.join(' ')} If it is not, send the update create; or delete or move that broadcast and send the update retry`,
    candidates.map(({ broadcast }) => broadcast.videoId),
  );
}
