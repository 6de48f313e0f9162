import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readInline } from './read-inline.ts';

it.each([
  ['a **b** _c_ ~~d~~ `e*f*`', 'a b c d e*f*'],
  ['snake_case_name and 2 * 3', 'snake_case_name and 2 * 3'],
  ['\\*not\\* &amp; &lt;p&gt;', '*not* & <p>'],
  ['[**bold** link](https://a.example "Title")!', 'bold link!'],
  ['[open', '[open'],
  ['[a] (b)', '[a] (b)'],
  ['two  spaces\tand more ', 'two spaces and more'],
])('%s reads %s', (text, plain) => {
  expect(readInline(text).plain).toBe(plain);
});

it.each([
  ['[a [b]](https://e.example/x_(y))', [{ title: 'a [b]', url: 'https://e.example/x_(y)' }]],
  [
    'see https://e.example/a, or <https://e.example/b>.',
    [{ url: 'https://e.example/a' }, { url: 'https://e.example/b' }],
  ],
  ['[](https://e.example)', [{ url: 'https://e.example' }]],
  ['![p](https://e.example/p.png)', []],
])('%s links there', (text, links) => {
  expect(readInline(text).links).toEqual(links);
});

it('tells what stands outside of links', () => {
  expect(readInline('[a](https://e.example), and more').outside).toBe(', and more');
});

it('never throws, and keeps plain words as they are', () => {
  fc.assert(fc.property(fc.string(), (text) => void readInline(text)));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9})*$/), (text) => {
      expect(readInline(text).plain).toBe(text);
    }),
  );
});
