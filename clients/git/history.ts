import { defined } from '../../domain/shared/defined.ts';
import type { Git } from './git.ts';

/** A file since one commit: `blob` is the id of its content. `age` grows by one per commit back, and is the same for all paths. */
export type Version = { readonly commit: string; readonly blob: string; readonly age: number };

/** Enough to find the last valid version; beyond that a person has to look. */
const MOST_VERSIONS = 50;
const MOST_COMMITS = 2_000;
const PATHS_A_WALK = 1_000;

/**
 * The versions of each path on the branch, newest first, from `commit` back to where the file was last created: at most 50 per
 * path, and as far as a shallow clone reaches. A merge counts as a change against its first parent.
 */
export async function listVersions(
  git: Git,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<ReadonlyMap<string, readonly Version[]>> {
  const versions = new Map<string, Version[]>();
  for (let from = 0; from < paths.length; from += PATHS_A_WALK) {
    collect(versions, await walk(git, commit, paths.slice(from, from + PATHS_A_WALK)));
  }
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

/** Git compares each path that it meets with each that is wanted: from here on it is faster to read whole folders. */
const MOST_PATHS = 100;
const MOST_COMMITS_OF_FOLDERS = 20_000;

/** The histories of files, in one walk. A path that ends in `/` stands for everything below it. */
export async function listHistories(
  git: Git,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<ReadonlyMap<string, FileHistory>> {
  const folders = paths.filter((path) => path.endsWith('/'));
  const wanted = new Set(paths);
  const text = await (paths.length > MOST_PATHS
    ? walk(
        git,
        commit,
        [...new Set(paths.map((path) => path.split('/')[0] ?? path))],
        MOST_COMMITS_OF_FOLDERS,
      )
    : walk(git, commit, paths, MOST_COMMITS));
  return collectHistories(
    parseChanges(text).filter(({ path }) => wanted.has(path) || folders.some((one) => path.startsWith(one))),
  );
}

type OpenHistory = {
  versions: Version[];
  removed?: FileHistory['removed'];
  created?: number;
  ended: boolean;
};

function collectHistories(changes: readonly Change[]): ReadonlyMap<string, FileHistory> {
  const histories = new Map<string, OpenHistory>();
  for (const change of changes) {
    const open = histories.get(change.path);
    const history = open ?? { versions: [], ended: false };
    if (open === undefined) histories.set(change.path, history);
    if (!history.ended) addChange(history, change, open === undefined);
  }
  return new Map(
    [...histories].map(([path, { versions, removed, created }]) => [
      path,
      { versions, ...defined({ removed, created }) },
    ]),
  );
}

function addChange(history: OpenHistory, { commit, age, blob, was, is }: Change, isNewest: boolean): void {
  if (is !== 'file' && isNewest) history.removed = { commit, age };
  if (is === 'file' && history.versions.length < MOST_VERSIONS) history.versions.push({ commit, blob, age });
  if (is === 'nothing' && !isNewest) history.ended = true;
  if (was !== 'nothing') return;
  history.ended = true;
  if (is === 'file') history.created = age;
}

/** A file that a commit moved without a change. */
export type Move = { readonly from: string; readonly to: string };

/**
 * The files below some folders that were moved as they are, the latest first: by the commits given, or by those of the branch that
 * were made since a time (in seconds since 1970).
 */
export async function listMoves(
  git: Git,
  input: { readonly folders: readonly string[] } & (
    | { readonly commits: readonly string[] }
    | { readonly commit: string; readonly since: number }
  ),
): Promise<readonly Move[]> {
  const which =
    'commits' in input
      ? ['--no-walk=unsorted', ...input.commits]
      : [`--max-age=${input.since}`, `--max-count=${MOST_COMMITS}`, input.commit];
  const format = ['--raw', '-z', '-M100%', '--diff-filter=R', '--format=tformat:'];
  const text = await git.run(['log', '--first-parent', '-m', ...format, ...which, '--', ...input.folders]);
  return parseMoves(text);
}

/** `:100644 100644 <old id> <new id> R100`, the former path and the new one, separated by NUL. */
function parseMoves(text: string): readonly Move[] {
  const tokens = text.split('\0');
  return tokens.flatMap((token, index): Move[] => {
    const [from, to] = tokens.slice(index + 1, index + 3);
    return token.trim().startsWith(':') && from !== undefined && to !== undefined ? [{ from, to }] : [];
  });
}

function walk(
  git: Git,
  commit: string,
  paths: readonly string[],
  most = paths.length === 1 ? MOST_VERSIONS : MOST_COMMITS,
): Promise<string> {
  const format = ['--raw', '-z', '--no-abbrev', '--no-renames', '--format=tformat:%H'];
  const which = ['--first-parent', '-m', `--max-count=${most}`, commit];
  return git.run(['log', ...format, ...which, '--', ...paths]);
}

/** Adds the versions of one walk, newest first. What was at a path before it was removed is another file. */
function collect(versions: Map<string, Version[]>, text: string): void {
  const ended = new Set<string>();
  for (const { commit, path, was, is, blob, age } of parseChanges(text)) {
    const known = versions.get(path) ?? [];
    if (ended.has(path) || known.length === MOST_VERSIONS) continue;
    if (is === 'file') versions.set(path, [...known, { commit, blob, age }]);
    if (was === 'nothing' || is === 'nothing') ended.add(path);
  }
}

type Mode = 'nothing' | 'file' | 'other';
type Change = Version & { readonly path: string; readonly was: Mode; readonly is: Mode };

/** Separated by NUL: a commit's id, then for each changed path `:100644 100644 <old id> <new id> M` and the path. */
function parseChanges(text: string): readonly Change[] {
  const changes: Change[] = [];
  const tokens = text.split('\0');
  let commit = '';
  let age = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = (tokens[index] ?? '').trim();
    if (/^[0-9a-f]{40,64}$/.test(token)) {
      commit = token;
      age += 1;
    }
    if (!token.startsWith(':')) continue;
    const [was = '', is = '', , blob = ''] = token.slice(1).split(' ');
    const path = tokens[++index] ?? '';
    changes.push({ commit, age, path, was: parseMode(was), is: parseMode(is), blob });
  }
  return changes;
}

const parseMode = (mode: string): Mode =>
  mode === '000000' ? 'nothing' : mode.startsWith('100') ? 'file' : 'other';
