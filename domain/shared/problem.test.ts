import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareProblems, PROBLEM_CODES, type Problem, renderProblem } from './problem.ts';

const page = readFileSync(new URL('../../docs/content.md', import.meta.url), 'utf8');

test.each(PROBLEM_CODES)('docs/content.md explains %s', (code) => {
  expect(page).toMatch(new RegExp(`^\\| \`${code}\` \\| .{10,} \\| .{5,} \\| \\[.+\\) \\|$`, 'm'));
});

test('renders a problem with its place, message and hint', () => {
  const problem: Problem = {
    path: 'episodes/klustered/teams-1.yaml',
    line: 7,
    column: 5,
    code: 'unknown-guest',
    message: 'guests[1]: expected the name of a file in guests/, found "thilo-form"',
    hint: 'Did you mean "thilo-fromm"?',
  };
  expect(renderProblem(problem)).toBe(
    'episodes/klustered/teams-1.yaml:7:5  unknown-guest\n' +
      '  guests[1]: expected the name of a file in guests/, found "thilo-form"\n' +
      '  Did you mean "thilo-fromm"?',
  );
});

test('sorts problems by file, then by place', () => {
  const at = (path: string, line: number, column: number) =>
    ({ path, line, column, code: 'wrong-type', message: '' }) as const;
  const sorted = [at('a', 2, 9), at('a', 10, 1), at('a', 10, 2), at('b', 1, 1)];
  expect(sorted.toReversed().sort(compareProblems)).toEqual(sorted);
});
