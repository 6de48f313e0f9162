import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import type { Catalog } from '../../content/catalog/records.ts';
import type { Problem } from '../../shared/problem.ts';
import { renderDesired } from '../desired.ts';
import { checkLimits, countTags } from './limits.ts';

function codesOf(written: Readonly<Record<string, unknown>>): string[] {
  const catalog = buildCatalog({ episodes: { 'a/one': written } });
  return problemsOf(catalog).map(({ code }) => code);
}

function problemsOf(catalog: Catalog): Problem[] {
  const episode = episodeOf(catalog);
  return checkLimits({ catalog, episode, desired: renderDesired(catalog, episode) });
}

/** Bytes of "\n\n" and the marker of a/one. */
const MARKER = 2 + 'https://academy.example/watch/a/one#5f1c0a7e-a1b2-c3d4-9e8f01ab'.length;

describe('the title', () => {
  it('counts characters, with an emoji as one', () => {
    expect(codesOf({ title: '🚀'.repeat(100) })).toEqual([]);
    expect(codesOf({ title: 'x'.repeat(101) })).toEqual(['title-too-long']);
  });

  it('is not empty and has one line', () => {
    expect(codesOf({ title: '   ' })).toEqual(['title-empty']);
    expect(codesOf({ title: 'one\ntwo' })).toEqual(['control-character']);
  });
});

describe('the description', () => {
  it('counts bytes, including the marker', () => {
    expect(codesOf({ description: 'x'.repeat(5000 - MARKER) })).toEqual([]);
    expect(codesOf({ description: 'x'.repeat(5001 - MARKER) })).toEqual(['description-too-long']);
    expect(codesOf({ description: '🚀'.repeat(1250) })).toEqual(['description-too-long']);
    expect(codesOf({ description: '🚀'.repeat(1233) })).toEqual([]);
  });

  it('counts characters where the academy says so, also for what it drops', () => {
    const find = (description: string, academy = {}) => {
      const catalog = buildCatalog({
        academy,
        episodes: { 'a/one': { description, links: ['https://a.org'] } },
      });
      return problemsOf(catalog).map(
        ({ code, message }) => `${code} ${/\d+ \w+, found \d+/.exec(message)?.[0]}`,
      );
    };
    const [links, academy] = [15, { descriptionLimit: 'characters' }];
    expect(find('é'.repeat(5000 - MARKER - links), academy)).toEqual([]);
    expect(find('é'.repeat(5001 - MARKER - links), academy)).toEqual([
      'description-too-long 5000 characters, found 5001',
    ]);
    expect(find('é'.repeat(5001 - MARKER - links), { ...academy, overflow: ['links'] })).toEqual([
      'block-dropped 5000 characters, found 5001',
    ]);
    expect(find('é'.repeat(5000 - MARKER - links))).toEqual([
      expect.stringMatching(/5000 bytes, found 99\d\d$/),
    ]);
  });

  it('reports how much too long it is', () => {
    const catalog = buildCatalog({ episodes: { 'a/one': { description: 'x'.repeat(5010 - MARKER) } } });
    const [problem] = problemsOf(catalog);
    expect(problem).toMatchObject({ path: 'episodes/a/one.yaml', line: 1, column: 1 });
    expect(problem?.message).toBe('description: expected at most 5000 bytes, found 5010, 10 too many');
  });
});

it('refuses angle brackets and control characters in both', () => {
  expect(codesOf({ title: 'a < b' })).toEqual(['angle-bracket']);
  expect(codesOf({ description: 'a -> b' })).toEqual(['angle-bracket']);
  expect(codesOf({ description: 'a\u0007b' })).toEqual(['control-character']);
  expect(codesOf({ description: 'a\tb\nc' })).toEqual([]);
});

it('reports every fault at once', () => {
  expect(codesOf({ title: '<'.repeat(101), description: '\u0000', tags: ['x'.repeat(501)] })).toEqual([
    'title-too-long',
    'tags-too-long',
    'angle-bracket',
    'control-character',
  ]);
});

describe('tags', () => {
  it.each([
    [[], 0],
    [['one'], 3],
    [['one', 'two'], 7],
    [['two words'], 11],
    [['two words', 'x'], 13],
    [['🚀'], 1],
  ])('%j count %i', (tags, count) => {
    expect(countTags(tags)).toBe(count);
  });

  it('can count 500', () => {
    expect(codesOf({ tags: ['x'.repeat(249), 'y'.repeat(250)] })).toEqual([]);
    expect(codesOf({ tags: ['x'.repeat(250), 'y'.repeat(250)] })).toEqual(['tags-too-long']);
    expect(codesOf({ tags: [`${'x'.repeat(497)} y`] })).toEqual(['tags-too-long']);
  });
});
