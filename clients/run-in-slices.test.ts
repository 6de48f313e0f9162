import { expect, it } from 'vitest';
import { finish, type Steps } from '../domain/shared/steps.ts';
import { runInSlices } from './run-in-slices.ts';

/** Keeps the event loop in each step, and counts in `state` how often others came in between. */
function* work(steps: number, ms: number, state = { others: 0 }): Steps<number> {
  for (let at = 0; at < steps; at += 1) {
    const until = performance.now() + ms;
    while (performance.now() < until);
    setImmediate(() => {
      state.others += 1;
    });
    yield;
  }
  return state.others;
}

it('lets others go on between the steps of a long calculation', async () => {
  expect(await runInSlices(work(8, 60))).toBeGreaterThanOrEqual(7);
});

it('gives the same as all steps at once, and does not pause in a short one', async () => {
  expect(await runInSlices(work(5, 0))).toBe(0);
  expect(finish(work(5, 0))).toBe(0);
});

it('ends with the error of a step', async () => {
  function* broken(): Steps<never> {
    yield;
    throw new Error('broken');
  }
  await expect(runInSlices(broken())).rejects.toThrow('broken');
});
