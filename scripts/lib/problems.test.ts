import { expect, test } from 'vitest';
import type { Problem } from '../../domain/shared/problem.ts';
import { problemsToJson, renderShortList, summarizeProblems } from './problems.ts';

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

test('lists errors first, and of a code that many files share the first ones', () => {
  const many = Array.from({ length: 39 }, (_, at) => problem(`episodes/${10 + at}.yaml`, 'moved-without-id'));
  const lines = renderShortList([warning, ...many].flatMap((one) => one ?? [])).filter(
    (line) => line.trim() !== '',
  );
  expect(lines).toEqual([
    ...[10, 11, 12, 13, 14].map((at) => `episodes/${at}.yaml:1:1  moved-without-id`),
    'and 34 more with moved-without-id',
    'b.yaml:1:1  unused-guest (warning)',
  ]);
});

test('machines read whether a problem is an error or a warning', () => {
  expect(problemsToJson([error, warning].flatMap((one) => one ?? []))).toMatchObject([
    { code: 'unknown-guest', severity: 'error' },
    { code: 'unused-guest', severity: 'warning' },
  ]);
});
