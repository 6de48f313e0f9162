import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RepositoryError } from './errors.ts';
import type { GitSource } from './git.ts';
import { createGit, type Git } from './git.ts';

const POLL_MS = 2_000;

/**
 * Opens a work tree, any folder inside one, or a bare repository on this machine. Never writes to it.
 *
 * @throws RepositoryError
 */
export async function openLocal(input: {
  readonly location: string;
  readonly branch?: string;
}): Promise<GitSource & { readonly isWorktree: boolean }> {
  const folder = resolve(input.location);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new RepositoryError(
      'not-a-repository',
      `${folder} is not a folder: expected a git repository there.`,
    );
  }
  const { root, isWorktree, watched } = await locate(folder);
  const git = createGit(root);
  const branch = input.branch ?? (await readBranch(git));
  return {
    git,
    branch,
    isWorktree,
    fetch: async () => undefined,
    peek: async () => (await git.objects.describe([refOf(branch)]))[0]?.info?.id ?? '',
    watched,
    pollMs: POLL_MS,
  };
}

/** `refs/heads/main`; `HEAD` if it is detached. */
export const refOf = (branch: string): string => (branch === 'HEAD' ? branch : `refs/heads/${branch}`);

type Located = {
  /** The root of the work tree, or the git directory of a bare repository. */
  readonly root: string;
  readonly isWorktree: boolean;
  readonly watched: readonly string[];
};

/** A linked work tree has its own HEAD; the branches are shared. */
async function locate(folder: string): Promise<Located> {
  const wanted = ['--is-inside-work-tree', '--absolute-git-dir', '--git-common-dir', '--show-cdup'];
  const answer = await createGit(folder).run(['rev-parse', ...wanted]);
  const [inside, own = folder, common = folder, up = ''] = answer.split('\n');
  const isWorktree = inside === 'true';
  const shared = resolve(folder, common);
  return {
    root: isWorktree ? resolve(await realpath(folder), up) : own,
    isWorktree,
    watched: [
      join(own, 'HEAD'),
      join(own, 'logs', 'HEAD'),
      join(shared, 'refs', 'heads'),
      join(shared, 'packed-refs'),
      join(shared, 'reftable'),
    ],
  };
}

/** Also works in a repository without commits. */
async function readBranch(git: Git): Promise<string> {
  const name = (await git.run(['symbolic-ref', '--quiet', 'HEAD'])).trim();
  return name === '' ? 'HEAD' : name.replace(/^refs\/heads\//, '');
}
