import { isError, type Problem } from '../../domain/shared/problem.ts';
import { count } from '../outcome.ts';

/** What there is, in one line: errors and warnings apart. `ok`: no error. */
export function sumProblems(problems: readonly Problem[]): {
  readonly ok: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly text: string;
} {
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  const files = new Set(problems.map(({ path }) => path)).size;
  const words = [
    errors === 0 ? 'no problem' : count(errors, 'problem'),
    ...(warnings === 0 ? [] : [count(warnings, 'warning')]),
  ].join(', ');
  const text = problems.length === 0 ? words : `${words} in ${count(files, 'file')}`;
  return { ok: errors === 0, errors, warnings, text };
}
