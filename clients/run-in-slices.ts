import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../domain/shared/steps.ts';

/** Milliseconds that a calculation may keep the event loop: heartbeats and the work for other commits wait no longer. */
const SLICE_MS = 50;

/** Runs a long calculation in slices: between them everything else in this process goes on. */
export async function runInSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
    await setImmediate();
  }
}

/** For a loop that waits for nothing else: to be awaited in each round, and takes a pause when one is due. */
export function createPause(): () => Promise<void> {
  let until = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() < until) return;
    await setImmediate();
    until = performance.now() + SLICE_MS;
  };
}
