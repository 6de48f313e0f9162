import { expect, test } from 'vitest';
import { code, command, link, message, renderMarkdownLines, renderPlainLines, text, video } from './text.ts';

test.each([
  ['our words keep their marks', text`run \`retry\` [now]`, 'run `retry` \\[now\\]', 'run retry [now]'],
  ['a message is words', text`by ${'*ann*\n# x'}.`, 'by \\*ann\\* # x.', 'by *ann* # x.'],
  ['a name is code', text`commit ${code('a ` b')}`, 'commit ``a ` b``', 'commit a ` b'],
  ['two names stay two', text`${code('a')}${code('b`c')}`, '`a` ``b`c``', 'ab`c'],
  [
    'an address is code',
    text`see ${'https://a.example'}`,
    'see `https://a.example`',
    'see https://a.example',
  ],
  [
    'its punctuation is not',
    text`${'see (https://a.example/b);'}`,
    'see (`https://a.example/b`);',
    'see (https://a.example/b);',
  ],
  [
    'a video is a link',
    video('K72fOdbxXu8'),
    '<https://youtu.be/K72fOdbxXu8>',
    'https://youtu.be/K72fOdbxXu8',
  ],
  ['no other is', video('x> [a](b)'), '`x> [a](b)`', 'x> [a](b)'],
  [
    'a video of the local YouTube',
    video('v1', 'http://127.0.0.1:8765/videos'),
    '<http://127.0.0.1:8765/videos/v1>',
    'http://127.0.0.1:8765/videos/v1',
  ],
  ['pages that are none', video('v1', 'javascript:x'), '<https://youtu.be/v1>', 'https://youtu.be/v1'],
  [
    'a page has a label',
    link('a`b', 'https://git.example/o/r/commit/c1'),
    '[``a`b``](https://git.example/o/r/commit/c1)',
    'a`b (https://git.example/o/r/commit/c1)',
  ],
  ['an address that would end the link', link('a', 'https://x.example/a) [b](c'), '`a`', 'a'],
  ['a command is quoted', command('git', 'add', 'a b`'), "``git add 'a b`'``", "git add 'a b`'"],
  ['marks of a message', message('send `retry`, [x]'), 'send `retry`, \\[x\\]', 'send retry, [x]'],
  ['only backticks', message('```'), '\\`\\`\\`', '```'],
])('%s', (_name, value, markdown, plain) => {
  expect(renderMarkdownLines(value)).toEqual([markdown]);
  expect(renderPlainLines(value)).toEqual([plain]);
});

test('only our own words begin a line', () => {
  expect(renderPlainLines(text`a: ${'b\nc'}\nd`)).toEqual(['a: b c', 'd']);
});
