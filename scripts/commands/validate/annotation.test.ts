import { expect, test } from 'vitest';
import type { Problem } from '../../../domain/shared/problem.ts';
import { renderAnnotation } from './annotation.ts';

const PROBLEM: Problem = {
  path: 'episodes/a.yaml',
  line: 3,
  column: 5,
  code: 'wrong-value',
  message: 'title: expected, found',
};

test('the position, the code and the text', () => {
  expect(renderAnnotation(PROBLEM)).toBe(
    '::error file=episodes/a.yaml,line=3,col=5,title=wrong-value::title: expected, found',
  );
  expect(renderAnnotation({ ...PROBLEM, code: 'unused-guest', hint: 'Remove it.' })).toBe(
    '::warning file=episodes/a.yaml,line=3,col=5,title=unused-guest::title: expected, found%0ARemove it.',
  );
});

test('no content becomes a command of its own', () => {
  const evil = renderAnnotation({
    ...PROBLEM,
    path: 'episodes/a,line=9::b\n.yaml',
    message: '100%\r\n::stop-commands::x',
  });
  expect(evil).not.toMatch(/[\r\n]/);
  expect(evil).toContain('file=episodes/a%2Cline=9%3A%3Ab%0A.yaml,line=3');
  expect(evil).toContain('::100%25\ufffd\ufffd::stop-commands::x');
});
