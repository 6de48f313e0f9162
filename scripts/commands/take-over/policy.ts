import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitFiles, listChangedFiles, readCommitter } from '../../../clients/git/commit-files.ts';
import { openLocal } from '../../../clients/git/local.ts';
import { applyEdits } from '../../../domain/changes/adopt/edit-yaml.ts';
import { diffLines } from '../../../domain/changes/plan/diff-lines.ts';
import { type PolicyWish, planPolicy } from '../../../domain/changes/take-over-policy.ts';
import type { Catalog } from '../../../domain/content/catalog/records.ts';
import { isError, renderProblemLines } from '../../../domain/shared/problem.ts';
import type { ContentOnDisk } from '../../lib/content-on-disk.ts';
import { findNewProblems } from '../../lib/new-problems.ts';
import { CommandError, count } from '../../lib/outcome.ts';
import { listProblems } from '../../lib/problems.ts';
import { type ExtraFile, readWorktree } from '../../lib/worktree.ts';
import { type TextsBefore, writeDrafts } from '../import-show-notes/write-drafts.ts';

/** The files that have to change before the videos can be taken over, as they are and as they would be. */
export type PolicyDrafts = {
  readonly drafts: readonly ExtraFile[];
  readonly before: TextsBefore;
  readonly message: string;
};

/** Empty where the files say it already. */
export async function draftPolicy(
  { folder, catalog }: Pick<ContentOnDisk, 'folder' | 'catalog'>,
  wish: PolicyWish,
): Promise<PolicyDrafts> {
  const changes = planPolicy(catalog, wish);
  const texts = await Promise.all(changes.map(({ path }) => readFile(join(folder, path), 'utf8')));
  return {
    drafts: changes.map(({ path, edits }, at) => ({ path, text: applyEdits(texts[at] ?? '', edits) })),
    before: new Map(changes.map(({ path }, at) => [path, texts[at]])),
    message: describeMessage(catalog, wish),
  };
}

const describeMessage = ({ shows }: Catalog, { show, episodeIds = [], fields }: PolicyWish): string => {
  const what = show === undefined ? count(episodeIds.length, 'episode') : (shows[show]?.name ?? show);
  return `Hand ${what} over${fields === undefined ? '' : `: ${fields.join(', ')}`}`.slice(0, 72);
};

/** What each file would say, line by line. */
export const describePolicy = ({ drafts, before }: PolicyDrafts): string[] =>
  drafts.flatMap(({ path, text }) => [
    path,
    ...diffLines(before.get(path) ?? '', text).map((line) => `  ${line}`),
  ]);

/** Commits these files, in the name of the person who runs us, and pushes nothing. @returns the commit @throws CommandError */
export async function commitPolicy(
  location: string,
  { drafts, before, message }: PolicyDrafts,
): Promise<string> {
  const { git } = await openLocal({ location });
  const committer = await readCommitter(git);
  const paths = drafts.map(({ path }) => path);
  const changed = await listChangedFiles(git);
  const open = paths.filter((path) => changed.has(path));
  if (open.length > 0)
    throw new CommandError('nothing was written, because files have changes that are not committed:', open);
  const old = listProblems(await readWorktree(location));
  const errors = findNewProblems(old, listProblems(await readWorktree(location, ...drafts))).filter(isError);
  if (errors.length > 0)
    throw new CommandError(
      'nothing was written, the content would be invalid:',
      errors.flatMap(renderProblemLines),
    );
  await writeDrafts(git.folder, drafts, before);
  return commitFiles(git, { paths, message, committer });
}
