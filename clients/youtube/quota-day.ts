import { DateTime } from 'luxon';

/** YouTube's quota day. Source: developers.google.com/youtube/v3/getting-started#quota (reset at midnight Pacific time). */
const ZONE = 'America/Los_Angeles';

export type QuotaDay = {
  /** YYYY-MM-DD in Pacific time. */
  readonly day: string;
  /** ISO 8601 in UTC: the next midnight in Pacific time. */
  readonly resetsAt: string;
};

// Needed before every call, and luxon is slow: the last answer is kept.
let last: { readonly from: number; readonly until: number; readonly answer: QuotaDay } | undefined;

/** The quota day in which the instant `ms` (milliseconds since 1970) lies; 23 or 25 hours long when summer time changes. */
export function quotaDay(ms: number): QuotaDay {
  if (last !== undefined && ms >= last.from && ms < last.until) return last.answer;
  const midnight = DateTime.fromMillis(ms, { zone: ZONE }).startOf('day');
  const until = midnight.plus({ days: 1 }).toMillis();
  const answer = { day: midnight.toFormat('yyyy-MM-dd'), resetsAt: new Date(until).toISOString() };
  last = { from: midnight.toMillis(), until, answer };
  return answer;
}
