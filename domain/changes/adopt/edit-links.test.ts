import { expect, it } from 'vitest';
import { parseLink } from './edit-links.ts';

it.each([
  ['https://a.example', { url: 'https://a.example' }],
  ['A: https://a.example', { title: 'A', url: 'https://a.example' }],
  ['https://a.example - for you', { url: 'https://a.example', note: 'for you' }],
  ['A - b: https://a.example - c - d', { title: 'A - b', url: 'https://a.example', note: 'c - d' }],
  ['https://a.example and more', undefined],
  ['A', undefined],
])('%s', (line, link) => {
  expect(parseLink(line)).toEqual(link);
});
