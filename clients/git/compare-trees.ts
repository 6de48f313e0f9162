import type { ObjectReader } from './object-reader.ts';
import { parseTree, type TreeItem } from './trees.ts';

/** What is different at one name of two folders. */
export type EntryDifference = {
  readonly name: string;
  readonly now: TreeItem | undefined;
  readonly before: TreeItem | undefined;
};

/** Two folders by names of their trees; undefined: there is none. */
export type TreePair = { readonly now: string | undefined; readonly before: string | undefined };

/** A history is compared in steps, so that it is never in memory as a whole. */
const BYTES_AT_ONCE = 16 * 1024 * 1024;

export const keyOf = ({ now = '', before = '' }: TreePair): string => `${now} ${before}`;

/** By `keyOf` a pair; none for a pair with a folder of more than `maxBytes`, or one that the repository does not have. Each pair once. */
export async function compareTrees(
  objects: ObjectReader,
  all: readonly TreePair[],
  maxBytes: number,
): Promise<ReadonlyMap<string, readonly EntryDifference[]>> {
  const pairs = [...new Map(all.map((pair) => [keyOf(pair), pair])).values()];
  const infos = await objects.describe(pairs.flatMap(namesOf));
  const sizeOf = (name: string): number => {
    const info = infos.get(name);
    return info === undefined || info === 'missing' || info.type !== 'tree' ? Number.MAX_VALUE : info.size;
  };
  const readable = pairs.filter((pair) => namesOf(pair).every((name) => sizeOf(name) <= maxBytes));
  const found = new Map<string, readonly EntryDifference[]>();
  for (const some of splitBySize(readable, sizeOf)) {
    const trees = await objects.read(some.flatMap(namesOf), { type: 'tree', maxBytes });
    for (const pair of some) {
      const [now, before] = [pair.now, pair.before].map((name) => trees.get(name ?? ''));
      if (typeof now === 'string' || typeof before === 'string') continue;
      const idBytes = (now?.id ?? before?.id ?? '').length / 2;
      found.set(keyOf(pair), compareBytes(now?.bytes ?? EMPTY, before?.bytes ?? EMPTY, idBytes));
    }
  }
  return found;
}

const EMPTY = Buffer.alloc(0);

const namesOf = ({ now, before }: TreePair): string[] => [now, before].filter((name) => name !== undefined);

function splitBySize(
  pairs: readonly TreePair[],
  sizeOf: (name: string) => number,
): readonly (readonly TreePair[])[] {
  const groups: TreePair[][] = [];
  let size = BYTES_AT_ONCE;
  for (const pair of pairs) {
    if (size >= BYTES_AT_ONCE) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(pair);
    size += namesOf(pair).reduce((sum, name) => sum + sizeOf(name), 0);
  }
  return groups;
}

/**
 * Compares two tree objects. One commit changes few of many names, so what they begin and end with in common is skipped, and only
 * the rest becomes items.
 */
export function compareBytes(now: Buffer, before: Buffer, idBytes: number): readonly EntryDifference[] {
  const start = findEntryBefore(now, countCommonStart(now, before), idBytes);
  const [a, b] = [now.subarray(start), before.subarray(start)];
  const [endA, endB] = findCommonEnd(a, b, idBytes);
  const former = new Map(parseTree(b.subarray(0, endB), idBytes).map((item) => [item.name, item] as const));
  const differences: EntryDifference[] = [];
  for (const item of parseTree(a.subarray(0, endA), idBytes)) {
    const was = former.get(item.name);
    former.delete(item.name);
    if (was?.id !== item.id || was.kind !== item.kind)
      differences.push({ name: item.name, now: item, before: was });
  }
  for (const [name, was] of former) differences.push({ name, now: undefined, before: was });
  return differences;
}

function countCommonStart(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  return search(most, (count) => a.compare(b, 0, count, 0, count) === 0);
}

function countCommonEnd(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  return search(most, (count) => a.compare(b, b.length - count, b.length, a.length - count, a.length) === 0);
}

/** The largest number up to `most` for which something is true that is true for all smaller ones. */
function search(most: number, isTrue: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isTrue(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the entry begins that holds the byte at `offset`. */
function findEntryBefore(bytes: Buffer, offset: number, idBytes: number): number {
  let at = 0;
  for (let next = nextEntry(bytes, at, idBytes); next <= offset; next = nextEntry(bytes, at, idBytes)) {
    if (next === at) break;
    at = next;
  }
  return at;
}

const nextEntry = (bytes: Buffer, at: number, idBytes: number): number => {
  const end = bytes.indexOf(0, at);
  return end === -1 ? bytes.length : Math.min(end + 1 + idBytes, bytes.length);
};

/** Where the last entries begin that both have: in each an end for what is left to compare. */
function findCommonEnd(a: Buffer, b: Buffer, idBytes: number): [number, number] {
  const common = countCommonEnd(a, b);
  let [atA, atB] = [0, 0];
  for (;;) {
    const [leftA, leftB] = [a.length - atA, b.length - atB];
    if (leftA === leftB && leftA <= common) return [atA, atB];
    if (leftA >= leftB) atA = nextEntry(a, atA, idBytes);
    else atB = nextEntry(b, atB, idBytes);
  }
}
