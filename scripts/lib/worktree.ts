import { createTexts, type Text, type Texts } from '../../clients/git/blobs.ts';
import type { Git } from '../../clients/git/git.ts';
import { listVersions } from '../../clients/git/history.ts';
import { parseLastKnownGood, type ValidCatalog } from '../../clients/git/last-known-good.ts';
import { openLocal } from '../../clients/git/local.ts';
import { resolveRef } from '../../clients/git/refs.ts';
import { readSources, type TreeEntry } from '../../clients/git/sources.ts';
import { listDisk, readText } from './disk.ts';
import { CommandError } from './outcome.ts';

/** Content on disk, committed or not. */
export type Worktree = ValidCatalog & {
  /** The root of the work tree, absolute. */
  readonly folder: string;
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
    listVersions: async (paths) =>
      head === undefined ? new Map() : listVersions(git, { commit: head, paths }),
  });
  return { folder: git.folder, ...read };
}

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

/** Texts on disk by path, and older versions from git by object id. */
function createDiskTexts(git: Git, onDisk: ReadonlySet<string>, extra: readonly ExtraFile[]): Texts {
  const texts = new Map(extra.map(({ path, text }) => [path, { text }]));
  const readOne = async (path: string): Promise<readonly [string, Text]> => [
    path,
    texts.get(path) ?? (await readText(git.folder, path)),
  ];
  const committed = createTexts(git);
  return {
    read: async (ids) => {
      const disk = ids.filter((id) => onDisk.has(id));
      const older = await committed.read(ids.filter((id) => !onDisk.has(id)));
      return new Map([...older, ...(await Promise.all(disk.map(readOne)))]);
    },
  };
}
