import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isUrl, nameMirror } from './address.ts';
import type { GitLogin } from './environment.ts';
import { RepositoryError } from './errors.ts';
import { createGit, type Git } from './git.ts';
import { openLocal } from './local.ts';
import { readTip } from './refs.ts';
import { openRemote } from './remote.ts';

/** A repository as it is now. `read`: a file of the commit; undefined: it has none; `not-here`: the commit was not fetched. */
export type RepositoryLook = {
  readonly branch: string;
  readonly commit: string;
  /** The root of the work tree, where there is one. */
  readonly worktree?: string;
  read(path: string, signal: AbortSignal): Promise<string | undefined | 'not-here'>;
};

export type LookOptions = {
  readonly location: string;
  readonly branch?: string | undefined;
  /** Our folder with mirrors. */
  readonly folder: string;
  /** For a URL without a user name. */
  readonly login?: GitLogin;
  readonly signal: AbortSignal;
};

/** Looks at the followed branch without changing or fetching anything; of a URL this shows whether the login works. @throws RepositoryError */
export const lookAtRepository = (options: LookOptions): Promise<RepositoryLook> =>
  isUrl(options.location) ? lookAtRemote(options) : lookAtLocal(options);

async function lookAtLocal({ location, branch }: LookOptions): Promise<RepositoryLook> {
  const source = await openLocal({ location, ...(branch === undefined ? {} : { branch }) });
  const commit = await readTip(source.git, source.branch);
  return {
    branch: source.branch,
    commit,
    ...(source.isWorktree ? { worktree: source.git.folder } : {}),
    read: (path, stop) => readFile(source.git, commit, path, stop),
  };
}

async function lookAtRemote({
  location,
  branch,
  folder,
  login,
  signal,
}: LookOptions): Promise<RepositoryLook> {
  const remote = openRemote(location, login);
  const wanted = branch === undefined ? 'HEAD' : `refs/heads/${branch}`;
  const answer = await createGit(tmpdir()).run(['ls-remote', '--symref', '--', remote.address, wanted], {
    access: remote.access,
    signal,
  });
  const commit = /^([0-9a-f]{40,64})\t/m.exec(answer)?.[1];
  if (commit === undefined) throw describeNone(branch);
  const mirror = join(resolve(folder), 'mirrors', nameMirror(location));
  return {
    branch: branch ?? /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(answer)?.[1] ?? 'HEAD',
    commit,
    read: (path, stop) => readFile(createGit(mirror), commit, path, stop).catch(() => 'not-here' as const),
  };
}

const describeNone = (branch: string | undefined): RepositoryError =>
  branch === undefined
    ? new RepositoryError('no-commit', 'The repository has no commit yet: push one.')
    : new RepositoryError('unknown-branch', `The repository has no branch "${branch}".`);

async function readFile(
  git: Git,
  commit: string,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const listed = await git.run(['ls-tree', commit, '--', path], { signal });
  const blob = /^\d+ blob ([0-9a-f]+)\t/.exec(listed)?.[1];
  return blob === undefined ? undefined : git.run(['cat-file', 'blob', blob], { signal });
}
