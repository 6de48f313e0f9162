import { expect, it } from 'vitest';
import { renderDesired } from '../../domain/render/desired.ts';
import { buildCatalog, buildEpisode, episodeOf } from '../../test/support/catalog.ts';
import { needsBroadcast, takeSlice } from './compare-channel.ts';

/** Episodes that replace this many videos each. */
const episodes = (...replaced: number[]) =>
  replaced.map((count, index) => {
    const replaces = Array.from(
      { length: count },
      (_, at) => `old${index}00000${String(at).padStart(2, '0')}`,
    );
    return { videoId: `video${index}`, episode: buildEpisode(`a/${index}`, { youtube: { replaces } }) };
  });
const lengthOf = (size: number, ...replaced: number[]): number =>
  takeSlice(episodes(...replaced), size).length;

it('a slice holds as many episodes as one read has videos, replaced ones too, and one at least', () => {
  expect(lengthOf(3, 0, 0, 0, 0)).toBe(3);
  expect(lengthOf(3, 0, 0)).toBe(2);
  expect(lengthOf(3, 1, 0, 0)).toBe(2);
  expect(lengthOf(3, 1, 1, 0)).toBe(1);
  expect(lengthOf(50, 49, 0)).toBe(1);
  expect(lengthOf(50)).toBe(0);
});

it('the broadcast of an observed stream is read only for what the video does not say', () => {
  const start = '2026-07-01T12:00:00Z';
  const isNeeded = (written: Record<string, unknown>): boolean => {
    const episode = { scheduledFor: start, manage: 'observe', ...written };
    const catalog = buildCatalog({ episodes: { 'a/one': episode } });
    return needsBroadcast(renderDesired(catalog, episodeOf(catalog)), { start });
  };
  expect(isNeeded({})).toBe(false);
  const more = [{ manage: 'full' }, { scheduledFor: '2026-07-02T12:00:00Z' }, { duration: '30m' }];
  const settings = [{ latency: 'low' }, { dvr: false }, { captions: 'embedded' }];
  expect([...more, ...settings].map(isNeeded)).toEqual([true, true, true, true, true, true]);
});
