import { defined } from '../../domain/shared/defined.ts';
import { COMMITS_AT_ONCE, type HistorySource, listCommits, toStep } from './branch-line.ts';
import { type BlobChange, listChanges } from './tree-changes.ts';

/** A file since one commit: `blob` is the id of its content. `age` grows by one per commit back, and is the same for all paths. */
export type Version = { readonly commit: string; readonly blob: string; readonly age: number };

/** Enough to find the last valid version; beyond that a person has to look. */
const MOST_VERSIONS = 50;
const MOST_COMMITS = 20_000;
/**
 * The versions of each path on the branch, newest first, from `commit` back to where the file was last created: at most 50 per
 * path, and as far as a shallow clone reaches. A merge counts as a change against its first parent.
 */
export async function listVersions(
  source: HistorySource,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<ReadonlyMap<string, readonly Version[]>> {
  const versions = new Map<string, Version[]>();
  const ended = new Set<string>();
  await walk(source, { commit, paths }, (change) => {
    const { path, was, is, blob, age } = change;
    const known = versions.get(path) ?? [];
    if (ended.has(path)) return undefined;
    if (is === 'file') versions.set(path, [...known, { commit: change.commit, blob, age }]);
    if (was === 'nothing' || is === 'nothing' || known.length + 1 === MOST_VERSIONS) ended.add(path);
    return ended.size === paths.length ? 'enough' : undefined;
  });
  return versions;
}

/**
 * A path from a commit back, through the last time that it was removed, to where that file was created. `removed`: the commit that
 * removed it, absent while it exists; the versions are then those before. `created`: the age of its first commit, absent if the
 * history does not reach that far. Ages of one answer can be compared.
 */
export type FileHistory = {
  readonly versions: readonly Version[];
  readonly removed?: Pick<Version, 'commit' | 'age'>;
  readonly created?: number;
};

/** The histories of files, in one walk. A path that ends in `/` stands for everything below it. */
export async function listHistories(
  source: HistorySource,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<ReadonlyMap<string, FileHistory>> {
  const histories = new Map<string, OpenHistory>();
  const hasFolders = paths.some((path) => path.endsWith('/'));
  let ended = 0;
  await walk(source, { commit, paths }, (change) => {
    const open = histories.get(change.path);
    const history = open ?? { versions: [], ended: false };
    if (open === undefined) histories.set(change.path, history);
    if (history.ended) return undefined;
    addChange(history, change, open === undefined);
    if (history.ended) ended += 1;
    return !hasFolders && ended === paths.length ? 'enough' : undefined;
  });
  return new Map(
    [...histories].map(([path, { versions, removed, created }]) => [
      path,
      { versions, ...defined({ removed, created }) },
    ]),
  );
}

type OpenHistory = {
  versions: Version[];
  removed?: FileHistory['removed'];
  created?: number;
  ended: boolean;
};

function addChange(
  history: OpenHistory,
  { commit, age, blob, was, is }: BlobChange,
  isNewest: boolean,
): void {
  if (is !== 'file' && isNewest) history.removed = { commit, age };
  if (is === 'file' && history.versions.length < MOST_VERSIONS) history.versions.push({ commit, blob, age });
  if (is === 'nothing' && !isNewest) history.ended = true;
  if (was !== 'nothing') return;
  history.ended = true;
  if (is === 'file') history.created = age;
}

/** Of one folder: that are looked at, and among how many of its commits. */
const MOST_FOLDER_VERSIONS = 20;
const MOST_FOLDER_COMMITS = 2_000;

/** Earlier versions of a folder by the ids of its trees, each with the newest commit that has it, the newest first. */
export async function listFolderVersions(
  { git, objects }: HistorySource,
  { commit, path }: { readonly commit: string; readonly path: string },
): Promise<readonly { readonly commit: string; readonly id: string }[]> {
  const lines = await listCommits(git, commit, { most: MOST_FOLDER_COMMITS, paths: [path] });
  const infos = await objects.describe(lines.map((line) => `${line.commit}:${path}`));
  const versions = new Map<string, string>();
  for (const line of lines) {
    const info = infos.get(`${line.commit}:${path}`);
    if (info === undefined || info === 'missing' || info.type !== 'tree') continue;
    if (!versions.has(info.id)) versions.set(info.id, line.commit);
  }
  return [...versions].slice(1, 1 + MOST_FOLDER_VERSIONS).map(([id, newest]) => ({ commit: newest, id }));
}

/** Calls `use` with each change, the newest first, until it has enough. */
async function walk(
  { git, objects }: HistorySource,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
  use: (change: BlobChange) => 'enough' | undefined,
): Promise<void> {
  if (paths.length === 0) return;
  const lines = await listCommits(git, commit, { most: MOST_COMMITS, paths: selectPaths(paths) });
  const all = lines.map(toStep);
  for (let from = 0; from < all.length; from += COMMITS_AT_ONCE) {
    const { changes, isWhole } = await listChanges(objects, all.slice(from, from + COMMITS_AT_ONCE), paths);
    for (const change of changes) if (use(change) === 'enough') return;
    if (!isWhole) return;
  }
}

/** Git compares each path that it meets with each that is wanted: from here on it is faster to name whole folders. */
const MOST_PATHS = 100;

const selectPaths = (paths: readonly string[]): readonly string[] =>
  paths.length <= MOST_PATHS
    ? paths.map((path) => path.replace(/\/$/, ''))
    : [...new Set(paths.map((path) => path.split('/')[0] ?? path))];
