import type { Git } from '../../clients/git/git.ts';
import { listVersions } from '../../clients/git/history.ts';
import { type HeldCatalog, useLastKnownGood } from '../../clients/git/last-known-good.ts';
import { openLocal } from '../../clients/git/local.ts';
import { resolveRef } from '../../clients/git/refs.ts';
import { readSources } from '../../clients/git/sources.ts';
import { createTexts, type Text, type Texts } from '../../clients/git/texts.ts';
import type { TreeEntry } from '../../clients/git/tree.ts';
import { CommandError } from '../outcome.ts';
import { listDisk, readText } from './disk.ts';

/** Content as it lies on disk, committed or not. */
export type Worktree = HeldCatalog & {
  /** The root of the work tree, absolute. */
  readonly folder: string;
};

/** A file that is not on disk yet, or not so, read as if it were. */
export type ExtraFile = { readonly path: string; readonly text: string };

/**
 * Reads the work tree as if everything in it were committed now: the same paths, limits and last good forms.
 *
 * @throws RepositoryError, and CommandError where there is no work tree
 */
export async function readWorktree(location: string, ...extra: readonly ExtraFile[]): Promise<Worktree> {
  const git = await openWorktree(location);
  const entries = addEntries(await listDisk(git), extra);
  const texts = createDiskTexts(git, new Set(entries.map(({ path }) => path)), extra);
  const sources = await readSources(texts, entries);
  const head = await resolveRef(git, 'HEAD');
  const read = await useLastKnownGood({
    ...sources,
    commit: head ?? 'none',
    texts,
    cache: new Map(),
    listVersions: async (paths) =>
      head === undefined ? new Map() : listVersions(git, { commit: head, paths }),
  });
  return { folder: git.folder, ...read };
}

/** The root of the work tree that a folder is in, absolute. */
export const findWorktree = async (location: string): Promise<string> =>
  (await openWorktree(location)).folder;

async function openWorktree(location: string): Promise<Git> {
  const { git } = await openLocal({ location });
  if ((await git.run(['rev-parse', '--is-inside-work-tree'])).trim() === 'true') return git;
  throw new CommandError(`${location} has no work tree: name a commit instead, --commit main`);
}

function addEntries(entries: readonly TreeEntry[], extra: readonly ExtraFile[]): readonly TreeEntry[] {
  const paths = new Set(extra.map(({ path }) => path));
  const added = [...paths].map((path): TreeEntry => ({ path, id: path, kind: 'file' }));
  return [...entries.filter(({ path }) => !paths.has(path)), ...added];
}

/** Texts by path from disk; older forms by their object id from git. */
function createDiskTexts(git: Git, onDisk: ReadonlySet<string>, extra: readonly ExtraFile[]): Texts {
  const texts = new Map(extra.map(({ path, text }) => [path, { text }]));
  const readOne = async (path: string): Promise<readonly [string, Text]> => [
    path,
    texts.get(path) ?? (await readText(git.folder, path)),
  ];
  const committed = createTexts(git);
  return {
    turn: () => committed.turn(),
    read: async (ids) => {
      const disk = ids.filter((id) => onDisk.has(id));
      const older = await committed.read(ids.filter((id) => !onDisk.has(id)));
      return new Map([...older, ...(await Promise.all(disk.map(readOne)))]);
    },
  };
}
