import { expect, it, vi } from 'vitest';
import { memoizeAsync } from './catalogs.ts';

it('computes one answer for concurrent and later calls', async () => {
  const make = vi.fn(async (key: string) => ({ key }));
  const ask = memoizeAsync(2, make);
  const [a, b] = await Promise.all([ask('a'), ask('a')]);
  expect(a).toBe(b);
  expect(await ask('a')).toBe(a);
  expect(make).toHaveBeenCalledTimes(1);
});

it('drops the answer that was used longest ago', async () => {
  const make = vi.fn(async (key: string) => ({ key }));
  const ask = memoizeAsync(2, make);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  expect(make.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b']);
});

it('does not keep a failure, but rejects all waiting calls', async () => {
  const make = vi.fn(async (key: string) => ({ key })).mockRejectedValueOnce(new Error('once'));
  const ask = memoizeAsync(2, make);
  const answers = await Promise.allSettled([ask('a'), ask('a')]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask('a')).toEqual({ key: 'a' });
});

it('answers more concurrent calls than it keeps', async () => {
  const make = async (key: string) => ({ key });
  const ask = memoizeAsync(2, make);
  const keys = ['a', 'b', 'c', 'd', 'e'];
  expect(await Promise.all(keys.map(ask))).toEqual(keys.map((key) => ({ key })));
});
