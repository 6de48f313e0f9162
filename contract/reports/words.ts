import type { CommitInfo } from '../commit.ts';
import { code, join, link, type Text, text } from './text.ts';

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

/** `0123456789 Correct a guest, by Ada Okafor, 3 h ago, at 08:00 UTC`, as much of it as is known; a link where it is hosted. */
export function describeCommitInfo(
  commit: string,
  { subject = '', author = '', at, url }: Partial<CommitInfo> = {},
  now: Now = undefined,
): Text {
  const name = url === undefined ? describeCommit(commit) : link(commit.slice(0, 10), url);
  return join([
    subject === '' ? name : text`${name} ${code(subject)}`,
    ...(author === '' ? [] : [text`by ${author}`]),
    ...(at === undefined ? [] : [text`${describeTime(at, now)}`]),
  ]);
}

/** `and 19 more` where a list of `total` shows only `shown`. */
export const describeRest = (shown: number, total: number): string | undefined =>
  total > shown ? `and ${group(total - shown)} more` : undefined;

/** `a, b and 19 more` */
export const describeFirst = (first: readonly string[], total: number): Text => {
  const rest = describeRest(first.length, total);
  return join([join(first.map((one) => text`${one}`)), ...(rest === undefined ? [] : [text`${rest}`])], ' ');
};

/** When a text is read, as ms since 1970. undefined: on a page that may stay for weeks, where `in 15 h` would soon be wrong. */
export type Now = number | undefined;

/** An ISO 8601 time: `in 15 h, at 08:00 UTC`, or `3 days ago, at 2026-11-26 08:00 UTC`. */
export const describeTime = (iso: string, now: Now): string => describeTimes(`at ${iso}`, now);

/** A text in which each ISO 8601 time is replaced: `at T` by `in 15 h, at 08:00 UTC`, any other by `08:00 UTC (in 15 h)`. Without `now` both by `2026-11-26 08:00 UTC`. */
export const describeTimes = (text: string, now: Now): string =>
  text.replace(
    /\b(at )?(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)/g,
    (_match, at: string | undefined, iso: string) => {
      const date = `${iso.slice(0, 10)} `;
      if (now === undefined) return `${at ?? ''}${date}${iso.slice(11, 16)} UTC`;
      const ms = Date.parse(iso) - now;
      const clock = `${Math.abs(ms) < DAY ? '' : date}${iso.slice(11, 16)} UTC`;
      return at === undefined ? `${clock} (${describeDistance(ms)})` : `${describeDistance(ms)}, at ${clock}`;
    },
  );

/** `in 5 days`, `3 h ago` */
export const describeDistance = (ms: number): string =>
  ms < 0 ? `${describeDuration(-ms)} ago` : `in ${describeDuration(ms)}`;

function describeDuration(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  if (Math.round(ms / MINUTE) < 60) return `${Math.round(ms / MINUTE)} min`;
  return Math.round(ms / HOUR) < 48 ? `${Math.round(ms / HOUR)} h` : `${Math.round(ms / DAY)} days`;
}
