import { compareTrees, type EntryDifference, keyOf, type TreePair } from './compare-trees.ts';
import type { ObjectReader } from './object-reader.ts';
import type { TreeItem } from './trees.ts';

export type Mode = 'nothing' | 'file' | 'other';

/** What one commit changed at one path. `blob`: the id of what is there now, `before` of what was. */
export type BlobChange = {
  readonly commit: string;
  readonly age: number;
  readonly path: string;
  readonly was: Mode;
  readonly is: Mode;
  readonly blob: string;
  readonly before: string;
};

/** A commit that is compared with its first parent. */
export type HistoryStep = { readonly commit: string; readonly age: number };

/** The root has everything else in the repository, too: with more than about 25,000 names there is no history. */
const MAX_ROOT_BYTES = 1024 * 1024;
const MAX_FOLDER_BYTES = 4 * 1024 * 1024;
/** Few objects can stand for millions of changes: beyond this, of one commit and of all, deeper folders are not compared. */
const MAX_CHANGES_OF_COMMIT = 30_000;
const MAX_CHANGES = 200_000;
const MAX_DEPTH = 16;

type Pair = TreePair & Pick<HistoryStep, 'commit' | 'age'> & { readonly path: string };

/**
 * Compares commits with the ones before, level by level, and only folders that differ. `paths`: of files, or of folders with
 * everything below them, which end in `/`. The changes are in the order of their ages. `isWhole`: all roots could be read.
 */
export async function listChanges(
  objects: ObjectReader,
  steps: readonly HistoryStep[],
  paths: readonly string[],
): Promise<{ readonly changes: readonly BlobChange[]; readonly isWhole: boolean }> {
  const isWanted = createFilter(paths);
  const counts = new Map<string, number>();
  const changes: BlobChange[] = [];
  let pairs = await pairRoots(objects, steps);
  let isWhole = true;
  let total = 0;
  for (let level = 0; pairs.length > 0 && level <= MAX_DEPTH; level++) {
    const found = await compareTrees(objects, pairs, level === 0 ? MAX_ROOT_BYTES : MAX_FOLDER_BYTES);
    if (level === 0) isWhole = pairs.every((pair) => found.has(keyOf(pair)));
    const next: Pair[] = [];
    for (const pair of pairs) {
      const differences = found.get(keyOf(pair)) ?? [];
      const count = (counts.get(pair.commit) ?? 0) + differences.length;
      total += differences.length;
      counts.set(pair.commit, count);
      if (count > MAX_CHANGES_OF_COMMIT || total > MAX_CHANGES) continue;
      const all = differences.map((one) => ({ ...one, path: join(pair.path, one.name) }));
      changes.push(...all.filter(({ path }) => isWanted.file(path)).flatMap((one) => toChange(pair, one)));
      next.push(...all.filter(({ path }) => isWanted.below(path)).flatMap((one) => toPair(pair, one)));
    }
    pairs = next;
  }
  return { changes: changes.toSorted((a, b) => a.age - b.age), isWhole };
}

/** The first commit, and the last one that a shallow clone has, have no parent. */
async function pairRoots(objects: ObjectReader, steps: readonly HistoryStep[]): Promise<Pair[]> {
  const parents = await objects.describe(steps.map(({ commit }) => parentOf(commit)));
  return steps.map(({ commit, age }) => {
    const parent = parentOf(commit);
    const before = parents.get(parent) === 'missing' ? undefined : parent;
    return { commit, age, path: '', now: `${commit}^{tree}`, before };
  });
}

const parentOf = (commit: string): string => `${commit}^1^{tree}`;
const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

type Located = EntryDifference & { readonly path: string };

function toPair({ commit, age }: Pair, { path, now, before }: Located): Pair[] {
  const [is, was] = [folderOf(now), folderOf(before)];
  return is === was ? [] : [{ commit, age, path, now: is, before: was }];
}

const folderOf = (item: TreeItem | undefined): string | undefined =>
  item?.kind === 'folder' ? item.id : undefined;

/** A folder is nothing at its own path: its files are elsewhere. */
function toChange({ commit, age }: Pair, { path, now, before }: Located): BlobChange[] {
  const [is, was] = [modeOf(now), modeOf(before)];
  if (is === 'nothing' && was === 'nothing') return [];
  const ids = { blob: is === 'nothing' ? '' : now?.id, before: was === 'nothing' ? '' : before?.id };
  return [{ commit, age, path, was, is, blob: ids.blob ?? '', before: ids.before ?? '' }];
}

function modeOf(item: TreeItem | undefined): Mode {
  if (item === undefined || item.kind === 'folder') return 'nothing';
  return item.kind === 'file' ? 'file' : 'other';
}

type Filter = { readonly file: (path: string) => boolean; readonly below: (folder: string) => boolean };

function createFilter(paths: readonly string[]): Filter {
  const files = new Set(paths.filter((path) => !path.endsWith('/')));
  const folders = paths.filter((path) => path.endsWith('/'));
  const onTheWay = new Set(paths.flatMap(listFoldersOf));
  const isInside = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
  return {
    file: (path) => files.has(path) || isInside(path),
    below: (folder) => onTheWay.has(folder) || isInside(`${folder}/`),
  };
}

/** `a/b/c` is in `a` and `a/b`. */
const listFoldersOf = (path: string): string[] =>
  path.split('/').flatMap((_, index, names) => (index === 0 ? [] : [names.slice(0, index).join('/')]));
