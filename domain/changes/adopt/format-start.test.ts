import { expect, it } from 'vitest';
import { formatStartLike } from './format-start.ts';

it.each([
  ['2026-12-04T17:00:00.000Z', '2026-01-01T10:00:00Z', undefined, '2026-12-04T17:00:00Z'],
  ['2026-12-04T17:00:00Z', undefined, 'Europe/Berlin', '2026-12-04T17:00:00Z'],
  ['2026-12-04T17:00:00Z', '2026-01-01T10:00:00+01:00', undefined, '2026-12-04T18:00:00+01:00'],
  ['2026-12-04T17:00:00Z', '2026-01-01 10:00:00 -0530', undefined, '2026-12-04 11:30:00-0530'],
  ['2026-12-04T17:00:00Z', '2026-01-01T10:00', 'Europe/Berlin', '2026-12-04T18:00:00'],
  ['2026-07-04T17:00:00Z', '2026-01-01T10:00', 'Europe/Berlin', '2026-07-04T19:00:00'],
  // The second half past two of that night: local time means the first.
  ['2026-10-25T01:30:00Z', '2026-01-01T10:00', 'Europe/Berlin', '2026-10-25T01:30:00Z'],
  ['2026-10-25T00:30:00Z', '2026-01-01T10:00', 'Europe/Berlin', '2026-10-25T02:30:00'],
])('%s, like %s in %s, is %s', (instant, like, zone, written) => {
  expect(formatStartLike(instant, like, zone)).toBe(written);
});
