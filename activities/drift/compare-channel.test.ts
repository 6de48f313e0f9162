import { expect, it } from 'vitest';
import { buildEpisode } from '../../test/support/catalog.ts';
import { takeSlice } from './compare-channel.ts';

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
