import { type BlobText, createTexts, readBlob, type Texts } from '../../clients/git/blobs.ts';
import { chainMoves, type HistoryReader, openHistory } from '../../clients/git/catalog-sources.ts';
import { type Listing, listContent, type TreeEntry } from '../../clients/git/content-folders.ts';
import type { Git } from '../../clients/git/git.ts';
import { parseLastKnownGood, type ValidCatalog } from '../../clients/git/last-known-good.ts';
import { openLocal } from '../../clients/git/local.ts';
import { createMoveCache, type Move } from '../../clients/git/moves.ts';
import { createObjectReader, type ObjectReader } from '../../clients/git/object-reader.ts';
import type { VersionReader } from '../../clients/git/older-versions.ts';
import { addPictures } from '../../clients/git/pictures.ts';
import { resolveRef } from '../../clients/git/refs.ts';
import { readSources, type Sources } from '../../clients/git/sources.ts';
import { createTrees } from '../../clients/git/trees.ts';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import type { ParsedFile } from '../../domain/content/parse/parse.ts';
import { createFindOnDisk, listDisk, measureFile, readBytes, readText } from './disk.ts';
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
  const { folder } = git;
  const read = await parseWorktree(git, createObjectReader(git), extra);
  const readFile = ({ path, blob }: FileRef) =>
    blob === path ? readBytes(folder, path) : readBlob(git, blob);
  return { folder, ...read, readFile };
}

async function parseWorktree(
  git: Git,
  objects: ObjectReader,
  extra: readonly ExtraFile[],
): Promise<ValidCatalog> {
  const listing = addEntries(await listDisk(git), extra);
  if (listing.refused) return { problems: listing.problems, invalidFiles: [] };
  const texts = createDiskTexts({ git, objects }, new Set(listing.entries.map(({ path }) => path)), extra);
  const cache = new Map<string, ParsedFile>();
  const read = await readSources(texts, listing);
  const [sources, head] = await Promise.all([
    addPictures(read, { cache, findPaths: createFindOnDisk(git) }),
    resolveRef(git, 'HEAD'),
  ]);
  return parseLastKnownGood({
    ...sources,
    commit: head ?? 'none',
    texts,
    cache,
    ...(head === undefined ? NO_HISTORY : await readHistory({ git, objects, head, texts, sources })),
    now: Date.now(),
  });
}

type History = HistoryReader & Pick<VersionReader, 'listVersions'>;

/** Before the first commit. */
const NO_HISTORY: Omit<History, 'now'> = {
  moves: new Map(),
  listVersions: async () => new Map(),
  listHistories: async () => new Map(),
  listMovesOf: async () => [],
};

type Disk = {
  readonly git: Git;
  readonly objects: ObjectReader;
  readonly head: string;
  readonly texts: Texts;
  readonly sources: Sources;
};

/** The history of the newest commit, with what moved on disk since. */
async function readHistory(disk: Disk): Promise<History> {
  const { head, sources } = disk;
  const [history, onDisk] = await Promise.all([
    openHistory(disk, head, createMoveCache()),
    listMovesOnDisk(disk),
  ]);
  return { ...history, moves: chainMoves([...onDisk, ...history.moves], sources) };
}

/** Committed files that are elsewhere on disk, with the same text. */
async function listMovesOnDisk({ objects, head, texts, sources }: Disk): Promise<readonly Move[]> {
  const { entries: committed } = await listContent(createTrees(objects), head);
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
  const { git, isWorktree } = await openLocal({ location });
  if (isWorktree) return git;
  throw new CommandError(`${location} has no work tree: read a commit instead, with --commit main`);
}

function addEntries(listing: Listing, extra: readonly ExtraFile[]): Listing {
  const paths = new Set(extra.map(({ path }) => path));
  const added = [...paths].map((path): TreeEntry => ({ path, id: path, kind: 'file' }));
  return { ...listing, entries: [...listing.entries.filter(({ path }) => !paths.has(path)), ...added] };
}

/** Texts on disk by path, and older versions from git by object id. */
function createDiskTexts(
  { git, objects }: Pick<Disk, 'git' | 'objects'>,
  onDisk: ReadonlySet<string>,
  extra: readonly ExtraFile[],
): Texts {
  const texts = new Map(extra.map(({ path, text }) => [path, { text }]));
  const readOne = async (path: string): Promise<readonly [string, BlobText]> => [
    path,
    texts.get(path) ?? (await readText(git.folder, path)),
  ];
  const measureOne = async (path: string): Promise<readonly [string, number]> => [
    path,
    texts.get(path)?.text.length ?? (await measureFile(git.folder, path)),
  ];
  const committed = createTexts(objects);
  return {
    read: async (ids) => {
      const disk = ids.filter((id) => onDisk.has(id));
      const older = await committed.read(ids.filter((id) => !onDisk.has(id)));
      return new Map([...older, ...(await Promise.all(disk.map(readOne)))]);
    },
    measure: async (ids) => {
      const disk = ids.filter((id) => onDisk.has(id));
      const older = await committed.measure(ids.filter((id) => !onDisk.has(id)));
      return new Map([...older, ...(await Promise.all(disk.map(measureOne)))]);
    },
  };
}
