import { expect, test } from 'vitest';
import { describeRewrites } from './rewrite-rows.ts';

const MB = 1024 * 1024;
const events = { episode: 13, rewrite: 60 };
const run = (ms: number, peak: number, units = 5102) => ({
  rewrite: { count: 100, ms, cpu: 4000, units, events, runs: 1 },
  memory: { rest: 200 * MB, peak: peak * MB },
});
const verdicts = (...runs: Parameters<typeof describeRewrites>[0]) =>
  describeRewrites(runs).map(({ met }) => met);

test('50 episodes a second, 51 N + N/50 units and 1.5 times the memory just meet the goals', () => {
  expect(verdicts(run(2000, 200), run(2000, 300))).toEqual(Array(5).fill(true));
});

test('slightly worse values miss each goal', () => {
  const [rate, cost, , , growth] = verdicts(run(2010, 200, 5103), run(2000, 310));
  expect([rate, cost, growth]).toEqual([false, false, false]);
});

test('a small rewrite has no rate as a goal', () => {
  const few = {
    rewrite: { count: 1, ms: 900, cpu: 50, units: 52, events, runs: 1 },
    memory: { rest: MB, peak: MB },
  };
  const rows = describeRewrites([few]);
  expect(rows.map(({ what, met }) => [what, met])).toEqual([
    ['rewrite of 1 video, one worker', undefined],
    ['rewrite of 1 video: units, and events of each history', true],
  ]);
  expect(rows[1]?.measured).toBe('52 units; 13 events an episode, 60 in the rewrite');
  const long = { ...few, rewrite: { ...few.rewrite, runs: 3 } };
  expect(describeRewrites([long])[1]?.measured).toContain("60 in the rewrite's longest run of 3");
});

test('shows the rate and the CPU time per episode', () => {
  const [rate] = describeRewrites([run(2000, 200)]);
  expect(rate?.measured).toContain('50.0 episodes/s (2.00 s; CPU 40.0 ms each), worker at most 200 MB');
});
