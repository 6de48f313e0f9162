import { expect, test } from 'vitest';
import { ApiError } from './errors.ts';
import { applyFields, parseFields } from './fields.ts';

const answer = {
  kind: 'list',
  nextPageToken: 'n',
  items: [{ id: 'a', snippet: { title: 'A', tags: ['x'], thumbnails: { high: { url: 'u', width: 1 } } } }],
};
const select = (fields: string) => applyFields(answer, parseFields(fields));

test.each([
  ['nextPageToken', { nextPageToken: 'n' }],
  ['items/id,kind', { kind: 'list', items: [{ id: 'a' }] }],
  ['items(id,snippet/title)', { items: [{ id: 'a', snippet: { title: 'A' } }] }],
  ['items(id, snippet(tags)) , kind', { kind: 'list', items: [{ id: 'a', snippet: { tags: ['x'] } }] }],
  ['items/id,items/snippet/title', { items: [{ id: 'a', snippet: { title: 'A' } }] }],
  ['items/snippet/thumbnails/*/url', { items: [{ snippet: { thumbnails: { high: { url: 'u' } } } }] }],
  ['*', answer],
  ['nothing', {}],
])('%s', (fields, expected) => {
  expect(select(fields)).toEqual(expected);
});

test.each([
  '',
  ',',
  'a,',
  '(a)',
  'a(',
  'a)',
  'a()',
  'a//b',
  '/a',
  'a(b)c',
  'a(b)(c)',
  'a(b)/c',
  'a('.repeat(99),
])('"%s" is refused', (fields) => {
  expect(() => parseFields(fields)).toThrow(ApiError);
});

test('65,000 signs take no time', () => {
  const start = performance.now();
  for (const sign of ['(', ')', ',', '/', 'a', 'a,', 'a/', 'a('])
    try {
      parseFields(sign.repeat(65_000 / sign.length));
    } catch {}
  expect(performance.now() - start).toBeLessThan(5000);
});
