import { expect, test } from 'vitest';
import type { Problem } from '../../domain/shared/problem.ts';
import { findNewProblems } from './new-problems.ts';

const problem = (message: string, more: Partial<Problem> = {}): Problem => ({
  path: 'episodes/a.yaml',
  line: 1,
  column: 1,
  code: 'unknown-guest',
  message,
  ...more,
});
const ONE = problem('guests[0]: found "adda"');

test('a fault that moved within its file is the old one', () => {
  expect(findNewProblems([ONE], [{ ...ONE, line: 9 }])).toEqual([]);
  expect(findNewProblems([ONE], [problem('guests[3]: found "adda"')])).toEqual([]);
});

test('what was too long and is longer now is the old fault', () => {
  const long = (found: string) => problem(`expected at most 5,000 bytes, found ${found}`);
  expect(findNewProblems([long('5,010')], [long('12,345')])).toEqual([]);
});

test('another text, another file and another code are new', () => {
  const others = [
    problem('guests[0]: found "bobb"'),
    problem(ONE.message, { path: 'episodes/b.yaml' }),
    problem(ONE.message, { code: 'unknown-host' }),
  ];
  expect(findNewProblems([ONE], others)).toEqual(others);
});

test('of two such faults where there was one, the one that was not there is new', () => {
  const second = problem('guests[1]: found "adda"');
  expect(findNewProblems([ONE], [second, ONE])).toEqual([second]);
  expect(findNewProblems([], [ONE, second])).toEqual([ONE, second]);
});
