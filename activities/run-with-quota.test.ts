import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDeadline } from './run-with-quota.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LIMITS = { startToCloseTimeoutMs: 120_000, heartbeatTimeoutMs: 10_000 };

/** Beats every two seconds for so long. */
function live(deadline: ReturnType<typeof openDeadline>, ms: number): void {
  for (let past = 0; past < ms; past += 2000) {
    vi.advanceTimersByTime(2000);
    deadline.beat();
  }
}

it('ends before the server would give the attempt up', () => {
  const deadline = openDeadline(LIMITS);
  expect(deadline.left()).toBe(115_000);
  live(deadline, 114_000);
  expect([deadline.left(), deadline.signal.aborted]).toEqual([1000, false]);
  vi.advanceTimersByTime(1000);
  expect([deadline.left(), deadline.signal.aborted]).toEqual([0, true]);
  deadline.close();
});

it('is over for a process that slept longer than the server waits for a heartbeat', () => {
  const deadline = openDeadline(LIMITS);
  live(deadline, 4000);
  vi.setSystemTime(Date.now() + 9_999);
  expect(deadline.left()).toBeGreaterThan(0);
  deadline.beat();
  vi.setSystemTime(Date.now() + 10_000);
  deadline.beat();
  expect([deadline.left(), deadline.signal.aborted]).toEqual([0, true]);
  deadline.close();
});

it('leaves no timer behind, and waits for no heartbeat where the server does not', () => {
  const deadline = openDeadline({ startToCloseTimeoutMs: 120_000 });
  vi.setSystemTime(Date.now() + 60_000);
  expect(deadline.left()).toBe(55_000);
  deadline.close();
  expect(vi.getTimerCount()).toBe(0);
});
