import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  hashKept,
  isKeptHash,
  KEPT_REFS,
  type KeptEntry,
  keptRef,
  keptRefsOf,
} from '../../domain/changes/kept/entry.ts';
import { formatKept, parseKept } from '../../domain/changes/kept/format.ts';
import { hideCredentials, isUrl } from './address.ts';
import { readBlobs } from './blobs.ts';
import type { GitLogin } from './environment.ts';
import { RepositoryError } from './errors.ts';
import { createGit, type Git } from './git.ts';
import { writeCommit } from './objects.ts';
import { openRemote, type Remote } from './remote.ts';

export type KeptStoreOptions = {
  /** A bare repository of ours in the state folder; created when it is first needed. */
  readonly folder: string;
  /** A URL or a path that git can push to; absent: what is kept is on this machine only. */
  readonly remote?: string;
  /** For a remote at a URL without a user name. */
  readonly login?: GitLogin;
};

/** An entry and its name: `refs/showrunner/kept/<videoId>/<hash>`. */
export type Kept = { readonly hash: string; readonly entry: KeptEntry };

/** Keeps what was on YouTube before we overwrote it, as git refs that are created once and never changed. Every function throws RepositoryError. */
export type KeptStore = {
  /** For people, without credentials. */
  readonly place: string;
  readonly isOnThisMachineOnly: boolean;
  /** Returns the hash once the entry is saved; the same content of a video twice is one ref, with its first entry. `picture`: the bytes of one. */
  keep(entry: KeptEntry, picture?: Uint8Array): Promise<string>;
  /** All entries of a video, newest first, of the remote too. */
  list(videoId: string): Promise<readonly Kept[]>;
  /** The same of every video: the remote is asked once. */
  listAll(): Promise<readonly Kept[]>;
  /** undefined: nothing of that name is kept. */
  find(videoId: string, hash: string): Promise<Kept | undefined>;
  /** The bytes of an entry that is a picture. */
  readPicture(kept: Kept): Promise<Buffer>;
};

/**
 * Opens nothing yet: the repository is created, and the remote reached, with the first call.
 *
 * @throws RepositoryError for a remote that is not a valid URL
 */
export function createKeptStore({ folder, remote: location, login }: KeptStoreOptions): KeptStore {
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
  const listBelow = async (prefix: string): Promise<readonly Kept[]> => {
    const git = await open();
    if (remote !== undefined) await fetchMissing(git, remote, prefix);
    return listLocal(git, prefix);
  };
  const list = async (videoId: string): Promise<readonly Kept[]> =>
    listBelow(keptRefsOf(assertVideoId(videoId)));
  return {
    place:
      remote === undefined ? `${resolve(folder)}, on this machine only` : hideCredentials(location ?? ''),
    isOnThisMachineOnly: remote === undefined,
    keep: async (entry, picture) => keep(await open(), remote, { entry, picture }),
    list,
    listAll: () => listBelow(KEPT_REFS),
    find: async (videoId, hash) => (await list(videoId)).find((kept) => kept.hash === hash),
    readPicture: async (kept) => readPicture(await open(), kept),
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

type Content = { readonly entry: KeptEntry; readonly picture: Uint8Array | undefined };

/** The remote first: what only this machine has does not count as saved when there is one. */
async function keep(git: Git, remote: Remote | undefined, content: Content): Promise<string> {
  const hash = hashKept(content.entry);
  const ref = keptRef({ videoId: assertVideoId(content.entry.videoId), hash });
  const existing = await readRef(git, ref);
  const commit = existing ?? (await writeCommit(git, renderCommit(content)));
  if (remote !== undefined) await pushOnce(git, remote, { ref, commit, hash });
  if (existing === undefined) await createRef(git, ref, commit);
  return hash;
}

/** A push without force creates a ref or fails: commits of ours have no parents, so none is a fast-forward of another. */
async function pushOnce(
  git: Git,
  remote: Remote,
  { ref, commit, hash }: { readonly ref: string; readonly commit: string; readonly hash: string },
): Promise<void> {
  try {
    await git.run(['push', '--quiet', '--no-follow-tags', '--', remote.address, `${commit}:${ref}`], remote);
  } catch (error) {
    if (!(await hasContent(git, remote, { ref, hash }).catch(() => false))) throw error;
  }
}

/** Whether the remote has this content under this name already, from another worker or a moment ago. */
async function hasContent(
  git: Git,
  remote: Remote,
  { ref, hash }: { readonly ref: string; readonly hash: string },
): Promise<boolean> {
  const [commit] = (await git.run(['ls-remote', '--', remote.address, ref], remote)).split('\t');
  if (commit === undefined || commit === '') return false;
  await git.run([...FETCH, '--', remote.address, ref], remote);
  const [kept] = await readEntries(git, [{ hash, commit }]);
  return kept !== undefined;
}

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];

/** Entries that this machine has already are not fetched: a ref never changes. */
async function fetchMissing(git: Git, remote: Remote, prefix: string): Promise<void> {
  const answer = await git.run(['ls-remote', '--', remote.address, `${prefix}*`], remote);
  const refs = answer.split('\n').flatMap((line) => line.split('\t')[1] ?? []);
  const local = new Set((await listRefs(git, prefix)).map(({ ref }) => ref));
  const missing = refs.filter((ref) => isKeptHash(hashOf(ref)) && !local.has(ref));
  for (let from = 0; from < missing.length; from += REFS_AT_ONCE) {
    const some = missing.slice(from, from + REFS_AT_ONCE);
    await git.run([...FETCH, '--', remote.address, ...some.map((ref) => `${ref}:${ref}`)], remote);
  }
}

/** All of them are arguments of one command. */
const REFS_AT_ONCE = 500;

const hashOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

async function listLocal(git: Git, prefix: string): Promise<readonly Kept[]> {
  const refs = await listRefs(git, prefix);
  const entries = await readEntries(
    git,
    refs.map(({ ref, commit }) => ({ hash: hashOf(ref), commit })),
  );
  return entries.toSorted((a, b) => b.entry.at.localeCompare(a.entry.at));
}

async function listRefs(git: Git, prefix: string) {
  const text = await git.run(['for-each-ref', '--format=%(objectname) %(refname)', prefix]);
  return text.split('\n').flatMap((line) => {
    const [commit, ref] = line.split(' ');
    return commit === undefined || ref === undefined ? [] : [{ commit, ref }];
  });
}

const FILES = { entry: 'kept.json', title: 'title.txt', description: 'description.txt', picture: 'picture' };
/** Far more than an entry of texts, or a picture that the CDN serves. */
const MAX_BYTES = 20 * 1024 * 1024;

/** `kept.json` counts; the other texts are there for `git show`. */
function renderCommit({ entry, picture }: Content) {
  const { videoId, episodeId, at, commit, by, fields } = entry;
  const files: Record<string, string | Uint8Array> = { [FILES.entry]: formatKept(entry) };
  if (entry.kind === 'texts') {
    files[FILES.title] = entry.texts.title;
    files[FILES.description] = entry.texts.description;
  }
  if (picture !== undefined) files[FILES.picture] = picture;
  const because = by === undefined ? '' : `, released by ${by.replaceAll(/\s+/g, ' ')}`;
  const message = `Keep ${fields.join(', ')} of ${videoId}, ${episodeId}\n\nOverwritten by commit ${commit}${because}.`;
  return { files, message, at: Date.parse(at) };
}

/** Whatever a ref holds that is not an entry of its name is left out: nothing is restored from it. */
async function readEntries(
  git: Git,
  refs: readonly { readonly hash: string; readonly commit: string }[],
): Promise<readonly Kept[]> {
  const ids = refs.map(({ commit }) => `${commit}:${FILES.entry}`);
  const answers = await readBlobs(git, { ids, maxBytes: MAX_BYTES });
  return refs.flatMap(({ hash }, index) => {
    const answer = answers.get(ids[index] ?? '');
    const entry = answer instanceof Buffer ? parseKept(answer.toString('utf8')) : undefined;
    return entry !== undefined && hashKept(entry) === hash ? [{ hash, entry }] : [];
  });
}

async function readPicture(git: Git, { hash, entry }: Kept): Promise<Buffer> {
  const ref = keptRef({ videoId: assertVideoId(entry.videoId), hash });
  const id = `${ref}:${FILES.picture}`;
  const answer = (await readBlobs(git, { ids: [id], maxBytes: MAX_BYTES })).get(id);
  const sha256 = entry.kind === 'picture' ? entry.picture.sha256 : '';
  if (answer instanceof Buffer && createHash('sha256').update(answer).digest('hex') === sha256) return answer;
  throw new RepositoryError('unknown-blob', `${ref} holds no picture, or another one.`);
}

async function readRef(git: Git, ref: string): Promise<string | undefined> {
  const id = (await git.run(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])).trim();
  return id === '' ? undefined : id;
}

/** Fails when the ref exists, unless another activity has just created it. */
async function createRef(git: Git, ref: string, commit: string): Promise<void> {
  try {
    await git.run(['update-ref', ref, commit, '0'.repeat(commit.length)]);
  } catch (error) {
    if ((await readRef(git, ref)) === undefined) throw error;
  }
}

/** A part of a ref's name. */
function assertVideoId(videoId: string): string {
  if (/^[\w-]+$/.test(videoId)) return videoId;
  throw new RepositoryError('git-failed', `"${videoId}" is not the id of a video.`);
}
