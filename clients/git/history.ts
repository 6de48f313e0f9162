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

function walk(git: Git, commit: string, paths: readonly string[]): Promise<string> {
  const most = paths.length === 1 ? MOST_VERSIONS : MOST_COMMITS;
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
