import type { ActivateInput } from '@temporalio/workflow';
import { expect, it } from 'vitest';
import { interceptors } from './replay-query-guard.ts';

type Activation = { seconds?: number; length: number; isReplaying?: boolean; query?: boolean };

/** Which of the activations of one run come through. */
function pass(...activations: readonly Activation[]): readonly boolean[] {
  const [interceptor] = interceptors().internals ?? [];
  return activations.map(({ seconds, length, isReplaying = false, query = false }) => {
    const activation = {
      timestamp: seconds === undefined ? undefined : { seconds, nanos: 5 },
      historyLength: length,
      isReplaying,
      jobs: [query ? { queryWorkflow: {} } : { fireTimer: {} }],
    };
    let passed = false;
    try {
      interceptor?.activate?.({ activation, batchIndex: 0 } as unknown as ActivateInput, () => {
        passed = true;
      });
    } catch {
      expect(passed).toBe(false);
    }
    return passed;
  });
}

it('refuses more history with the time of the previous task', () => {
  expect(pass({ seconds: 1, length: 3 }, { seconds: 1, length: 7 })).toEqual([true, false]);
});

it('allows the next task, a second activation of one task, and every replay', () => {
  expect(pass({ seconds: 1, length: 3 }, { seconds: 2, length: 7 })).toEqual([true, true]);
  expect(pass({ seconds: 1, length: 3 }, { seconds: 1, length: 3 })).toEqual([true, true]);
  expect(pass({ seconds: 1, length: 3 }, { seconds: 1, length: 7, isReplaying: true })).toEqual([true, true]);
});

it('allows every query, and compares with the task before it', () => {
  const [task, query] = [
    { seconds: 1, length: 3 },
    { length: 7, query: true },
  ];
  expect(pass(task, { ...query, seconds: 1 }, query, { seconds: 1, length: 7 })).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
