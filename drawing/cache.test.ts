import { expect, it, vi } from 'vitest';
import { createCache } from './cache.ts';

it('creates each value once and drops the least recently used one', async () => {
  const cache = createCache<string>(2);
  const make = vi.fn(async () => 'made');
  for (const key of ['a', 'b', 'a', 'c', 'a']) await cache(key, make);
  expect(make).toHaveBeenCalledTimes(3);
  await cache('b', make);
  expect(make).toHaveBeenCalledTimes(4);
});

it('does not cache a failure', async () => {
  const cache = createCache<string>(2);
  await expect(cache('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(cache('a', async () => 'made')).resolves.toBe('made');
});

it('keeps no more bytes than there is room for', async () => {
  const cache = createCache<string>(9, { bytesOf: ({ length }) => length, most: 5 });
  const make = vi.fn(async () => 'xxx');
  for (const key of ['a', 'a', 'b', 'a']) await cache(key, make);
  expect(make).toHaveBeenCalledTimes(3);
  const large = vi.fn(async () => 'xxxxxx');
  for (const key of ['c', 'c']) await expect(cache(key, large)).resolves.toBe('xxxxxx');
  expect(large).toHaveBeenCalledTimes(2);
});
