import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hideCredentials, isUrl } from './address.ts';
import type { GitLogin } from './environment.ts';
import { RepositoryError } from './errors.ts';
import { createGit, type Git } from './git.ts';
import { type CommitInput, writeCommit } from './objects.ts';
import { openRemote, type Remote } from './remote.ts';

export type KeptRefsOptions = {
  /** A bare repository of ours in the state folder; created when it is first needed. */
  readonly folder: string;
  /** A URL or a path that git can push to; absent: what is kept is on this machine only. */
  readonly remote?: string;
  /** For a remote at a URL without a user name. */
  readonly login?: GitLogin;
};

export type KeptRef = { readonly ref: string; readonly commit: string };

export type NewRef = {
  readonly ref: string;
  readonly content: CommitInput;
  /** Whether what another worker keeps under this name is as good. */
  readonly accepts: (git: Git, commit: string) => Promise<boolean>;
};

/** Git refs that are created once and never changed, here and at a remote. Every function throws RepositoryError. */
export type KeptRefs = {
  /** For people, without credentials. */
  readonly place: string;
  readonly isOnThisMachineOnly: boolean;
  open(): Promise<Git>;
  /** Returns once it is saved. false: there was one of this name already. */
  create(created: NewRef): Promise<boolean>;
  /** The refs below a folder whose name ends with a slash, of the remote too, that `isWanted`: no other is fetched. */
  list(folder: string, isWanted: (ref: string) => boolean): Promise<readonly KeptRef[]>;
};

/**
 * Opens nothing yet: the repository is created, and the remote reached, with the first call.
 *
 * @throws RepositoryError for a remote that is not a valid URL
 */
export function openKeptRefs({ folder, remote: location, login }: KeptRefsOptions): KeptRefs {
  const remote =
    location === undefined ? undefined : openRemote(isUrl(location) ? location : resolve(location), login);
  let opened: Promise<Git> | undefined;
  const open = (): Promise<Git> => {
    opened ??= openBare(folder).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    place:
      remote === undefined ? `${resolve(folder)}, on this machine only` : hideCredentials(location ?? ''),
    isOnThisMachineOnly: remote === undefined,
    open,
    create: async (created) => create(await open(), remote, created),
    async list(below, isWanted) {
      const git = await open();
      if (remote !== undefined) await fetchMissing(git, remote, { below, isWanted });
      return (await listRefs(git, below)).filter(({ ref }) => isWanted(ref));
    },
  };
}

async function openBare(folder: string): Promise<Git> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const git = createGit(folder);
    const exists = (await stat(join(folder, 'HEAD')).catch(() => undefined)) !== undefined;
    if (!exists) await git.run(['init', '--quiet', '--bare', '--template=']);
    return git;
  } catch (error) {
    if (error instanceof RepositoryError) throw error;
    throw new RepositoryError('not-a-repository', `${folder} cannot be opened: ${String(error)}.`);
  }
}

/** The remote first: what only this machine has does not count as saved when there is one. */
async function create(
  git: Git,
  remote: Remote | undefined,
  { ref, content, accepts }: NewRef,
): Promise<boolean> {
  const existing = await readRef(git, ref);
  const commit = existing ?? (await writeCommit(git, content));
  const taken = remote === undefined ? undefined : await pushOnce(git, remote, { ref, commit, accepts });
  const isCreated = existing === undefined && (await createRef(git, ref, taken ?? commit));
  return isCreated && taken === undefined;
}

type Pushed = Pick<NewRef, 'ref' | 'accepts'> & { readonly commit: string };

/** A push without force creates a ref or fails: commits of ours have no parents, so none is a fast-forward of another. @returns the one that the remote has instead */
async function pushOnce(
  git: Git,
  remote: Remote,
  { ref, commit, accepts }: Pushed,
): Promise<string | undefined> {
  try {
    await git.run(['push', '--quiet', '--no-follow-tags', '--', remote.address, `${commit}:${ref}`], remote);
    return undefined;
  } catch (error) {
    const other = await readRemoteRef(git, remote, ref).catch(() => undefined);
    if (other !== undefined && (await accepts(git, other).catch(() => false))) return other;
    throw error;
  }
}

/** What the remote has under this name already, from another worker or a moment ago. */
async function readRemoteRef(git: Git, remote: Remote, ref: string): Promise<string | undefined> {
  const [commit] = (await git.run(['ls-remote', '--', remote.address, ref], remote)).split('\t');
  if (commit === undefined || commit === '') return undefined;
  await git.run([...FETCH, '--', remote.address, ref], remote);
  return commit;
}

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];

type Wanted = { readonly below: string; readonly isWanted: (ref: string) => boolean };

/** What this machine has already is not fetched: a ref never changes. */
async function fetchMissing(git: Git, remote: Remote, { below, isWanted }: Wanted): Promise<void> {
  const answer = await git.run(['ls-remote', '--', remote.address, `${below}*`], remote);
  const refs = answer.split('\n').flatMap((line) => line.split('\t')[1] ?? []);
  const local = new Set((await listRefs(git, below)).map(({ ref }) => ref));
  const missing = refs.filter((ref) => isWanted(ref) && !local.has(ref));
  for (let from = 0; from < missing.length; from += REFS_AT_ONCE) {
    const some = missing.slice(from, from + REFS_AT_ONCE);
    await git.run([...FETCH, '--', remote.address, ...some.map((ref) => `${ref}:${ref}`)], remote);
  }
}

/** All of them are arguments of one command. */
const REFS_AT_ONCE = 500;

async function listRefs(git: Git, below: string): Promise<KeptRef[]> {
  const text = await git.run(['for-each-ref', '--format=%(objectname) %(refname)', below]);
  return text.split('\n').flatMap((line) => {
    const [commit, ref] = line.split(' ');
    return commit === undefined || ref === undefined ? [] : [{ commit, ref }];
  });
}

async function readRef(git: Git, ref: string): Promise<string | undefined> {
  const id = (await git.run(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])).trim();
  return id === '' ? undefined : id;
}

/** false: another activity has just created it. */
async function createRef(git: Git, ref: string, commit: string): Promise<boolean> {
  try {
    await git.run(['update-ref', ref, commit, '0'.repeat(commit.length)]);
    return true;
  } catch (error) {
    if ((await readRef(git, ref)) === undefined) throw error;
    return false;
  }
}
