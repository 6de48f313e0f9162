import { expect, test } from 'vitest';
import type { Problem } from '../../domain/shared/problem.ts';
import { summarizeProblems } from './problems.ts';

const problem = (path: string, code: Problem['code']): Problem => ({
  path,
  line: 1,
  column: 1,
  code,
  message: '',
});
const [error, warning] = [problem('a.yaml', 'unknown-guest'), problem('b.yaml', 'unused-guest')];

test.each([
  [[], true, 'no problem'],
  [[error], false, '1 problem in 1 file'],
  [[error, error, warning], false, '2 problems, 1 warning in 2 files'],
  [[warning, warning], true, 'no problem, 2 warnings in 1 file'],
])('counts errors and warnings apart: %#', (problems, ok, text) => {
  expect(summarizeProblems(problems)).toMatchObject({ ok, text });
});
