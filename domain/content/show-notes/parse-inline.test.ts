import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseInline } from './parse-inline.ts';

it.each([
  ['a **b** _c_ ~~d~~ `e*f*`', 'a b c d e*f*'],
  ['snake_case_name and 2 * 3', 'snake_case_name and 2 * 3'],
  ['\\*not\\* &amp; &lt;p&gt;', '*not* & <p>'],
  ['[**bold** link](https://a.example "Title")!', 'bold link!'],
  ['[open', '[open'],
  ['[a] (b)', '[a] (b)'],
  ['two  spaces\tand more ', 'two spaces and more'],
])('parses %s as the text %s', (text, plain) => {
  expect(parseInline(text).plain).toBe(plain);
});

it.each([
  ['[a [b]](https://e.example/x_(y))', [{ title: 'a [b]', url: 'https://e.example/x_(y)' }]],
  [
    'see https://e.example/a, or <https://e.example/b>.',
    [{ url: 'https://e.example/a' }, { url: 'https://e.example/b' }],
  ],
  ['[](https://e.example)', [{ url: 'https://e.example' }]],
  ['![p](https://e.example/p.png)', []],
])('finds the links in %s', (text, links) => {
  expect(parseInline(text).links).toEqual(links);
});

it('returns the text outside of links', () => {
  expect(parseInline('[a](https://e.example), and more').outside).toBe(', and more');
});

it('never throws, and keeps plain words', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseInline(text)));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9})*$/), (text) => {
      expect(parseInline(text).plain).toBe(text);
    }),
  );
});
