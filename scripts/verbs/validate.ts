import { hideCredentials, isUrl } from '../../activities/repository/address.ts';
import { compareProblems, type Problem, renderProblem } from '../../domain/problem.ts';
import type { Catalog } from '../../domain/records.ts';
import { checkChange } from '../../domain/rules/between.ts';
import type { Settings } from '../../worker/settings.ts';
import { renderAnnotation } from '../content/annotation.ts';
import { countRecords, renderCounts } from '../content/counts.ts';
import { findNewProblems } from '../content/new-problems.ts';
import { openContent, resolveCommit } from '../content/open.ts';
import { listProblems } from '../content/problems.ts';
import { sumProblems } from '../content/sum.ts';
import { readWorktree } from '../content/worktree.ts';
import { CommandError, type Outcome } from '../outcome.ts';

type Read = {
  /** Where it was read, for people. */
  readonly place: string;
  readonly commit?: string;
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
};

type Input = {
  readonly settings: Settings;
  /** The tree at a commit; absent: the files on disk. */
  readonly ref?: string;
  /** Only problems that are new since this commit, and those that only two commits show. */
  readonly base?: string;
  readonly format?: 'text' | 'github';
  /** Milliseconds since 1970: what is in the past. */
  readonly now: number;
};

/** Tells every problem of the work tree, or of the tree at `ref`; 1 when there is one that is no warning. */
export async function validate({ settings, ref, base, format = 'text', now }: Input): Promise<Outcome> {
  const read = ref === undefined ? await readDisk(settings) : await readCommit(settings, ref);
  const all = listProblems(read);
  const before = base === undefined ? undefined : await readBase(settings, base);
  const problems = before === undefined ? all : compareWith(before, { ...read, problems: all }, now);
  const counts = countRecords(read.catalog);
  const { place, commit } = read;
  const { ok, errors, warnings, text } = sumProblems(problems);
  const since = before === undefined ? '' : `, new since ${before.place}`;
  const lines = problems.map((problem) =>
    format === 'github' ? renderAnnotation(problem) : `${renderProblem(problem)}\n`,
  );
  return {
    code: ok ? 0 : 1,
    text: [...lines, `${text}${since}: ${renderCounts(counts)}, ${place}`].join('\n'),
    json: {
      ok,
      place,
      ...(commit === undefined ? {} : { commit }),
      ...(before === undefined ? {} : { base: before.commit }),
      counts,
      errors,
      warnings,
      problems,
    },
  };
}

/** What the base had already is nobody's fault now; what only shows beside the base is told as well. */
function compareWith(base: Read, head: Read, now: number): readonly Problem[] {
  const fresh = findNewProblems(listProblems(base), head.problems);
  if (base.catalog === undefined || head.catalog === undefined) return fresh;
  const between = checkChange({ base: base.catalog, head: head.catalog, now });
  return [...fresh, ...between].toSorted(compareProblems);
}

const readBase = (settings: Settings, base: string): Promise<Read> =>
  readCommit(settings, base).catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(
      `--base: ${error.message}; a clone that is not deep enough lacks it (actions/checkout: fetch-depth: 0)`,
    );
  });

async function readDisk({ repository }: Settings): Promise<Read> {
  if (isUrl(repository))
    throw new CommandError(
      `${hideCredentials(repository)} is not on this disk: name a commit as well, --commit HEAD`,
    );
  const { folder, ...read } = await readWorktree(repository);
  return { place: `the files in ${folder}`, ...read };
}

async function readCommit(settings: Settings, ref: string): Promise<Read> {
  const repository = await openContent(settings);
  if (isUrl(settings.repository)) await repository.readHead();
  const commit = await resolveCommit(repository, ref);
  const { catalog, problems } = await repository.readCatalog(commit);
  return {
    place: `commit ${commit.slice(0, 10)}`,
    commit,
    problems,
    ...(catalog === undefined ? {} : { catalog }),
  };
}
