import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nameMirror } from './address.ts';
import type { GitLogin } from './environment.ts';
import { RepositoryError } from './errors.ts';
import type { GitSource } from './git.ts';
import { createGit, type Git, type RunOptions } from './git.ts';
import { openRemote, type Remote } from './remote.ts';

const POLL_MS = 60_000;

/**
 * Opens a remote repository through a bare mirror of its branches and tags in `folder`.
 *
 * @throws RepositoryError `unreachable` only when the mirror does not know the default branch from before
 */
export async function openMirror(input: {
  readonly url: string;
  readonly folder: string;
  readonly branch?: string;
  readonly login?: GitLogin;
}): Promise<GitSource> {
  const remote = openRemote(input.url, input.login);
  const git = await createMirror(join(resolve(input.folder), 'mirrors', nameMirror(input.url)));
  const branch = input.branch ?? (await readDefaultBranch(git, remote));
  let running: Promise<void> | undefined;
  const fetch = () => {
    running ??= fetchAll(git, remote).finally(() => {
      running = undefined;
    });
    return running;
  };
  const peek = async () =>
    (await git.run(['ls-remote', '--', remote.address, `refs/heads/${branch}`], remote)).split('\t')[0] ?? '';
  return { git, branch, remote, fetch, peek, watched: [], pollMs: POLL_MS };
}

async function createMirror(folder: string): Promise<Git> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const git = createGit(folder);
  // git makes this folder last.
  if ((await stat(join(folder, 'objects', 'info')).catch(() => undefined)) === undefined)
    await write(git, ['init', '--quiet', '--bare', '--template=']);
  return git;
}

const DEFAULT_BRANCH_KEY = 'showrunner.defaultBranch';

/** Saved in the mirror, so that a start needs no network. */
async function readDefaultBranch(git: Git, remote: Remote): Promise<string> {
  const known = (await git.run(['config', '--default', '', '--get', DEFAULT_BRANCH_KEY])).trim();
  try {
    const answer = await git.run(['ls-remote', '--symref', '--', remote.address, 'HEAD'], remote);
    const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(answer)?.[1];
    if (branch === undefined) throw noDefault(answer);
    if (branch !== known) await write(git, ['config', DEFAULT_BRANCH_KEY, branch]);
    return branch;
  } catch (error) {
    if (known === '' || !(error instanceof RepositoryError) || error.kind !== 'wait') throw error;
    return known;
  }
}

function noDefault(answer: string): RepositoryError {
  return answer === ''
    ? new RepositoryError('no-commit', 'The repository has no commit yet: push one.')
    : new RepositoryError(
        'unknown-branch',
        'The repository has no default branch: set the branch to follow.',
      );
}

const REFS = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
/** Commits that a force-push dropped stay readable: the last synced commit may be one of them. */
const KEEP = ['core.logAllRefUpdates=always', 'gc.reflogExpire=never', 'gc.reflogExpireUnreachable=never'];
const FETCH = [
  ...KEEP.flatMap((setting) => ['-c', setting]),
  'fetch',
  '--prune',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--progress',
];

const fetchAll = (git: Git, remote: Remote): Promise<void> =>
  write(git, [...FETCH, '--', remote.address, ...REFS], remote);

/** Another process of ours may write to the same mirror: git finds a lock then, and does not wait. */
const LOCKED = /cannot lock ref|could not lock config|Unable to create .*\.lock|File exists/i;

async function write(
  git: Git,
  args: readonly string[],
  options: RunOptions = {},
  triesLeft = 5,
): Promise<void> {
  try {
    await git.run(args, options);
  } catch (error) {
    if (triesLeft === 0 || !(error instanceof Error) || !LOCKED.test(error.message)) throw error;
    await wait(200);
    await write(git, args, options, triesLeft - 1);
  }
}
