import { describe, expect, it } from 'vitest';
import { chooseTakeOvers } from './preflight.ts';
import { NO_COUNTS } from './state.ts';

const FOUND = Array.from({ length: 30 }, (_, at) => ({
  episodeId: `v${at}`,
  key: `${at}`,
  units: 52,
  classes: ['marker' as const],
}));

/** How many are on the card, and the first of them, when so many are ours. */
function choose(unchanged: number, more: { atMost?: number; inSteps?: boolean }) {
  const chosen = chooseTakeOvers({ counts: { ...NO_COUNTS, unchanged }, ...more }, FOUND);
  return [chosen.length, chosen[0]?.episodeId];
}

describe('the videos on a card', () => {
  it('are all that are not ours, in the order of work', () => {
    expect(choose(7, {})).toEqual([30, 'v0']);
  });

  it('are the oldest, where it has at most so many', () => {
    expect(choose(0, { atMost: 4 })).toEqual([4, 'v29']);
    expect(choose(0, { atMost: 400 })).toEqual([30, 'v29']);
  });

  it.each([
    [0, 1, 'v29'],
    [1, 10, 'v29'],
    [10, 10, 'v29'],
    [11, 30, 'v0'],
  ])('in steps, when %d are ours: %d', (ours, size, first) => {
    expect(choose(ours, { inSteps: true })).toEqual([size, first]);
  });

  it('in steps that are smaller than its limit', () => {
    expect(choose(1, { inSteps: true, atMost: 3 })).toEqual([3, 'v29']);
    expect(choose(40, { inSteps: true, atMost: 3 })).toEqual([3, 'v29']);
  });
});
