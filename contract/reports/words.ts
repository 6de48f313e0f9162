import { code, join, type Text, text } from './text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `9,184` */
export const group = (number: number): string => number.toLocaleString('en-US');

/** `1 episode`, `3,000 episodes` */
export const count = (number: number, word: string): string =>
  `${group(number)} ${word}${number === 1 ? '' : 's'}`;

/** A commit as code, by its first ten characters. */
export const describeCommit = (commit: string): Text => code(commit.slice(0, 10));

/** `and 19 more` where a list of `total` shows only `shown`. */
export const describeRest = (shown: number, total: number): string | undefined =>
  total > shown ? `and ${group(total - shown)} more` : undefined;

/** `a, b and 19 more` */
export const describeFirst = (first: readonly string[], total: number): Text => {
  const rest = describeRest(first.length, total);
  return join([join(first.map((one) => text`${one}`)), ...(rest === undefined ? [] : [text`${rest}`])], ' ');
};

/** An ISO 8601 time: `in 15 h, at 08:00 UTC`, or `3 days ago, at 2026-11-26 08:00 UTC`. */
export const describeTime = (iso: string, now: number): string => describeTimes(`at ${iso}`, now);

/** A text in which each ISO 8601 time is replaced: `at T` by `in 15 h, at 08:00 UTC`, any other by `08:00 UTC (in 15 h)`. */
export const describeTimes = (text: string, now: number): string =>
  text.replace(/\b(at )?(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)/g, (_match, at, iso: string) => {
    const ms = Date.parse(iso) - now;
    const clock = `${Math.abs(ms) < DAY ? '' : `${iso.slice(0, 10)} `}${iso.slice(11, 16)} UTC`;
    return at === undefined ? `${clock} (${describeDistance(ms)})` : `${describeDistance(ms)}, at ${clock}`;
  });

/** `in 5 days`, `3 h ago` */
export const describeDistance = (ms: number): string =>
  ms < 0 ? `${describeDuration(-ms)} ago` : `in ${describeDuration(ms)}`;

function describeDuration(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  if (Math.round(ms / MINUTE) < 60) return `${Math.round(ms / MINUTE)} min`;
  return Math.round(ms / HOUR) < 48 ? `${Math.round(ms / HOUR)} h` : `${Math.round(ms / DAY)} days`;
}
