import { Settings } from 'luxon';
import { afterEach, expect, test } from 'vitest';
import { findStart, isDateTime, isZone, parseInstant, parseStart } from './start-time.ts';

afterEach(() => {
  Settings.now = () => Date.now();
});

test.each([
  ['2026-12-04T17:00:00Z', undefined, '2026-12-04T17:00:00Z'],
  ['2026-12-04 17:00', 'Europe/London', '2026-12-04T17:00:00Z'],
  ['2026-07-04T17:00', 'Europe/London', '2026-07-04T16:00:00Z'],
  ['2026-12-04T17:00+01:00', 'America/New_York', '2026-12-04T16:00:00Z'],
  ['2026-12-04T01:00:30 -0530', undefined, '2026-12-04T06:30:30Z'],
  ['2026-12-04T17:00:00.75Z', undefined, '2026-12-04T17:00:00Z'],
  ['2026-12-31T23:30', 'America/New_York', '2027-01-01T04:30:00Z'],
])('%s in %s is %s', (written, zone, start) => {
  expect(parseStart(written, zone)).toEqual({ start });
});

test('an instant keeps its milliseconds: a start, in whole seconds, would be before what happened in that second', () => {
  expect(parseInstant('2026-12-04T17:00:00.75Z', undefined)).toEqual({
    ms: Date.UTC(2026, 11, 4, 17, 0, 0, 750),
  });
  expect(parseInstant('2026-07-04T17:00', 'Europe/London')).toEqual({ ms: Date.UTC(2026, 6, 4, 16) });
  expect(parseInstant('2026-12-04T17:00', undefined)).toEqual({ fault: 'no-zone' });
});

test('rejects a local time without a zone, and one that clocks skip', () => {
  expect(parseStart('2026-12-04T17:00', undefined)).toEqual({ fault: 'no-zone' });
  expect(parseStart('2026-03-29T01:30', 'Europe/London')).toEqual({ fault: 'no-such-time' });
});

test('takes the earlier one of a time that occurs twice, whatever the current season', () => {
  for (const now of ['2026-01-15', '2026-07-15']) {
    Settings.now = () => Date.parse(now);
    expect(parseStart('2026-10-25T01:30', 'Europe/London')).toEqual({ start: '2026-10-25T00:30:00Z' });
  }
});

test.each([
  '2026-02-30T10:00Z',
  '2026-13-01T10:00Z',
  '2026-12-04T24:00Z',
  '2026-12-04T10:60Z',
  '2026-12-04T10:00+16:00',
])('rejects %s, which does not exist', (text) => {
  expect(isDateTime(text)).toBe(false);
});

test('accepts a leap day in leap years only', () => {
  expect([isDateTime('2028-02-29T10:00Z'), isDateTime('2027-02-29T10:00Z')]).toEqual([true, false]);
});

test('accepts IANA zones, not the zone of the machine', () => {
  expect(['Europe/London', 'UTC', 'local', 'system', 'Europe/Londres', ''].map(isZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('does not reuse a memoized start for another zone', () => {
  const record = { scheduledFor: '2026-12-04T17:00' };
  expect(findStart(record, 'Europe/London')).toBe(findStart(record, 'Europe/London'));
  expect(findStart(record, 'Europe/Berlin')).toEqual({ start: '2026-12-04T16:00:00Z' });
  expect(findStart({}, 'Europe/Berlin')).toBeUndefined();
});
