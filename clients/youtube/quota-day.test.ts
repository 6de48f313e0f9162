import { expect, test } from 'vitest';
import { quotaDay } from './quota-day.ts';

const at = (iso: string) => quotaDay(Date.parse(iso));

test.each([
  ['in winter', '2026-12-01T20:00:00Z', '2026-12-01', '2026-12-02T08:00:00.000Z'],
  ['in summer', '2026-07-01T20:00:00Z', '2026-07-01', '2026-07-02T07:00:00.000Z'],
  ['the last moment of a day', '2026-12-02T07:59:59.999Z', '2026-12-01', '2026-12-02T08:00:00.000Z'],
  ['the first moment of a day', '2026-12-02T08:00:00Z', '2026-12-02', '2026-12-03T08:00:00.000Z'],
  ['before summer time begins: 23 hours', '2026-03-08T08:00:00Z', '2026-03-08', '2026-03-09T07:00:00.000Z'],
  ['after summer time began', '2026-03-09T06:59:59Z', '2026-03-08', '2026-03-09T07:00:00.000Z'],
  ['before summer time ends: 25 hours', '2026-11-01T07:00:00Z', '2026-11-01', '2026-11-02T08:00:00.000Z'],
  ['the hour that comes twice', '2026-11-01T09:30:00Z', '2026-11-01', '2026-11-02T08:00:00.000Z'],
  ['after summer time ended', '2026-11-02T07:59:59Z', '2026-11-01', '2026-11-02T08:00:00.000Z'],
])('%s', (_name, iso, day, resetsAt) => {
  expect(at(iso)).toEqual({ day, resetsAt });
});
