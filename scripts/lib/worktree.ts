import { createTexts, dropLargest, readBlob, type Text, type Texts } from '../../clients/git/blobs.ts';
import { chainMoves, type HistoryReader, openHistory } from '../../clients/git/catalog-sources.ts';
import type { Git } from '../../clients/git/git.ts';
import type { Move } from '../../clients/git/history.ts';
import { parseLastKnownGood, type ValidCatalog } from '../../clients/git/last-known-good.ts';
import { openLocal } from '../../clients/git/local.ts';
import type { VersionReader } from '../../clients/git/older-versions.ts';
import { resolveRef } from '../../clients/git/refs.ts';
import { listTree, readSources, type Sources, type TreeEntry } from '../../clients/git/sources.ts';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { listDisk, readBytes, readText } from './disk.ts';
import { CommandError } from './outcome.ts';

/** Content on disk, committed or not. */
export type Worktree = ValidCatalog & {
  /** The root of the work tree, absolute. */
  readonly folder: string;
  /** The bytes of a file of the catalog, at most 25 MB: from disk, or what was removed from there from git. */
  readonly readFile: (file: FileRef) => Promise<Buffer>;
};

/** A file that is read as if it were on disk with this text. */
export type ExtraFile = { readonly path: string; readonly text: string };

/**
 * Reads the work tree as if everything in it were committed now: with the same paths, limits and last valid versions.
 *
 * @throws RepositoryError; CommandError when there is no work tree
 */
export async function readWorktree(location: string, ...extra: readonly ExtraFile[]): Promise<Worktree> {
  const git = await openWorktree(location);
  const entries = addEntries(await listDisk(git), extra);
  const texts = createDiskTexts(git, new Set(entries.map(({ path }) => path)), extra);
  const sources = await readSources(texts, entries);
  const head = await resolveRef(git, 'HEAD');
  const read = await parseLastKnownGood({
    ...sources,
    commit: head ?? 'none',
    texts,
    cache: new Map(),
    ...(head === undefined ? NO_HISTORY : await readHistory({ git, head, texts, sources })),
    now: Date.now(),
  });
  const { folder } = git;
  const readFile = ({ path, blob }: FileRef) =>
    blob === path ? readBytes(folder, path) : readBlob(git, blob);
  return { folder, ...read, readFile };
}

type History = HistoryReader & Pick<VersionReader, 'listVersions'>;

/** Before the first commit. */
const NO_HISTORY: Omit<History, 'now'> = {
  moves: new Map(),
  listVersions: async () => new Map(),
  listHistories: async () => new Map(),
  listMovesOf: async () => [],
};

type Disk = { readonly git: Git; readonly head: string; readonly texts: Texts; readonly sources: Sources };

/** The history of the newest commit, with what moved on disk since. */
async function readHistory({ git, head, texts, sources }: Disk): Promise<History> {
  const history = await openHistory(git, head);
  const moves = [...(await listMovesOnDisk({ git, head, texts, sources })), ...history.moves];
  return { ...history, moves: chainMoves(moves, sources) };
}

/** Committed files that are elsewhere on disk, with the same text. */
async function listMovesOnDisk({ git, head, texts, sources }: Disk): Promise<readonly Move[]> {
  const committed = await listTree(git, head);
  const [before, now] = [committed, sources.files].map((list) => new Set(list.map(({ path }) => path)));
  const gone = committed.filter(({ path, kind }) => kind === 'file' && isEpisode(path) && !now?.has(path));
  const read = await texts.read(gone.map(({ id }) => id));
  const added = sources.files.filter(({ path }) => isEpisode(path) && !before?.has(path));
  return gone.flatMap(({ path, id }) => {
    const text = read.get(id);
    const to = added.find((file) => text !== undefined && 'text' in text && text.text === file.text);
    return to === undefined ? [] : [{ from: path, to: to.path }];
  });
}

const isEpisode = (path: string): boolean => kindOfPath(path) === 'episode';

/** The root of the work tree that contains a folder, absolute. */
export const findWorktree = async (location: string): Promise<string> =>
  (await openWorktree(location)).folder;

async function openWorktree(location: string): Promise<Git> {
  const { git } = await openLocal({ location });
  if ((await git.run(['rev-parse', '--is-inside-work-tree'])).trim() === 'true') return git;
  throw new CommandError(`${location} has no work tree: read a commit instead, with --commit main`);
}

function addEntries(entries: readonly TreeEntry[], extra: readonly ExtraFile[]): readonly TreeEntry[] {
  const paths = new Set(extra.map(({ path }) => path));
  const added = [...paths].map((path): TreeEntry => ({ path, id: path, kind: 'file' }));
  return [...entries.filter(({ path }) => !paths.has(path)), ...added];
}

/** Files that are read at the same time: each may have 1 MB. */
const AT_ONCE = 500;

/** Texts on disk by path, and older versions from git by object id. */
function createDiskTexts(git: Git, onDisk: ReadonlySet<string>, extra: readonly ExtraFile[]): Texts {
  const texts = new Map(extra.map(({ path, text }) => [path, { text }]));
  const readOne = async (path: string): Promise<readonly [string, Text]> => [
    path,
    texts.get(path) ?? (await readText(git.folder, path)),
  ];
  const committed = createTexts(git);
  return {
    read: async (ids, maxTotal = Number.POSITIVE_INFINITY) => {
      const disk = ids.filter((id) => onDisk.has(id));
      const older = await committed.read(ids.filter((id) => !onDisk.has(id)));
      let read: ReadonlyMap<string, Text> = older;
      for (let from = 0; from < disk.length; from += AT_ONCE) {
        const texts = await Promise.all(disk.slice(from, from + AT_ONCE).map(readOne));
        read = dropLargest(new Map([...read, ...texts]), maxTotal);
      }
      return read;
    },
  };
}
