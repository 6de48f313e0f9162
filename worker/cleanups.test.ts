import { expect, test } from 'vitest';
import { createCleanups } from './cleanups.ts';

test('stops what was added last first, goes on after a failure, and stops once', async () => {
  const seen: string[] = [];
  const cleanups = createCleanups((line) => seen.push(line));
  await cleanups.add(async () => seen.push('first'));
  await cleanups.add(() => Promise.reject(new Error('stuck')));
  await cleanups.add(async () => seen.push('last'));
  await cleanups.stop();
  await cleanups.stop();
  expect(seen).toEqual(['last', 'while shutting down: Error: stuck', 'first']);
});

test('what is ready only after the stop is stopped at once', async () => {
  const seen: string[] = [];
  const cleanups = createCleanups((line) => seen.push(line));
  expect(cleanups.stopping.aborted).toBe(false);
  await cleanups.stop();
  expect(cleanups.stopping.aborted).toBe(true);
  await cleanups.add(async () => seen.push('late'));
  expect(seen).toEqual(['late']);
});
