import { expect, it, vi } from 'vitest';
import { createCache } from './cache.ts';

it('makes each value once, and forgets the one asked for longest ago', async () => {
  const cache = createCache<string>(2);
  const make = vi.fn(async () => 'made');
  for (const key of ['a', 'b', 'a', 'c', 'a']) await cache(key, make);
  expect(make).toHaveBeenCalledTimes(3);
  await cache('b', make);
  expect(make).toHaveBeenCalledTimes(4);
});

it('keeps nothing of a failure', async () => {
  const cache = createCache<string>(2);
  await expect(cache('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(cache('a', async () => 'made')).resolves.toBe('made');
});
