const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Near a planned start or end: from 5 minutes before it until 15 minutes after. */
const NEAR_PLANNED_TIME = { before: 5 * MINUTE, after: 15 * MINUTE, every: 3 * MINUTE };

/** Times in ms since 1970. `bindAt`: when it can be bound to its stream. */
export type StreamTimes = {
  readonly phase: 'upcoming' | 'testing' | 'live' | 'complete' | 'none';
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly bindAt?: number | undefined;
};

/**
 * When an episode next checks YouTube on its own; undefined when it is over. Days before the start this is a single timer. Near the planned start and
 * end it checks every three minutes, while on air eight times, and less and less often when something is overdue.
 */
export function nextCheck({ phase, start, end, bindAt = 0 }: StreamTimes, now: number): number | undefined {
  if (phase === 'complete' || phase === 'none') return undefined;
  if (start === undefined) return now + 6 * HOUR;
  if (phase === 'live') return nextOnAir(start, end ?? start + HOUR, now);
  if (now < start) return Math.min(bindAt > now ? bindAt : start, nextBeforeStart(start, now));
  return now + growingDelay(now - start);
}

/** What a check at this time is for, as the end of a sentence. */
export function describeCheck({ phase, start, bindAt }: StreamTimes, at: number): string {
  if (phase === 'live') return 'to see whether the stream has ended';
  if (start === undefined) return 'to see whether it has a start';
  if (at === bindAt) return 'to bind it to its stream';
  return at < start
    ? 'to see just before its start whether all is ready'
    : 'to see whether the stream has started';
}

/** One check shortly before the start and one at the start, which also notices an encoder that started early. */
const nextBeforeStart = (start: number, now: number): number =>
  now < start - NEAR_PLANNED_TIME.before ? start - NEAR_PLANNED_TIME.before : start;

function nextOnAir(start: number, end: number, now: number): number {
  const step = Math.min(30 * MINUTE, Math.max(5 * MINUTE, (end - start) / 8));
  if (now < end - NEAR_PLANNED_TIME.before) return Math.min(now + step, end - NEAR_PLANNED_TIME.before);
  return now + growingDelay(now - end);
}

/** A quarter of the time passed, between 3 minutes and an hour; after a day every 6 hours, after a week once a day. */
function growingDelay(passed: number): number {
  if (passed < NEAR_PLANNED_TIME.after) return NEAR_PLANNED_TIME.every;
  if (passed > 7 * DAY) return DAY;
  if (passed > DAY) return 6 * HOUR;
  return Math.min(HOUR, Math.max(NEAR_PLANNED_TIME.every, passed / 4));
}
