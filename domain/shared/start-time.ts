import { IANAZone } from 'luxon';

const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.(\d{1,3})\d*)?\s?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** A date and time as written: `clock` as if it were UTC (ms), `offset` east of UTC (minutes) if one is written. */
type DateTime = { readonly clock: number; readonly offset?: number };
export type Start = { readonly start: string } | TimeFault;
export type Instant = { readonly ms: number } | TimeFault;
type TimeFault = { readonly fault: 'no-zone' | 'no-such-time' };

/** Whether luxon knows this IANA zone. `local` and `system` are not allowed: they depend on the machine. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** Whether the text is a date that exists, with a time of day. */
export const isDateTime = (text: string): boolean => readDateTime(text) !== undefined;

/** `scheduledFor` in UTC, ISO 8601, in whole seconds. */
export function parseStart(scheduledFor: string, zone: string | undefined): Start {
  const read = parseInstant(scheduledFor, zone);
  return 'fault' in read ? read : toStart(read.ms);
}

/**
 * A date with a time of day, in ms since 1970. Of a local time that occurs twice, the earlier one counts: luxon would choose by the
 * current season.
 */
export function parseInstant(text: string, zone: string | undefined): Instant {
  const written = readDateTime(text);
  if (written === undefined) return { fault: 'no-such-time' };
  if (written.offset !== undefined) return { ms: written.clock - written.offset * MINUTE };
  if (zone === undefined) return { fault: 'no-zone' };
  const ms = findInstant(written.clock, IANAZone.create(zone));
  return ms === undefined ? { fault: 'no-such-time' } : { ms };
}

type Scheduled = { readonly scheduledFor?: string | undefined };
const answers = new WeakMap<Scheduled, { readonly zone: string | undefined; readonly start: Start }>();

/** `parseStart` of a record, memoized: time zones are slow, and most records are the same in the next commit. */
export function findStart(record: Scheduled, zone: string | undefined): Start | undefined {
  if (record.scheduledFor === undefined) return undefined;
  const known = answers.get(record);
  if (known !== undefined && known.zone === zone) return known.start;
  const start = parseStart(record.scheduledFor, zone);
  answers.set(record, { zone, start });
  return start;
}

/** The day of a start, `2026-12-04`, where the show is; without a zone the day that is written. A day of UTC would be another one. */
export function findDay(
  { scheduledFor, start }: Scheduled & { readonly start?: string },
  zone: string | undefined,
): string | undefined {
  if (start === undefined) return undefined;
  if (zone === undefined) return (scheduledFor ?? start).slice(0, 10);
  const instant = Date.parse(start);
  const local = instant + IANAZone.create(zone).offset(instant) * MINUTE;
  return new Date(local).toISOString().slice(0, 10);
}

/** The time of day of a start, `18:00`, in a time zone. */
export function findLocalTime(start: string, zone: string): string {
  const instant = Date.parse(start);
  return new Date(instant + IANAZone.create(zone).offset(instant) * MINUTE).toISOString().slice(11, 16);
}

/** `publishAt` in UTC, ISO 8601; undefined without one, and for a local time without a zone or that does not exist. */
export function findPublication(
  { publishAt }: { readonly publishAt?: string | undefined },
  zone: string | undefined,
): string | undefined {
  const read = publishAt === undefined ? undefined : parseStart(publishAt, zone);
  return read !== undefined && 'start' in read ? read.start : undefined;
}

function findInstant(clock: number, zone: IANAZone): number | undefined {
  return [zone.offset(clock - DAY), zone.offset(clock + DAY)]
    .map((offset) => ({ offset, instant: clock - offset * MINUTE }))
    .filter(({ offset, instant }) => zone.offset(instant) === offset)
    .map(({ instant }) => instant)
    .sort((a, b) => a - b)[0];
}

function readDateTime(text: string): DateTime | undefined {
  const found = WRITTEN.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hours, minutes, seconds] = found.slice(1, 7).map((digits) => Number(digits ?? 0));
  const clock = new Date(0);
  clock.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day);
  const isOnCalendar = clock.getUTCMonth() === (month ?? 0) - 1 && clock.getUTCDate() === day;
  if (!isOnCalendar || (hours ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59) return undefined;
  clock.setUTCHours(hours ?? 0, minutes, seconds, Number((found[7] ?? '0').padEnd(3, '0')));
  return withOffset(clock.getTime(), found);
}

function withOffset(
  clock: number,
  [, , , , , , , , z, sign, hours, minutes]: RegExpExecArray,
): DateTime | undefined {
  if (z !== undefined) return { clock, offset: 0 };
  if (sign === undefined) return { clock };
  if (Number(hours) > 15 || Number(minutes) > 59) return undefined;
  return { clock, offset: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) };
}

/** YouTube keeps no fractions: with one, a start would differ from what was sent for ever. */
const toStart = (instant: number): Start => ({
  start: new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z'),
});
