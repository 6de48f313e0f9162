import { createHash } from 'node:crypto';
import {
  hashKept,
  isKeptHash,
  KEPT_REFS,
  type KeptEntry,
  keptRef,
  keptRefsOf,
} from '../../domain/changes/kept/entry.ts';
import { formatKept, parseKept } from '../../domain/changes/kept/format.ts';
import { readBlobs } from './blobs.ts';
import { RepositoryError } from './errors.ts';
import type { Git } from './git.ts';
import { type KeptRef, type KeptRefs, type KeptRefsOptions, openKeptRefs } from './kept-refs.ts';

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
export function createKeptStore(options: KeptRefsOptions): KeptStore {
  const refs = openKeptRefs(options);
  const listBelow = async (folder: string): Promise<readonly Kept[]> => {
    const found = await refs.list(folder, (ref) => isKeptHash(hashOf(ref)));
    const entries = await readEntries(await refs.open(), found);
    return entries.toSorted((a, b) => b.entry.at.localeCompare(a.entry.at));
  };
  const list = async (videoId: string): Promise<readonly Kept[]> =>
    listBelow(keptRefsOf(assertVideoId(videoId)));
  return {
    place: refs.place,
    isOnThisMachineOnly: refs.isOnThisMachineOnly,
    keep: (entry, picture) => keep(refs, { entry, picture }),
    list,
    listAll: () => listBelow(KEPT_REFS),
    find: async (videoId, hash) => (await list(videoId)).find((kept) => kept.hash === hash),
    readPicture: async (kept) => readPicture(await refs.open(), kept),
  };
}

type Content = { readonly entry: KeptEntry; readonly picture: Uint8Array | undefined };

async function keep(refs: KeptRefs, content: Content): Promise<string> {
  const hash = hashKept(content.entry);
  const ref = keptRef({ videoId: assertVideoId(content.entry.videoId), hash });
  const accepts = async (git: Git, commit: string): Promise<boolean> =>
    (await readEntries(git, [{ ref, commit }])).length === 1;
  await refs.create({ ref, content: renderCommit(content), accepts });
  return hash;
}

const hashOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

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
async function readEntries(git: Git, refs: readonly KeptRef[]): Promise<readonly Kept[]> {
  const ids = refs.map(({ commit }) => `${commit}:${FILES.entry}`);
  const answers = await readBlobs(git, { ids, maxBytes: MAX_BYTES });
  return refs.flatMap(({ ref }, index) => {
    const answer = answers.get(ids[index] ?? '');
    const entry = answer instanceof Buffer ? parseKept(answer.toString('utf8')) : undefined;
    const hash = hashOf(ref);
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

/** A part of a ref's name. */
function assertVideoId(videoId: string): string {
  if (/^[\w-]+$/.test(videoId)) return videoId;
  throw new RepositoryError('git-failed', `"${videoId}" is not the id of a video.`);
}
