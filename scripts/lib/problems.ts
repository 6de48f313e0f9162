import type { Catalog } from '../../domain/content/catalog/records.ts';
import { dedupeProblems, problemsOf, renderEpisode } from '../../domain/render/rendering.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import {
  compareBySeverity,
  compareProblems,
  isError,
  type Problem,
  renderProblemLines,
  severityOf,
} from '../../domain/shared/problem.ts';
import { count } from './outcome.ts';

/** Every problem of content: from parsing, and from rendering each episode. */
export const listProblems = ({
  catalog,
  problems,
}: {
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
}): readonly Problem[] => [...problems, ...listRenderingProblems(catalog)].toSorted(compareProblems);

function listRenderingProblems(catalog: Catalog | undefined): readonly Problem[] {
  if (catalog === undefined) return [];
  const renderings = Object.values(catalog.episodes).map((episode) => renderEpisode(catalog, episode));
  return dedupeProblems(renderings.flatMap(problemsOf));
}

/** One line with the numbers of errors and warnings. `ok`: there is no error. */
export function summarizeProblems(problems: readonly Problem[]): {
  readonly ok: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly text: string;
} {
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  const files = new Set(problems.map(({ path }) => path)).size;
  const numbers = [
    errors === 0 ? 'no problem' : count(errors, 'problem'),
    ...(warnings === 0 ? [] : [count(warnings, 'warning')]),
  ].join(', ');
  const text = problems.length === 0 ? numbers : `${numbers} in ${count(files, 'file')}`;
  return { ok: errors === 0, errors, warnings, text };
}

/** For machines. */
export const problemsToJson = (problems: readonly Problem[]) =>
  problems.map((problem) => ({ ...problem, severity: severityOf(problem) }));

const MOST_OF_A_CODE = 5;

/** Errors first, each with an empty line before it. What many share, by their code, is shown for the first ones. */
export function renderShortList(problems: readonly Problem[]): string[] {
  const groups = groupBy(problems.toSorted(compareBySeverity), ({ code }) => code);
  return [...groups].flatMap(([code, ofCode]) => {
    const more = ofCode.length - MOST_OF_A_CODE;
    return [
      ...ofCode.slice(0, MOST_OF_A_CODE).flatMap((problem) => ['', ...renderProblemLines(problem)]),
      ...(more <= 0 ? [] : ['', `and ${more.toLocaleString('en-US')} more with ${code}`]),
    ];
  });
}
