import { defined } from '../../domain/shared/defined.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { CONTENT_NAMES, LIMITS } from './content-limits.ts';
import { createCounter, type FolderPlace, type Folders, join, reduce } from './leave-out.ts';
import type { Folder, TreeItem, Trees } from './trees.ts';

/** One entry of a commit's tree, with its path from the root of the repository. */
export type TreeEntry = {
  readonly path: string;
  readonly id: string;
  readonly kind: Exclude<TreeItem['kind'], 'folder'>;
  /** The commit of this version, of a folder that is now too large. */
  readonly lastGoodCommit?: string;
};

/**
 * The content of a commit. `problems`: what exceeds a limit. `tooLarge`: folders that do, with the commit of an earlier version that is
 * listed instead, if there is one. `refused`: too much is left out to trust the rest, and `entries` is empty.
 */
export type Listing = {
  readonly entries: readonly TreeEntry[];
  readonly problems: readonly Problem[];
  readonly tooLarge: readonly { readonly path: string; readonly from?: string }[];
  readonly refused: boolean;
};

/** Earlier versions of a folder, the newest first. */
export type FolderVersions = (
  path: string,
) => Promise<readonly { readonly commit: string; readonly id: string }[]>;

/**
 * Lists the content folders of a commit. Few objects can stand for millions of files: each tree is read once, however often it is
 * there, and what a folder holds is counted before it is listed.
 */
export async function listContent(
  trees: Trees,
  commit: string,
  listVersions: FolderVersions = async () => [],
): Promise<Listing> {
  const root = (await trees.readRoots([commit], CONTENT_NAMES)).get(commit);
  if (root === undefined) return refuse('academy.yaml', 'a root folder with at most 32 MB of names');
  const folders = await readFolders(trees, root);
  if (folders === undefined) return refuse('academy.yaml', `at most ${MAX_FOLDERS} folders with content`);
  const counter = createCounter(folders);
  const leftOut = root
    .filter(({ kind }) => kind === 'folder')
    .flatMap(({ name, id }) => reduce({ path: name, items: folders.get(id), level: 1 }, counter).leftOut);
  const earlier = await Promise.all(leftOut.map((path) => findEarlier(trees, path, listVersions)));
  const lost = earlier.find(({ path, from }) => from === undefined && !path.includes('/'));
  if (lost !== undefined) return refuse(lost.path, MOST_ENTRIES);
  const listed = expand(root, folders, new Set(leftOut));
  return {
    entries: [...listed.entries, ...earlier.flatMap(({ entries }) => entries)],
    problems: [
      ...earlier.map(({ path, from }) => tooMuch(path, MOST_ENTRIES, from && describeVersion(from))),
      ...describe(listed.tooDeep, MOST_DEEP),
      ...describe(listed.tooLong, LONGEST),
    ],
    tooLarge: earlier.map(({ path, from }) => ({ path, ...defined({ from }) })),
    refused: false,
  };
}

const describeVersion = (commit: string): string => `It stays as it was in commit ${commit.slice(0, 8)}.`;

type Earlier = {
  readonly path: string;
  readonly entries: readonly TreeEntry[];
  readonly from: string | undefined;
};

/** A folder in its newest version within the limits. */
async function findEarlier(trees: Trees, path: string, listVersions: FolderVersions): Promise<Earlier> {
  const level = path.split('/').length;
  for (const { commit, id } of await listVersions(path)) {
    const folders = await readFolders(trees, [{ name: path, id, kind: 'folder' }], level);
    const items = folders?.get(id);
    if (folders === undefined || items === undefined) continue;
    if (reduce({ path, items, level }, createCounter(folders)).leftOut.length > 0) continue;
    const { entries } = expand(items, folders, new Set(), { path, level });
    return { path, entries: entries.map((entry) => ({ ...entry, lastGoodCommit: commit })), from: commit };
  }
  return { path, entries: [], from: undefined };
}

const MOST_ENTRIES = `at most ${LIMITS.entries} files and folders in a content folder`;

const MOST_DEEP = `at most ${LIMITS.depth} folders in each other`;
const LONGEST = `a path of at most ${LIMITS.path} bytes`;

/** Problems of one kind that are listed. */
const MOST_SHOWN = 100;

const describe = (paths: readonly string[], expected: string): readonly Problem[] =>
  paths.slice(0, MOST_SHOWN).map((path) => tooMuch(path, expected));

const refuse = (path: string, expected: string): Listing => ({
  entries: [],
  tooLarge: [],
  problems: [tooMuch(path, expected, 'Nothing of this commit is used until it is corrected.')],
  refused: true,
});

function tooMuch(path: string, expected: string, effect = 'It is left out.'): Problem {
  return {
    path: path.length > SHOWN ? `${path.slice(0, SHOWN)}...` : path,
    line: 1,
    column: 1,
    code: 'wrong-value',
    message: `expected ${expected}, found more`,
    hint: `${effect} Remove it, or move what is not content to another folder.`,
  };
}

/** Characters of a path in a problem. */
const SHOWN = 200;

/** Each is read once: an academy of 10,000 episodes has a few hundred. */
const MAX_FOLDERS = 20_000;
/** Ten times what `LIMITS.entries` names of usual length take. */
const MAX_NAMES_BYTES = 16 * 1024 * 1024;

/** All folders below some, level by level; undefined if there are too many different ones. */
async function readFolders(trees: Trees, root: Folder, from = 1): Promise<Folders | undefined> {
  const all = new Map<string, Folder | undefined>();
  let wanted = listFolders([root]);
  let left = MAX_NAMES_BYTES;
  for (let level = from; wanted.size > 0 && level <= LIMITS.depth; level++) {
    if (all.size + wanted.size > MAX_FOLDERS) return undefined;
    const { folders, bytes } = await trees.read([...wanted], left);
    left -= bytes;
    for (const [id, items] of folders) all.set(id, items);
    wanted = new Set([...listFolders([...folders.values()])].filter((id) => !all.has(id)));
  }
  return all;
}

const listFolders = (folders: readonly (Folder | undefined)[]): Set<string> =>
  new Set(folders.flatMap((items = []) => items.flatMap(({ kind, id }) => (kind === 'folder' ? [id] : []))));

/** The same limits for files on disk: `entries` as they are listed there. */
export function checkListing(entries: readonly TreeEntry[]): Listing {
  const counts = new Map<string, number>();
  for (const folder of entries.map(({ path }) => path.split('/')[0] ?? ''))
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  const lost = [...counts].find(([, count]) => count > LIMITS.entries)?.[0];
  if (lost !== undefined) return refuse(lost, MOST_ENTRIES);
  const tooDeep = entries.filter(({ path }) => path.split('/').length > LIMITS.depth + 1);
  const tooLong = entries.filter(({ path }) => Buffer.byteLength(path) > LIMITS.path);
  const leftOut = new Set([...tooDeep, ...tooLong]);
  return {
    entries: leftOut.size === 0 ? entries : entries.filter((entry) => !leftOut.has(entry)),
    problems: [
      ...describe(
        tooDeep.map(({ path }) => path),
        MOST_DEEP,
      ),
      ...describe(
        tooLong.map(({ path }) => path),
        LONGEST,
      ),
    ],
    tooLarge: [],
    refused: false,
  };
}

type Expanded = { readonly entries: TreeEntry[]; readonly tooDeep: string[]; readonly tooLong: string[] };

/** Every entry once for each place where it is. */
function expand(
  items: Folder,
  folders: Folders,
  leftOut: ReadonlySet<string>,
  root: Omit<FolderPlace, 'items'> = { path: '', level: 0 },
): Expanded {
  const expanded: Expanded = { entries: [], tooDeep: [], tooLong: [] };
  const visit = ({ path, items = [], level }: FolderPlace): void => {
    for (const { name, id, kind } of items) {
      const at = join(path, name);
      if (leftOut.has(at)) continue;
      if (Buffer.byteLength(at) > LIMITS.path) expanded.tooLong.push(at);
      else if (kind !== 'folder') expanded.entries.push({ path: at, id, kind });
      else if (level === LIMITS.depth) expanded.tooDeep.push(at);
      else visit({ path: at, items: folders.get(id), level: level + 1 });
    }
  };
  visit({ ...root, items });
  return expanded;
}
