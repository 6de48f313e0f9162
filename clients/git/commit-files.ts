import { execa } from 'execa';
import { RepositoryError } from './errors.ts';
import type { Git } from './git.ts';

/**
 * Commits these files of a work tree, and nothing else that is changed or staged in it, in the name of the person who runs us. No
 * hook runs, and nothing is signed. Returns the commit's id.
 *
 * @throws RepositoryError
 */
export async function commitFiles(
  git: Git,
  input: { readonly paths: readonly string[]; readonly message: string; readonly committer: Committer },
): Promise<string> {
  const { paths, message, committer } = input;
  const identity = ['-c', `user.name=${committer.name}`, '-c', `user.email=${committer.email}`];
  const list = { input: paths.join('\0') };
  const files = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  await git.run(['add', ...files], list);
  await git.run(
    [...identity, 'commit', '--quiet', '--no-gpg-sign', '--message', message, '--only', ...files],
    list,
  );
  return (await git.run(['rev-parse', 'HEAD'])).trim();
}

/** Files that differ from the last commit, staged or not. */
export async function listChangedFiles(git: Git): Promise<ReadonlySet<string>> {
  const status = await git.run(['status', '--porcelain', '-z', '--untracked-files=no', '--no-renames']);
  return new Set(status.split('\0').flatMap((entry) => (entry === '' ? [] : [entry.slice(3)])));
}

export type Committer = { readonly name: string; readonly email: string };

/**
 * The person who runs us, by their own configuration, which our git does not read.
 *
 * @throws RepositoryError when git does not know the person
 */
export async function readCommitter({ folder }: Pick<Git, 'folder'>): Promise<Committer> {
  const { stdout, failed } = await execa('git', ['var', 'GIT_COMMITTER_IDENT'], {
    cwd: folder,
    reject: false,
  });
  const [, name, email] = /^([^<]*) <([^>]*)> \d+ [+-]\d{4}$/.exec(stdout.trim()) ?? [];
  if (failed || name === undefined || email === undefined)
    throw new RepositoryError(
      'refused',
      'git does not know who commits: set a name with `git config user.name` and an address with `git config user.email`.',
    );
  return { name, email };
}
