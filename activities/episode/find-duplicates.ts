import type { StoredBroadcast } from '../../clients/youtube/broadcast-resource.ts';
import type { CreateRequest } from '../../contract/episode.ts';
import { isNamed, readClaims } from '../../domain/changes/claims.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { idOfPath } from '../../domain/content/parse/id.ts';
import { parseDescription } from '../../domain/render/description/marker.ts';
import { type Failure, stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import type { EpisodeContent } from '../read-content.ts';
import { readCatalogIfKnown } from '../read-content.ts';

/** A broadcast that may be this episode's, although nothing says so. `former`: the episode that its marker names and no file does. */
type Twin = { readonly broadcast: StoredBroadcast; readonly former?: string };

/**
 * Before an insert: stalls while a broadcast that nobody's file names may be this episode. One without a marker is probably it when it has
 * the same title or nearly the same start; one whose marker names a vanished episode also when both happened in the same commit.
 */
export async function assertNoDuplicate(
  { repository }: Pick<Dependencies, 'repository'>,
  {
    commit,
    baseCommits: bases,
    otherVideoIds: others,
  }: Pick<CreateRequest, 'commit' | 'baseCommits' | 'otherVideoIds'>,
  content: EpisodeContent,
  broadcasts: readonly StoredBroadcast[],
): Promise<void> {
  const { invalidFiles } = await repository.readCatalog(commit);
  const unreadable = new Set(invalidFiles.map(({ path }) => idOfPath('episode', path)));
  const before = await Promise.all(bases.map((base) => readCatalogIfKnown(repository, base)));
  const catalogs = before.flatMap((at) => at?.catalog ?? []);
  const twins = listUnclaimed(content, broadcasts).filter(
    ({ broadcast, former }) =>
      !others.includes(broadcast.videoId) &&
      (former === undefined || !unreadable.has(former)) &&
      (isAlike(content, broadcast) || (former !== undefined && hasJustVanished(former, catalogs))),
  );
  if (twins.length > 0) throw askWhichItIs(content, twins);
}

/** Nobody's file names it, as `videoId`, as `replaces` or through its marker. */
function listUnclaimed({ catalog }: EpisodeContent, broadcasts: readonly StoredBroadcast[]): Twin[] {
  const { named, replaced } = readClaims(catalog);
  return broadcasts.flatMap((broadcast): Twin[] => {
    if (named.has(broadcast.videoId) || replaced.has(broadcast.videoId)) return [];
    const former = parseDescription(broadcast.description, catalog.academy).marker?.episodeId;
    if (former === undefined) return [{ broadcast }];
    return isNamed(catalog, former) ? [] : [{ broadcast, former }];
  });
}

const CLOSE = 15 * 60 * 1000;

const isAlike = ({ desired }: EpisodeContent, { title, start = '' }: StoredBroadcast): boolean =>
  title === desired.title || Math.abs(Date.parse(start) - Date.parse(desired.start ?? '')) <= CLOSE;

/** Without any commit to ask, every vanished episode may be this one. */
const hasJustVanished = (former: string, bases: readonly Catalog[]): boolean =>
  bases.length === 0 || bases.some((base) => isNamed(base, former));

const MOST_NAMED = 5;

function askWhichItIs({ episode }: EpisodeContent, twins: readonly Twin[]): Failure {
  const path = episode.origin.path;
  const lines = twins.slice(0, MOST_NAMED).map(({ broadcast: { videoId, title, start }, former }) => {
    const what = `broadcast ${videoId} "${title}" at ${start ?? 'no time'}`;
    return former === undefined
      ? `${what} is nobody's and may be ${episode.id}: if it is, put "youtube: { videoId: ${videoId} }" into ${path}.`
      : `${what} is of ${former}, which no file names any more, and may be ${episode.id}: if it is, put "id: ${former}" or "aliases: [${former}]" into ${path}.`;
  });
  return stall(
    twins.some(({ former }) => former !== undefined) ? 'vanished-episode' : 'unclaimed-twin',
    `${lines.join(' ')} If it is another one, the update create says so; or remove or move that broadcast and send the update retry`,
    twins.map(({ broadcast }) => broadcast.videoId),
  );
}
