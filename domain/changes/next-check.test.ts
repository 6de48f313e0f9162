import { describe, expect, it } from 'vitest';
import { describeCheck, nextCheck, type StreamTimes } from './next-check.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-12-04T17:00:00Z');
const END = START + 90 * MINUTE;

/** All checks of a stream that goes live and ends at these times; one before the start costs 2 units, a later one 1. */
function follow(from: number, live: number, complete: number, until = complete + DAY) {
  const checks: number[] = [];
  let units = 0;
  for (let now: number | undefined = from; now !== undefined && now <= until; ) {
    const phase = now >= complete ? 'complete' : now >= live ? 'live' : 'upcoming';
    if (now > from) {
      checks.push(now);
      units += phase === 'upcoming' ? 2 : 1;
    }
    const course: StreamTimes = { phase, start: START, end: END, bindAt: START - DAY };
    const next = nextCheck(course, now);
    expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
    now = next;
  }
  return { checks, units };
}

describe('a stream announced a month ahead', () => {
  it('costs 15 units if it starts and ends on time, and its end is noticed within minutes', () => {
    const { checks, units } = follow(START - 30 * DAY, START, END);
    expect(checks.slice(0, 3)).toEqual([START - DAY, START - 5 * MINUTE, START]);
    expect(checks.at(-1)).toBe(END + MINUTE);
    expect({ checks: checks.length, units }).toEqual({ checks: 13, units: 15 });
  });

  it.each([
    ['early', START - 10 * MINUTE, START + 30 * MINUTE],
    ['late', START + 40 * MINUTE, END + 50 * MINUTE],
    ['hours late', START + 5 * HOUR, END + 6 * HOUR],
  ])('%s costs at most 60 units, and its end is noticed within an hour', (_when, live, complete) => {
    const { checks, units } = follow(START - 30 * DAY, live, complete);
    expect(units).toBeLessThanOrEqual(60);
    expect((checks.at(-1) ?? 0) - complete).toBeLessThanOrEqual(HOUR);
  });

  it('costs less and less if it never starts: 2 units a day after a week', () => {
    const never = Number.POSITIVE_INFINITY;
    const month = follow(START - 30 * DAY, never, never, START + 30 * DAY);
    const after = follow(START + 8 * DAY, never, never, START + 30 * DAY);
    expect(after.units).toBe(2 * 22);
    expect(month.units).toBeLessThanOrEqual(220);
  });
});

it('sets one timer days before the start', () => {
  expect(nextCheck({ phase: 'upcoming', start: START, end: END }, START - 9 * DAY)).toBe(START - 5 * MINUTE);
});

it.each([
  ['upcoming', START - 5 * MINUTE, 'to see just before its start whether all is ready'],
  ['upcoming', START - 2 * DAY, 'to bind it to its stream'],
  ['upcoming', START + 3 * MINUTE, 'to see whether the stream has started'],
  ['live', END, 'to see whether the stream has ended'],
] as const)('says what a check is for: %s at %s', (phase, at, words) => {
  const times = { phase, start: START, end: END, bindAt: START - 2 * DAY };
  expect(describeCheck(times, at)).toBe(words);
});

it('checks a long stream every half hour, and one without a start four times a day', () => {
  const long = { phase: 'live', start: START, end: START + 12 * HOUR } as const;
  expect(nextCheck(long, START)).toBe(START + 30 * MINUTE);
  expect(nextCheck({ phase: 'upcoming', start: undefined, end: undefined }, START)).toBe(START + 6 * HOUR);
});
