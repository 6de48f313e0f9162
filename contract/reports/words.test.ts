import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import {
  count,
  describeCommitInfo as describeCommitInfoText,
  describeFirst as describeFirstText,
  describeTime,
  describeTimes,
} from './words.ts';

const describeFirst = plainly(describeFirstText);
const describeCommitInfo = plainly(describeCommitInfoText);

const NOW = Date.parse('2026-11-29T16:48:00Z');

it.each([
  ['2026-11-29T16:48:20.000Z', 'in less than a minute, at 16:48 UTC'],
  ['2026-11-29T17:48:00Z', 'in 1 h, at 17:48 UTC'],
  ['2026-11-29T16:18:00Z', '30 min ago, at 16:18 UTC'],
  ['2026-11-30T08:00:00.000Z', 'in 15 h, at 08:00 UTC'],
  ['2026-12-04T17:00:00Z', 'in 5 days, at 2026-12-04 17:00 UTC'],
  ['2026-11-25T08:00:00Z', '4 days ago, at 2026-11-25 08:00 UTC'],
])('%s is "%s"', (time, words) => {
  expect(describeTime(time, NOW)).toBe(words);
});

it('replaces every time in a sentence', () => {
  expect(
    describeTimes('waits until 2026-11-30T08:00:00.000Z; checks again at 2026-11-29T17:48:00Z', NOW),
  ).toBe('waits until 08:00 UTC (in 15 h); checks again in 1 h, at 17:48 UTC');
});

it('says no distance on a page that may stay for weeks', () => {
  expect(
    describeTimes('waits until 2026-11-30T08:00:00.000Z; checks again at 2026-11-29T17:48:00Z', undefined),
  ).toBe('waits until 2026-11-30 08:00 UTC; checks again at 2026-11-29 17:48 UTC');
});

it('says of a commit as much as is known, and links its page', () => {
  const at = '2026-11-29T15:48:00Z';
  const info = { subject: 'Correct a guest', author: 'Ada', at, url: 'https://git.example/o/r/commit/c1' };
  expect(describeCommitInfo('0123456789abc', info, NOW)).toBe(
    '[`0123456789`](https://git.example/o/r/commit/c1) `Correct a guest`, by Ada, 1 h ago, at 15:48 UTC',
  );
  expect(describeCommitInfo('0123456789abc', undefined, NOW)).toBe('`0123456789`');
});

it('counts, and says how many are left out', () => {
  expect([count(1, 'unit'), count(3000, 'unit')]).toEqual(['1 unit', '3,000 units']);
  expect([describeFirst(['a', 'b'], 21), describeFirst(['a'], 1)]).toEqual(['a, b and 19 more', 'a']);
});
