import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { chooseVideos, claimsOf, isKnownEpisode } from './claims.ts';

const youtube = (fields: Record<string, unknown>) => ({ youtube: fields });
const catalogOf = (one: Record<string, unknown> = {}, two: Record<string, unknown> = {}) =>
  buildCatalog({ episodes: { 'a/one': one, 'a/two': two } });
const choose = (marked: string[], ...written: Parameters<typeof catalogOf>) => {
  const catalog = catalogOf(...written);
  return chooseVideos(catalog, episodeOf(catalog), marked);
};

describe('videos that may belong to an episode', () => {
  it('are all videos with its marker, each once', () => {
    expect(choose(['video000001', 'video000002', 'video000001'])).toEqual(['video000001', 'video000002']);
  });

  it('are only the one that its file names, with or without a marker', () => {
    expect(choose(['video000001'], youtube({ videoId: 'video000009' }))).toEqual(['video000009']);
  });

  it('exclude replaced videos and videos that another file names', () => {
    const marked = ['video000001', 'video000002', 'video000003'];
    expect(choose(marked, youtube({ replaces: ['video000001'] }))).toEqual(['video000002', 'video000003']);
    expect(choose(marked, {}, youtube({ replaces: ['video000002'], videoId: 'video000003' }))).toEqual([
      'video000001',
    ]);
  });
});

it('collects claims once per catalog', () => {
  const catalog = catalogOf(youtube({ videoId: 'video000001', replaces: ['video000002'] }));
  expect(claimsOf(catalog)).toEqual({
    named: new Map([['video000001', 'a/one']]),
    replaced: new Set(['video000002']),
  });
  expect(claimsOf(catalog)).toBe(claimsOf(catalog));
});

it('knows current and former episode ids', () => {
  const catalog = catalogOf({ aliases: ['a/old'] });
  expect(['a/one', 'a/old', 'a/gone'].map((id) => isKnownEpisode(catalog, id))).toEqual([true, true, false]);
});
