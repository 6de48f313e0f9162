import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLooks } from './looks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = (look = vi.fn(async () => undefined)) => {
  const report = vi.fn();
  return { look, report, looks: createLooks({ look, report, burst: 2, everyMs: 1000 }) };
};

it('looks at once, and puts off what comes too often', async () => {
  const { look, looks } = open();
  const answers = await Promise.all(Array.from({ length: 1000 }, () => looks.request()));
  expect(answers.slice(0, 3)).toEqual(['now', 'now', 'soon']);
  expect(look).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(look).toHaveBeenCalledTimes(3);
});

it('looks once more after the last request, so that none is lost', async () => {
  const { look, looks } = open();
  for (let i = 0; i < 20; i += 1) {
    await looks.request();
    await vi.advanceTimersByTimeAsync(100);
  }
  const before = look.mock.calls.length;
  await looks.request();
  await vi.advanceTimersByTimeAsync(1000);
  expect(look.mock.calls.length).toBeGreaterThan(before);
  // Two seconds of requests: a burst of two, and one for each second.
  expect(look.mock.calls.length).toBeLessThanOrEqual(5);
});

it('says when a look at once fails, and reports one that was put off', async () => {
  const { looks, report } = open(vi.fn(async () => Promise.reject(new Error('no server'))));
  await expect(looks.request()).rejects.toThrow('no server');
  await expect(looks.request()).rejects.toThrow('no server');
  expect(await looks.request()).toBe('soon');
  await vi.advanceTimersByTimeAsync(1000);
  expect(report).toHaveBeenCalledOnce();
});

it('does nothing after it was closed', async () => {
  const { look, looks } = open();
  for (let i = 0; i < 3; i += 1) await looks.request();
  looks.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(look).toHaveBeenCalledTimes(2);
});
