import type { CommitPlanRequest, MassRemoval, OrphanedEpisode } from '../../contract/sync.ts';
import { isKnownEpisode } from '../../domain/changes/claims.ts';
import { listOrphans } from '../../domain/changes/plan/changes.ts';
import { isMassRemoval } from '../../domain/content/catalog/mass-removal.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { gitWords, renderShell } from '../../domain/shared/media/shell.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogIfKnown } from '../read-content.ts';

const MAX_NAMED = 20;

/**
 * How many episodes a commit removes; undefined if at most a tenth. Compares only with the last dispatched commit: what a person
 * accepted once is not asked again.
 */
export async function detectMassRemoval(
  { repository }: Pick<Dependencies, 'repository'>,
  { commit, before }: Pick<CommitPlanRequest, 'commit' | 'before'>,
): Promise<MassRemoval | undefined> {
  if (before === undefined) return undefined;
  const base = (await readCatalogIfKnown(repository, before))?.catalog;
  const { catalog: head, invalidFiles } = await repository.readCatalog(commit);
  if (base === undefined || head === undefined) return undefined;
  const orphaned = listOrphans({ base, head, unusable: invalidFiles.map(({ path }) => path) });
  const of = Object.keys(base.episodes).length;
  if (!isMassRemoval(orphaned.length, of)) return undefined;
  return { orphaned: orphaned.length, of, first: orphaned.slice(0, MAX_NAMED) };
}

const MAX_ORPHANS = 20;
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Episodes without a file: those whose file this commit removes (`ids`), with their last path, then earlier ones that still have no
 * file. The newest first.
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
  const { catalog: head, invalidFiles } = await repository.readCatalog(commit);
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
      at - orphan.at < MAX_AGE_MS &&
      !(head !== undefined && isKnownEpisode(head, orphan.episodeId)) &&
      !invalidFiles.some(({ path }) => path === orphan.path),
  );
  return [...found, ...earlier].slice(0, MAX_ORPHANS);
}

/** Ids of episodes in a base commit that are former ids (aliases) at the head. */
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
  renderShell([...gitWords([path]), 'checkout', commit.slice(0, 10), '--', path]);
