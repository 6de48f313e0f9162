import { expect, test } from 'vitest';
import { findPacificDay } from './pacific.ts';

const HOUR = 3_600_000;

test.each([
  ['winter', '2026-12-04T17:00:00Z', '2026-12-04', '2026-12-04T08:00:00Z', 24],
  ['summer', '2026-07-04T17:00:00Z', '2026-07-04', '2026-07-04T07:00:00Z', 24],
  ['the day summer time begins', '2026-03-08T20:00:00Z', '2026-03-08', '2026-03-08T08:00:00Z', 23],
  ['the day summer time ends', '2026-11-01T20:00:00Z', '2026-11-01', '2026-11-01T07:00:00Z', 25],
  ['just before midnight', '2026-11-21T07:59:59.999Z', '2026-11-20', '2026-11-20T08:00:00Z', 24],
  ['at midnight', '2026-11-21T08:00:00Z', '2026-11-21', '2026-11-21T08:00:00Z', 24],
  ['the end of a year', '2027-01-01T07:30:00Z', '2026-12-31', '2026-12-31T08:00:00Z', 24],
])('%s', (_name, now, day, start, hours) => {
  const found = findPacificDay(Date.parse(now));
  expect(found).toEqual({ day, start: Date.parse(start), end: Date.parse(start) + hours * HOUR });
});
