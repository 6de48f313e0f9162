import { expect, it } from 'vitest';
import { estimateProgress, restartProgress } from './progress.ts';
import { openRewrite, type RewriteState } from './state.ts';

const HOUR = 3_600_000;
const open = (more: Partial<RewriteState> = {}): RewriteState => ({
  ...openRewrite({ commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 100, startedAt: 0 }),
  ...more,
});
const endOf = (state: RewriteState, now: number): number =>
  Date.parse(estimateProgress(state, now)?.endsAt ?? '');

it('is unknown before the first episode is done', () => {
  expect(estimateProgress(open(), 1000)).toBeUndefined();
});

it('estimates when the rest will be done', () => {
  const state = open({ done: 20 });
  expect(estimateProgress(state, 10_000)?.perSecond).toBe(2);
  expect(endOf(state, 10_000)).toBe(50_000);
});

it('does not count the time of a wait, once something is done after it', () => {
  const state = open({ done: 20 });
  restartProgress(state, HOUR);
  expect(estimateProgress(state, HOUR)?.perSecond).toBeCloseTo(20 / 3600);
  state.done = 40;
  expect(estimateProgress(state, HOUR + 10_000)?.perSecond).toBe(2);
  expect(endOf(state, HOUR + 10_000)).toBe(HOUR + 40_000);
});

it.each([
  ['what is left fits one day', 4080, 0],
  ['it needs a third day', 1400, 2],
])('estimates from what a day pays for, while it waits for units: %s', (_what, daily, days) => {
  const reset = Date.parse('2026-06-02T07:00:00Z');
  const startedAt = reset - HOUR - 10_000;
  const state = open({ startedAt, done: 20, units: 20 * 51, daily, waitingUntil: '2026-06-02T07:00:00Z' });
  expect(endOf(state, reset - HOUR)).toBe(reset + days * 24 * HOUR);
});
