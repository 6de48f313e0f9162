import { LIMITS } from './content-limits.ts';
import type { Folder, TreeItem } from './trees.ts';

/** Folders by the ids of their trees; undefined: it could not be read. */
export type Folders = ReadonlyMap<string, Folder | undefined>;

/** One folder at one place. `level`: 0 is the root. */
export type FolderPlace = {
  readonly path: string;
  readonly items: Folder | undefined;
  readonly level: number;
};

type Counter = { readonly folders: Folders; readonly count: (place: Omit<FolderPlace, 'path'>) => number };

/** How many entries a folder stands for, with everything below it: a number of any size. */
export function createCounter(folders: Folders): Counter {
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
export function reduce(place: FolderPlace, counter: Counter): Reduced {
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

export const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
