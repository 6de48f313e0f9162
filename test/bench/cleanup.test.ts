import { expect, test } from 'vitest';
import { withCleanup } from './cleanup.ts';

test('cleans up in reverse order, also when the work fails', async () => {
  const ended: string[] = [];
  const work = withCleanup(async (later) => {
    later(async () => ended.push('first'));
    later(async () => ended.push('second'));
    throw new Error('the work');
  });
  await expect(work).rejects.toThrow('the work');
  expect(ended).toEqual(['second', 'first']);
});
