import { LRUCache } from 'lru-cache';
import { defined } from '../../domain/shared/defined.ts';
import { MAX_COMMIT_BYTES, parseCommit } from './commits.ts';
import type { Git } from './git.ts';
import type { ObjectReader } from './object-reader.ts';
import { type BlobChange, type HistoryStep, listChanges } from './tree-changes.ts';

/** A file since one commit: `blob` is the id of its content. `age` grows by one per commit back, and is the same for all paths. */
export type Version = { readonly commit: string; readonly blob: string; readonly age: number };

/** The line of first parents, read by comparing folders: what git itself would list of one commit has no limit. */
export type HistorySource = { readonly git: Git; readonly objects: ObjectReader };

/** Enough to find the last valid version; beyond that a person has to look. */
const MOST_VERSIONS = 50;
const MOST_COMMITS = 20_000;
/** Commits whose folders are compared at once. */
const COMMITS_AT_ONCE = 500;

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

/** A file that a commit moved without a change. */
export type Move = { readonly from: string; readonly to: string };

/** By commit, so that the next commit reads only its own moves. */
export type MoveCache = LRUCache<string, readonly Move[]>;

/** More than a busy month. */
const MOST_COMMITS_WITH_MOVES = 2_000;

export const createMoveCache = (): MoveCache => new LRUCache({ max: 4 * MOST_COMMITS_WITH_MOVES });

type RecentMoves = {
  /** When the commit was made, in seconds since 1970. */
  readonly seconds: number;
  readonly moves: readonly Move[];
};

/** The episodes that were moved as they are, the latest first, by the commits of the branch that were made in the `seconds` before. */
export async function listMoves(
  { git, objects }: HistorySource,
  {
    commit,
    seconds,
    known,
  }: { readonly commit: string; readonly seconds: number; readonly known: MoveCache },
): Promise<RecentMoves> {
  const [lines, newest] = await Promise.all([
    listCommits(git, commit, { most: MOST_COMMITS_WITH_MOVES, paths: ['episodes'] }),
    readSeconds(objects, commit),
  ]);
  const recent = lines.filter((line) => line.seconds >= newest - seconds);
  const unknown = recent.filter((line) => !known.has(line.commit));
  for (let from = 0; from < unknown.length; from += COMMITS_AT_ONCE) {
    const steps = unknown.slice(from, from + COMMITS_AT_ONCE);
    const moves = pairMoves((await listChanges(objects, steps.map(toStep), ['episodes/'])).changes);
    for (const step of steps) known.set(step.commit, moves.get(step.commit) ?? []);
  }
  return { seconds: newest, moves: recent.flatMap((line) => known.get(line.commit) ?? []) };
}

/** The files that commits moved as they are, in any folder of `folders`. */
export async function listMovesOf(
  { objects }: HistorySource,
  { commits, folders }: { readonly commits: readonly string[]; readonly folders: readonly string[] },
): Promise<readonly Move[]> {
  const steps = commits.map((commit, age) => ({ commit, age }));
  const { changes } = await listChanges(
    objects,
    steps,
    folders.map((folder) => `${folder}/`),
  );
  return [...pairMoves(changes).values()].flat();
}

/** Of one folder that are looked at. */
const MOST_FOLDER_VERSIONS = 20;

/** Earlier versions of a folder by the ids of its trees, each with the newest commit that has it, the newest first. */
export async function listFolderVersions(
  { git, objects }: HistorySource,
  { commit, path }: { readonly commit: string; readonly path: string },
): Promise<readonly { readonly commit: string; readonly id: string }[]> {
  const lines = await listCommits(git, commit, { most: MOST_COMMITS_WITH_MOVES, paths: [path] });
  const infos = await objects.describe(lines.map((line) => `${line.commit}:${path}`));
  const versions = new Map<string, string>();
  for (const line of lines) {
    const info = infos.get(`${line.commit}:${path}`);
    if (info === undefined || info === 'missing' || info.type !== 'tree') continue;
    if (!versions.has(info.id)) versions.set(info.id, line.commit);
  }
  return [...versions].slice(1, 1 + MOST_FOLDER_VERSIONS).map(([id, newest]) => ({ commit: newest, id }));
}

/** By commit. Of several files with the same bytes one with the same name counts first. */
function pairMoves(changes: readonly BlobChange[]): ReadonlyMap<string, readonly Move[]> {
  const removed = new Map<string, string[]>();
  for (const { commit, path, was, is, before } of changes)
    if (was === 'file' && is === 'nothing') addTo(removed, `${commit} ${before}`, path);
  const moves = new Map<string, Move[]>();
  for (const { commit, path, was, is, blob } of changes) {
    if (was !== 'nothing' || is !== 'file') continue;
    const sources = removed.get(`${commit} ${blob}`) ?? [];
    const same = sources.findIndex((source) => nameOf(source) === nameOf(path));
    const [from] = sources.splice(Math.max(same, 0), 1);
    if (from !== undefined) addTo(moves, commit, { from, to: path });
  }
  return moves;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Seconds since 1970. */
type Line = { readonly commit: string; readonly seconds: number };

const toStep = ({ commit }: Line, index: number): HistoryStep => ({ commit, age: index + 1 });

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

type Which = { readonly most: number; readonly paths: readonly string[] };

/** The commits of the line of first parents that changed something at these paths, the newest first. */
async function listCommits(git: Git, from: string, { most, paths }: Which): Promise<readonly Line[]> {
  const list = (pathspecs: readonly string[]): Promise<string> =>
    git.run(['rev-list', '--first-parent', '--timestamp', `--max-count=${most}`, from, '--', ...pathspecs]);
  // Folders in each other without end are too much for it: then every commit is looked at, within our own limits.
  const text = await list(paths).catch(() => list([]));
  return text.split('\n').flatMap((line): Line[] => {
    const [seconds, commit] = line.split(' ');
    return commit === undefined ? [] : [{ commit, seconds: Number(seconds) }];
  });
}

/** When a commit was made. */
async function readSeconds(objects: ObjectReader, commit: string): Promise<number> {
  const answer = (await objects.read([commit], { type: 'commit', maxBytes: MAX_COMMIT_BYTES })).get(commit);
  return answer === undefined || typeof answer === 'string' ? 0 : parseCommit(answer.bytes).seconds;
}
