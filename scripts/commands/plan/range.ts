import type { CatalogAt, Repository } from '../../../clients/git/index.ts';
import type { Catalog } from '../../../domain/content/catalog/records.ts';
import { renderProblemLines } from '../../../domain/shared/problem.ts';
import { resolveCommit } from '../../lib/open-content.ts';
import { CommandError } from '../../lib/outcome.ts';

/** Full commit ids; without a base everything counts as new. */
export type Range = { readonly base: string | undefined; readonly head: string };

/** Reads `BASE..HEAD` or `BASE`; undefined: the newest commit compared with the one before. @throws CommandError */
export async function readRange(repository: Repository, range: string | undefined): Promise<Range> {
  const tip = await repository.readHead();
  if (range === undefined) return { base: await repository.resolve(`${tip}~1`), head: tip };
  const [base = '', head = '', ...more] = range.split('..');
  if (base === '' || head.startsWith('.') || more.length > 0)
    throw new CommandError(`expected BASE..HEAD or BASE, such as main~3..main, found "${range}"`);
  return {
    base: await resolveCommit(repository, base),
    head: head === '' || head === 'HEAD' ? tip : await resolveCommit(repository, head),
  };
}

/** @throws CommandError with the problem of academy.yaml */
export function assertCatalog({ commit, catalog, problems }: CatalogAt): Catalog {
  if (catalog !== undefined) return catalog;
  const problem = problems.find(({ path }) => path === 'academy.yaml') ?? problems[0];
  const reason = problem === undefined ? [] : renderProblemLines(problem);
  throw new CommandError(`commit ${commit.slice(0, 10)} has no valid academy.yaml`, reason);
}
