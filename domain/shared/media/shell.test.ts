import { expect, test } from 'vitest';
import { gitWords, renderShell } from './shell.ts';

test.each([
  [['npx', 'showrunner', 'adopt', 'a/one'], 'npx showrunner adopt a/one'],
  [['reject', '--by', 'your name'], 'reject --by "your name"'],
  [['add', "it's $(id).yaml"], "add 'it'\\''s $(id).yaml'"],
  [['add', 'a\nb\u202e'], "add $'a\\x0ab\\xe2\\x80\\xae'"],
  [['add', ''], "add ''"],
])('%j is %s', (words, line) => {
  expect(renderShell(words)).toBe(line);
});

test('git reads a path as a path, never as a pattern for others', () => {
  expect(gitWords(['episodes/a.yaml'])).toEqual(['git']);
  for (const path of ['episodes/*.yaml', 'episodes/a?.yaml', 'episodes/[a].yaml', ':/episodes'])
    expect(gitWords(['episodes/a.yaml', path])).toEqual(['git', '--literal-pathspecs']);
});
