import type { Settings } from '../../config/settings.ts';
import { checkChange } from '../../domain/content/rules/between.ts';
import { compareProblems, type Problem, renderProblem } from '../../domain/shared/problem.ts';
import { renderAnnotation } from '../content/annotation.ts';
import { type CheckedPictures, checkPictures } from '../content/check-pictures.ts';
import { countRecords, renderCounts } from '../content/counts.ts';
import { findNewProblems } from '../content/new-problems.ts';
import { listProblems } from '../content/problems.ts';
import { type ContentRead, readCommit, readContent } from '../content/read.ts';
import { sumProblems } from '../content/sum.ts';
import { CommandError, count, type Outcome } from '../outcome.ts';

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
  const read = await readContent(settings, ref);
  const all = listProblems(read);
  const before = base === undefined ? undefined : await readBase(settings, base);
  const pictures = await checkPictures(read, before);
  const told = before === undefined ? all : compareWith(before, { ...read, problems: all }, now);
  const problems = [...told, ...pictures.problems].toSorted(compareProblems);
  const counts = countRecords(read.catalog);
  const { place, commit } = read;
  const { ok, errors, warnings, text } = sumProblems(problems);
  const since = before === undefined ? '' : `, new since ${before.place}`;
  const lines = problems.map((problem) =>
    format === 'github' ? renderAnnotation(problem) : `${renderProblem(problem)}\n`,
  );
  return {
    code: ok ? 0 : 1,
    text: [...lines, `${text}${since}: ${renderCounts(counts)}, ${place}`, ...tellLeft(pictures)].join('\n'),
    json: {
      ok,
      place,
      ...(commit === undefined ? {} : { commit }),
      ...(before === undefined ? {} : { base: before.commit }),
      counts,
      errors,
      warnings,
      problems,
      picturesLeft: pictures.left,
    },
  };
}

const tellLeft = ({ left }: CheckedPictures): readonly string[] =>
  left === 0
    ? []
    : [
        `${count(left, 'picture')} not looked at, there are too many: --base REF looks at those that are new since`,
      ];

/** What the base had already is nobody's fault now; what only shows beside the base is told as well. */
function compareWith(base: ContentRead, head: ContentRead, now: number): readonly Problem[] {
  const fresh = findNewProblems(listProblems(base), head.problems);
  if (base.catalog === undefined || head.catalog === undefined) return fresh;
  const between = checkChange({ base: base.catalog, head: head.catalog, now });
  return [...fresh, ...between];
}

const readBase = (settings: Settings, base: string): Promise<ContentRead> =>
  readCommit(settings, base).catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(
      `--base: ${error.message}; a clone that is not deep enough lacks it (actions/checkout: fetch-depth: 0)`,
    );
  });
