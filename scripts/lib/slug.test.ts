import { expect, test } from 'vitest';
import { isId } from '../../domain/content/parse/id.ts';
import { findFreeSlug, renderSlug } from './slug.ts';

test.each([
  ['Red Hat vs. Talos Systems', 'red-hat-vs-talos-systems'],
  ['  Ünïcode & Straße: łódź, Ærø!  ', 'unicode-strasse-lodz-aero'],
  ["Liam O'Brien’s", 'liam-obriens'],
  ['İstanbul ﬁne', 'istanbul-fine'],
  ['C++ 101', 'c-101'],
  ['../../etc/passwd', 'etc-passwd'],
  ['日本語', 'episode'],
  ['', 'episode'],
])('%j becomes %s', (title, slug) => {
  expect(renderSlug(title, 'episode')).toBe(slug);
  expect(isId(slug)).toBe(true);
});

test('a long one is cut between words, one long word anywhere', () => {
  expect(renderSlug('word '.repeat(40), 'x')).toBe(
    'word-word-word-word-word-word-word-word-word-word-word-word',
  );
  expect(renderSlug('w'.repeat(200), 'x')).toBe('w'.repeat(60));
});

test('the next free name', () => {
  expect(findFreeSlug('a', () => false)).toBe('a');
  expect(findFreeSlug('a', (slug) => ['a', 'a-2'].includes(slug))).toBe('a-3');
});
