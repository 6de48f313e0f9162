import { MAX_COMMIT_BYTES, parseCommit } from './commits.ts';
import type { Git } from './git.ts';
import type { ObjectReader } from './object-reader.ts';
import type { HistoryStep } from './tree-changes.ts';

/** The line of first parents, read by comparing folders: what git itself would list of one commit has no limit. */
export type HistorySource = { readonly git: Git; readonly objects: ObjectReader };

/** Commits whose folders are compared at once. */
export const COMMITS_AT_ONCE = 500;

/** Seconds since 1970. */
export type BranchCommit = { readonly commit: string; readonly seconds: number };

export const toStep = ({ commit }: BranchCommit, index: number): HistoryStep => ({ commit, age: index + 1 });

type Which = { readonly most: number; readonly paths: readonly string[] };

/** The commits of the line of first parents that changed something at these paths, the newest first. */
export async function listCommits(
  git: Git,
  from: string,
  { most, paths }: Which,
): Promise<readonly BranchCommit[]> {
  const list = (pathspecs: readonly string[]): Promise<string> =>
    git.run(['rev-list', '--first-parent', '--timestamp', `--max-count=${most}`, from, '--', ...pathspecs]);
  // Folders in each other without end are too much for it: then every commit is looked at, within our own limits.
  const text = await list(paths).catch(() => list([]));
  return text.split('\n').flatMap((line): BranchCommit[] => {
    const [seconds, commit] = line.split(' ');
    return commit === undefined ? [] : [{ commit, seconds: Number(seconds) }];
  });
}

/** When a commit was made. */
export async function readSeconds(objects: ObjectReader, commit: string): Promise<number> {
  const answer = (await objects.read([commit], { type: 'commit', maxBytes: MAX_COMMIT_BYTES })).get(commit);
  return answer === undefined || typeof answer === 'string' ? 0 : parseCommit(answer.bytes).seconds;
}
