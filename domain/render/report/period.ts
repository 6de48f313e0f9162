import { DateTime } from 'luxon';
import type { Span } from './growth.ts';

/** Whole days where a show is, `2026-11-30`, both included; or from a time on, ms since 1970. */
export type Period = { readonly from?: string; readonly to?: string; readonly since?: number };

/** Whether it is a day that exists, `2026-11-30`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'UTC' }).isValid;

/** The days of a period in a time zone, where one may have 23 or 25 hours; in UTC without one. */
export function findSpan({ from, to, since }: Period, zone = 'UTC'): Span {
  const start = from === undefined ? since : startOf(from, zone).toMillis();
  const end = to === undefined ? undefined : startOf(to, zone).plus({ days: 1 }).toMillis();
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

const startOf = (day: string, zone: string): DateTime => DateTime.fromISO(day, { zone }).startOf('day');

/** `30 November 2026` of a time, where a show is. */
export const describeDay = (ms: number, zone = 'UTC'): string =>
  DateTime.fromMillis(ms, { zone }).setLocale('en').toFormat('d LLLL yyyy');
