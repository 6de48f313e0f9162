const DAY_MS = 24 * 3600 * 1000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

// A day of the calendar, `2026-12-04`, is read as midnight in UTC: it has no zone, and no hour is skipped there.
const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const nextDay = (day: string): string => toDay(toMs(day) + DAY_MS);

/** `Thursday` */
const weekdayOf = (day: string): string => WEEKDAYS[new Date(toMs(day)).getUTCDay()] ?? '';

export const isWeekday = (day: string, every: string | readonly string[]): boolean =>
  [every].flat().includes(weekdayOf(day));

/** The seven days from Monday of the week of a day. */
export function listWeek(day: string): readonly string[] {
  const sinceMonday = (new Date(toMs(day)).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => toDay(toMs(day) + (index - sinceMonday) * DAY_MS));
}

/** `Thu 2026-12-10` */
export const formatDay = (day: string): string => `${weekdayOf(day).slice(0, 3)} ${day}`;
