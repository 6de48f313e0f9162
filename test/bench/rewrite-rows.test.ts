import { expect, test } from 'vitest';
import { describeRewrites } from './rewrite-rows.ts';

const MB = 1024 * 1024;
const events = { episode: 13, rewrite: 60 };
const run = (ms: number, ceilingMs: number, peak: number, units = 5102) => ({
  rewrite: { count: 100, ms, cpu: 4000, units, events, runs: 1 },
  ceiling: { count: 50, ms: ceilingMs / 2, cpu: 1500 },
  memory: { rest: 200 * MB, peak: peak * MB },
});
const verdicts = (...runs: Parameters<typeof describeRewrites>[0]) =>
  describeRewrites(runs).map(({ kept }) => kept);

test('50 episodes a second, 51 N + N/50, 0.8 of bare workflows, half as much memory again are just enough', () => {
  expect(verdicts(run(2000, 1600, 200), run(2000, 1600, 300))).toEqual(Array(7).fill(true));
});

test('a little less, and each of them is missed', () => {
  const [rate, cost, share, , , , growth] = verdicts(run(2010, 1590, 200, 5103), run(2000, 1600, 310));
  expect([rate, cost, share, growth]).toEqual([false, false, false, false]);
});

test('a few videos have no rate to reach and no bare workflows beside them', () => {
  const few = {
    rewrite: { count: 1, ms: 900, cpu: 50, units: 52, events, runs: 1 },
    memory: { rest: MB, peak: MB },
  };
  const rows = describeRewrites([few]);
  expect(rows.map(({ what, kept }) => [what, kept])).toEqual([
    ['rewrite of 1 video, one worker', undefined],
    ['rewrite of 1 video: units, and events of each history', true],
  ]);
  expect(rows[1]?.measured).toBe('52 units; 13 events an episode, 60 in the rewrite');
  const long = { ...few, rewrite: { ...few.rewrite, runs: 3 } };
  expect(describeRewrites([long])[1]?.measured).toContain("60 in the rewrite's longest run of 3");
});

test('tells how long a new episode waits in the middle, without a goal', () => {
  const row = describeRewrites([{ ...run(2000, 1600, 200), live: 2345 }])[3];
  expect(row).toMatchObject({ measured: 'after 2.35 s', goal: '' });
  expect(row?.kept).toBeUndefined();
});

test('tells the rates and the processor time of one episode', () => {
  const [rate, , share] = describeRewrites([run(2000, 1000, 200)]);
  expect(rate?.measured).toContain('50.0 episodes/s (2.00 s; CPU 40.0 ms each), worker at most 200 MB');
  expect(share?.measured).toBe('0.50 of 100.0/s (CPU 30.0 ms each: 0.75)');
});

test.each([
  [[60, 40], true],
  [[100, 0], false],
  [[60, 41], false],
])('two workers share the work when both write and each video is written once: %j', (writes, kept) => {
  const row = describeRewrites([{ ...run(2000, 1600, 200), two: { count: 100, ms: 1000, writes } }])[3];
  expect(row).toMatchObject({ kept, measured: expect.stringContaining('100.0 episodes/s, 2.00 times one') });
});
