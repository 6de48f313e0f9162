import { expect, it } from 'vitest';
import { createRate } from './rate.ts';

const takeMany = (rate: ReturnType<typeof createRate>, count: number, now: number): number =>
  Array.from({ length: count }, () => rate.take(now)).filter(Boolean).length;

it('gives a burst at once, then one at a time', () => {
  const rate = createRate({ burst: 3, everyMs: 100 });
  expect(takeMany(rate, 10, 1000)).toBe(3);
  expect(rate.wait(1000)).toBe(100);
  expect(takeMany(rate, 10, 1099)).toBe(0);
  expect(takeMany(rate, 10, 1100)).toBe(1);
  expect(takeMany(rate, 10, 1350)).toBe(2);
});

it('never gives more than a burst after a quiet time', () => {
  const rate = createRate({ burst: 3, everyMs: 100 });
  expect(takeMany(rate, 10, 1000)).toBe(3);
  expect(rate.wait(1_000_000)).toBe(0);
  expect(takeMany(rate, 10, 1_000_000)).toBe(3);
});

it('goes on when the clock is set back', () => {
  const rate = createRate({ burst: 2, everyMs: 100 });
  expect(takeMany(rate, 10, 1_000_000)).toBe(2);
  expect(takeMany(rate, 10, 1000)).toBe(2);
});
