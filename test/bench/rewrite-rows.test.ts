import { expect, test } from 'vitest';
import { describeRewrites } from './rewrite-rows.ts';

const MB = 1024 * 1024;
const run = (ms: number, ceilingMs: number, peak: number) => ({
  rewrite: { count: 100, ms, cpu: 4000 },
  ceiling: { count: 50, ms: ceilingMs / 2, cpu: 1500 },
  peak: peak * MB,
});
const verdicts = (...runs: Parameters<typeof describeRewrites>[0]) =>
  describeRewrites(runs).map(({ kept }) => kept);

test('50 episodes a second, 0.8 of the bare workflows, and half as much memory again are just enough', () => {
  expect(verdicts(run(2000, 1600, 200), run(2000, 1600, 300))).toEqual([true, true, true, true, true]);
});

test('a little less, and each of them is missed', () => {
  expect(verdicts(run(2010, 1590, 200), run(2000, 1600, 310))).toEqual([false, false, true, true, false]);
});

test('tells the rates and the processor time of one episode', () => {
  const [rate, share] = describeRewrites([run(2000, 1000, 200)]);
  expect(rate?.measured).toContain('50.0 episodes/s (2.00 s; CPU 40.0 ms each), worker at most 200 MB');
  expect(share?.measured).toBe('0.50 of 100.0/s (CPU 30.0 ms each: 0.75)');
});
