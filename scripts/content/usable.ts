import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { renderProblem } from '../../domain/shared/problem.ts';
import { CommandError } from '../outcome.ts';
import { readWorktree } from './worktree.ts';

export type UsableContent = {
  readonly folder: string;
  readonly catalog: Catalog;
  /** Whether a file stands at a path from the root, ignored by git or not. */
  isThere(path: string): boolean;
};

/** The catalog on disk, where there is a usable academy.yaml; other broken files do no harm. */
export async function readCatalogOnDisk(location: string): Promise<UsableContent> {
  const { folder, catalog, problems } = await readWorktree(location);
  const first = problems.find(({ path }) => path === 'academy.yaml');
  if (catalog === undefined) {
    const why = first === undefined ? '' : `:\n${renderProblem(first)}`;
    throw new CommandError(`${folder} holds no academy${why}`);
  }
  return { folder, catalog, isThere: (path) => existsSync(join(folder, path)) };
}
