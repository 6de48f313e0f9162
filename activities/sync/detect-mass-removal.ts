import { type CatalogAt, RepositoryError } from '../../clients/git/index.ts';
import type { CommitPlanRequest, MassRemoval } from '../../contract/sync.ts';
import { listOrphans } from '../../domain/changes/plan/changes.ts';
import { isMassRemoval } from '../../domain/content/catalog/mass-removal.ts';
import type { Dependencies } from '../dependencies.ts';

const MOST_NAMED = 20;

/**
 * How much of the commit before a commit loses; undefined: a tenth of the episodes at most. Only the commit that was handed over
 * last counts: what a person accepted once is not asked again.
 */
export async function detectMassRemoval(
  { repository }: Pick<Dependencies, 'repository'>,
  { commit, before }: Pick<CommitPlanRequest, 'commit' | 'before'>,
): Promise<MassRemoval | undefined> {
  if (before === undefined) return undefined;
  const base = (await readCatalogIfKnown(repository, before))?.catalog;
  const { catalog: head, held } = await repository.readCatalog(commit);
  if (base === undefined || head === undefined) return undefined;
  const orphaned = listOrphans({ base, head, unusable: held.map(({ path }) => path) });
  const of = Object.keys(base.episodes).length;
  if (!isMassRemoval(orphaned.length, of)) return undefined;
  return { orphaned: orphaned.length, of, first: orphaned.slice(0, MOST_NAMED) };
}

/** A commit that git has forgotten (a forced push) is nothing to compare with; any other failure is tried again. */
export const readCatalogIfKnown = (
  repository: Dependencies['repository'],
  commit: string,
): Promise<CatalogAt | undefined> =>
  repository.readCatalog(commit).catch((error: unknown) => {
    if (error instanceof RepositoryError && error.fault === 'unknown-commit') return undefined;
    throw error;
  });
