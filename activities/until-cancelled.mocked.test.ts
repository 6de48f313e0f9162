import { expect, it, vi } from 'vitest';
import type { Dependencies } from './dependencies.ts';
import { untilCancelled } from './until-cancelled.ts';

const activity = vi.hoisted(() => ({
  cancelled: Promise.resolve() as Promise<never>,
  signals: [] as AbortSignal[],
}));
const { signal: cancellationSignal } = new AbortController();
vi.mock('@temporalio/activity', () => ({
  Context: { current: () => ({ cancelled: activity.cancelled, cancellationSignal }) },
}));

const deps = {
  client: {
    withAbortSignal: (signal: AbortSignal, work: () => unknown) => {
      activity.signals.push(signal);
      return work();
    },
  },
} as unknown as Dependencies;
const never = new Promise<never>(() => undefined);

it('ends with its result, and gives its calls the signal of the activity', async () => {
  activity.cancelled = never;
  expect(await untilCancelled(deps, async () => 'answer')).toBe('answer');
  expect(activity.signals).toEqual([cancellationSignal]);
});

it('ends when the activity is cancelled, although a query is never answered', async () => {
  activity.cancelled = Promise.reject(new Error('worker is shutting down'));
  await expect(untilCancelled(deps, () => never)).rejects.toThrow('worker is shutting down');
});
