import { expect, it, vi } from 'vitest';
import { remember } from './memoize-async.ts';
import { TwoGenerations } from './two-generations.ts';

it('asks once for all who ask at the same time, and after', async () => {
  const make = vi.fn(async (key: string) => ({ key }));
  const ask = remember(2, make);
  const [a, b] = await Promise.all([ask('a'), ask('a')]);
  expect(a).toBe(b);
  expect(await ask('a')).toBe(a);
  expect(make).toHaveBeenCalledTimes(1);
});

it('forgets what was asked for longest ago', async () => {
  const make = vi.fn(async (key: string) => key);
  const ask = remember(2, make);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  expect(make.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b']);
});

it('forgets a failure', async () => {
  const make = vi.fn(async (key: string) => key).mockRejectedValueOnce(new Error('once'));
  const ask = remember(2, make);
  await expect(ask('a')).rejects.toThrow('once');
  expect(await ask('a')).toBe('a');
});

it('keeps for two turns what was used in the first of them, and for ever what is used in each', () => {
  const map = new TwoGenerations([
    ['often', 1],
    ['once', 2],
  ]);
  map.turn();
  expect(map.get('often')).toBe(1);
  map.turn();
  expect(map.has('often')).toBe(true);
  expect(map.get('once')).toBeUndefined();
});
