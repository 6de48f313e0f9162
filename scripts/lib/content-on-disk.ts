import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { presentOnly } from '../../domain/content/catalog/present-only.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { renderProblemLines } from '../../domain/shared/problem.ts';
import { CommandError } from './outcome.ts';
import { readWorktree } from './worktree.ts';

/** Content that a command adds files to. */
export type ContentOnDisk = {
  readonly folder: string;
  readonly catalog: Catalog;
  /** Whether there is a file at a path from the root, ignored by git or not. */
  exists(path: string): boolean;
};

/** Reads the catalog on disk. Needs a valid academy.yaml; other broken files do not matter. @throws CommandError */
export async function readContentOnDisk(location: string): Promise<ContentOnDisk> {
  const { folder, catalog, problems } = await readWorktree(location);
  if (catalog !== undefined)
    return { folder, catalog: presentOnly(catalog), exists: (path) => existsSync(join(folder, path)) };
  const problem = problems.find(({ path }) => path === 'academy.yaml');
  const reason = problem === undefined ? [] : renderProblemLines(problem);
  throw new CommandError(`${folder} has no valid academy.yaml${problem === undefined ? '' : ':'}`, reason);
}
