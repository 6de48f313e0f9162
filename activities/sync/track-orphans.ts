import type { CommitPlanRequest, OrphanedEpisode } from '../../contract/sync.ts';
import { isKnownEpisode } from '../../domain/changes/claims.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogIfKnown } from './detect-mass-removal.ts';

const MOST_KEPT = 20;
const LONGEST_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Episodes without a file: those that this commit leaves so (`ids`), with where they were last, then the earlier ones that no file
 * names again. The newest first.
 */
export async function trackOrphans(
  { repository }: Pick<Dependencies, 'repository'>,
  {
    commit,
    baseCommits: bases,
    at,
    orphans = [],
  }: Pick<CommitPlanRequest, 'commit' | 'baseCommits' | 'at' | 'orphans'>,
  ids: readonly string[],
): Promise<readonly OrphanedEpisode[]> {
  const { catalog: head, held } = await repository.readCatalog(commit);
  const catalogs = (
    await Promise.all(bases.map((base) => readCatalogIfKnown(repository, base)))
  ).toReversed();
  const found = ids.flatMap((episodeId): OrphanedEpisode[] => {
    const base = catalogs.find((one) => one?.catalog?.episodes[episodeId] !== undefined);
    const path = base?.catalog?.episodes[episodeId]?.origin.path;
    return base === undefined || path === undefined
      ? []
      : [{ episodeId, path, restore: renderRestore(base.commit, path), at }];
  });
  const earlier = orphans.filter(
    (orphan) =>
      !ids.includes(orphan.episodeId) &&
      at - orphan.at < LONGEST_MS &&
      !(head !== undefined && isKnownEpisode(head, orphan.episodeId)) &&
      !held.some(({ path }) => path === orphan.path),
  );
  return [...found, ...earlier].slice(0, MOST_KEPT);
}

/** Ids that a base's own files had and that are former ids at the head. */
export async function listMoved(
  { repository }: Pick<Dependencies, 'repository'>,
  { baseCommits: bases }: Pick<CommitPlanRequest, 'baseCommits'>,
  head: Catalog,
): Promise<readonly string[]> {
  const catalogs = await Promise.all(bases.map((base) => readCatalogIfKnown(repository, base)));
  const ids = catalogs.flatMap((at) => Object.keys(at?.catalog?.episodes ?? {}));
  return [...new Set(ids)].filter((id) => head.episodes[id] === undefined && isKnownEpisode(head, id));
}

const renderRestore = (commit: string, path: string): string =>
  `git checkout ${commit.slice(0, 10)} -- ${/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`}`;
