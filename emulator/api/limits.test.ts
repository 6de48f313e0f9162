import { expect, test } from 'vitest';
import { ApiError } from './errors.ts';
import { parseCategoryId, parseDescription, parseTags, parseTime, parseTitle } from './limits.ts';

const reason = (run: () => unknown): string => {
  try {
    run();
    return 'fine';
  } catch (error) {
    return error instanceof ApiError ? error.reason : String(error);
  }
};

test.each([
  ['100 characters', 'é'.repeat(100), 'fine'],
  ['100 emoji', '🎉'.repeat(100), 'fine'],
  ['101 characters', 'a'.repeat(101), 'invalidTitle'],
  ['none', '  ', 'invalidTitle'],
  ['an angle bracket', 'a > b', 'invalidTitle'],
  ['two lines', 'a\nb', 'invalidTitle'],
])('title of %s', (_name, title, expected) => {
  expect(reason(() => parseTitle(title, 'd'))).toBe(expected);
});

test.each([
  ['5,000 bytes', 'a'.repeat(5000), 'fine'],
  ['2,501 characters of two bytes', 'é'.repeat(2501), 'invalidDescription'],
  ['an angle bracket', '<b>', 'invalidDescription'],
  ['a control character', 'a\u0007', 'invalidDescription'],
  ['tabs and lines', 'a\tb\nc', 'fine'],
])('description of %s', (_name, description, expected) => {
  expect(reason(() => parseDescription(description, 'd'))).toBe(expected);
});

test('texts are stored normalised', () => {
  expect(parseDescription('a\r\nb  \n\n', 'd')).toBe('a\nb');
  expect(parseTitle(' a ', 'd')).toBe('a');
  expect(parseTags([' a', 'b c', 'a', ''], 'd')).toEqual(['a', 'b c']);
});

test('tags: commas count, and a tag with a space counts two more', () => {
  const full = ['a'.repeat(249), 'b'.repeat(250)];
  expect(reason(() => parseTags(full, 'd'))).toBe('fine');
  expect(reason(() => parseTags([`${'a'.repeat(248)} `.concat('x'), 'b'.repeat(250)], 'd'))).toBe(
    'invalidTags',
  );
  expect(reason(() => parseTags(['a'.repeat(250), 'b'.repeat(250)], 'd'))).toBe('invalidTags');
  expect(reason(() => parseTags(['<'], 'd'))).toBe('invalidTags');
});

test('a category must be one that videos may have', () => {
  expect(parseCategoryId('28', 'd')).toBe('28');
  expect([reason(() => parseCategoryId('30', 'd')), reason(() => parseCategoryId(undefined, 'd'))]).toEqual([
    'invalidCategoryId',
    'invalidCategoryId',
  ]);
});

test('times are RFC 3339 and returned in UTC', () => {
  expect(parseTime('2026-12-04T18:00:00+01:00')).toBe('2026-12-04T17:00:00Z');
  expect([
    parseTime('2026-12-04'),
    parseTime('2026-12-04T18:00:00'),
    parseTime('2026-13-04T18:00:00Z'),
  ]).toEqual([undefined, undefined, undefined]);
});
