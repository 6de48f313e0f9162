import { stat } from 'node:fs/promises';
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
}): Promise<GitSource> {
  const folder = resolve(input.location);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new RepositoryError(
      'not-a-repository',
      `${folder} is not a folder: expected a git repository there.`,
    );
  }
  const git = await openRoot(createGit(folder));
  const branch = input.branch ?? (await readBranch(git));
  return {
    git,
    branch,
    fetch: async () => undefined,
    peek: async () => (await git.run(['rev-parse', '--verify', '--quiet', refOf(branch)])).trim(),
    watched: await listWatched(git),
    pollMs: POLL_MS,
  };
}

/** `refs/heads/main`; `HEAD` if it is detached. */
export const refOf = (branch: string): string => (branch === 'HEAD' ? branch : `refs/heads/${branch}`);

async function openRoot(git: Git): Promise<Git> {
  const [inside, directory] = (
    await git.run(['rev-parse', '--is-inside-work-tree', '--absolute-git-dir'])
  ).split('\n');
  if (inside !== 'true') return createGit(directory ?? git.folder);
  return createGit((await git.run(['rev-parse', '--show-toplevel'])).replace(/\n$/, ''));
}

/** Also works in a repository without commits. */
async function readBranch(git: Git): Promise<string> {
  const name = (await git.run(['symbolic-ref', '--quiet', 'HEAD'])).trim();
  return name === '' ? 'HEAD' : name.replace(/^refs\/heads\//, '');
}

/** A linked work tree has its own HEAD; the branches are shared. */
async function listWatched(git: Git): Promise<readonly string[]> {
  const lines = (await git.run(['rev-parse', '--absolute-git-dir', '--git-common-dir'])).split('\n');
  const [own, common] = lines.map((line) => resolve(git.folder, line));
  if (own === undefined || common === undefined) return [];
  return [
    join(own, 'HEAD'),
    join(own, 'logs', 'HEAD'),
    join(common, 'refs', 'heads'),
    join(common, 'packed-refs'),
    join(common, 'reftable'),
  ];
}
