import { defined } from '../../domain/shared/defined.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import type { Folder, TreeItem, Trees } from './trees.ts';

/** What of a repository is content; pictures may be elsewhere, and are found by the path that a record names. */
export const CONTENT_FOLDERS = [
  'episodes',
  'guests',
  'shows',
  'sponsors',
  'templates',
  'thumbnails',
] as const;
export const CONTENT_NAMES: ReadonlySet<string> = new Set(['academy.yaml', ...CONTENT_FOLDERS]);

/** The limits of one commit; docs/content.md has the same. */
export const LIMITS = {
  /** Files and folders in one content folder, with everything below it. */
  entries: 20_000,
  /** Folders in each other. */
  depth: 16,
  /** Bytes of a path in UTF-8. */
  path: 500,
} as const;

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

type Folders = ReadonlyMap<string, Folder | undefined>;

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

/** One folder at one place. `level`: 0 is the root. */
type Place = { readonly path: string; readonly items: Folder | undefined; readonly level: number };

type Counter = { readonly folders: Folders; readonly count: (place: Omit<Place, 'path'>) => number };

/** How many entries a folder stands for, with everything below it: a number of any size. */
function createCounter(folders: Folders): Counter {
  const known = new Map<string, number>();
  const countItem = ({ kind, id }: TreeItem, level: number): number => {
    if (kind !== 'folder' || level > LIMITS.depth) return 1;
    const key = `${level} ${id}`;
    const found = known.get(key) ?? 1 + count({ items: folders.get(id), level });
    known.set(key, found);
    return found;
  };
  // What cannot be read is too large.
  const count: Counter['count'] = ({ items, level }) =>
    items === undefined ? Number.MAX_VALUE : items.reduce((sum, item) => sum + countItem(item, level + 1), 0);
  return { folders, count };
}

/** Of several large folders these are left out; with more, the folder that holds them. */
const mostLeftOut = (level: number): number => (level === 1 ? 10 : 1);

/** `total`: the entries that remain. */
type Reduced = { readonly leftOut: readonly string[]; readonly total: number };

/**
 * Finds the folders to leave out so that the rest has at most `LIMITS.entries` entries: as few as possible and as deep as possible, so
 * that what was there before stays. The folder itself, if that is not enough.
 */
function reduce(place: Place, counter: Counter): Reduced {
  const { path, items, level } = place;
  const whole: Reduced = { leftOut: [path], total: 0 };
  if (items === undefined) return whole;
  const subfolders = items
    .filter(({ kind }) => kind === 'folder' && level < LIMITS.depth)
    .map(({ name, id }) => ({ path: join(path, name), items: counter.folders.get(id), level: level + 1 }))
    .map((below) => ({ below, total: counter.count(below) }));
  // Otherwise few trees in each other would be visited millions of times.
  if (subfolders.filter(({ total }) => total > LIMITS.entries).length > mostLeftOut(level)) return whole;
  const reduced = subfolders
    .map(({ below, total }) => (total > LIMITS.entries ? reduce(below, counter) : { leftOut: [], total }))
    .map((one, index) => ({ ...one, path: subfolders[index]?.below.path ?? '' }))
    .toSorted((a, b) => b.total - a.total);
  const leftOut = reduced.flatMap((one) => one.leftOut);
  let sum = reduced.reduce((all, { total }) => all + total, items.length);
  for (const { path: largest, total } of reduced) {
    if (sum <= LIMITS.entries || leftOut.length >= mostLeftOut(level)) break;
    leftOut.push(largest);
    sum -= total;
  }
  return sum <= LIMITS.entries ? { leftOut, total: sum } : whole;
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

type Expanded = { readonly entries: TreeEntry[]; readonly tooDeep: string[]; readonly tooLong: string[] };

/** Every entry once for each place where it is. */
function expand(
  items: Folder,
  folders: Folders,
  leftOut: ReadonlySet<string>,
  root: Omit<Place, 'items'> = { path: '', level: 0 },
): Expanded {
  const expanded: Expanded = { entries: [], tooDeep: [], tooLong: [] };
  const visit = ({ path, items = [], level }: Place): void => {
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
