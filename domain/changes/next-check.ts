const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Around a planned moment: from five minutes before it until a quarter of an hour after. */
const AROUND = { before: 5 * MINUTE, after: 15 * MINUTE, every: 3 * MINUTE };

/** Times in ms since 1970. `bindAt`: when its stream becomes its own. */
export type Course = {
  readonly phase: 'upcoming' | 'testing' | 'live' | 'complete' | 'none';
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly bindAt?: number | undefined;
};

/**
 * When an episode looks at YouTube again by itself; undefined when it is over. Days before the start that is one timer. Around the planned start and the
 * planned end it looks every three minutes, on air eight times, and ever more rarely when something is overdue.
 */
export function nextCheck({ phase, start, end, bindAt = 0 }: Course, now: number): number | undefined {
  if (phase === 'complete' || phase === 'none') return undefined;
  if (start === undefined) return now + 6 * HOUR;
  if (phase === 'live') return nextOnAir(start, end ?? start + HOUR, now);
  if (now < start) return Math.min(bindAt > now ? bindAt : start, nextBefore(start, now));
  return now + growing(now - start);
}

/** One look shortly before, one at the start: an encoder that begins early is seen at its planned start. */
const nextBefore = (start: number, now: number): number =>
  now < start - AROUND.before ? start - AROUND.before : start;

function nextOnAir(start: number, end: number, now: number): number {
  const step = Math.min(30 * MINUTE, Math.max(5 * MINUTE, (end - start) / 8));
  if (now < end - AROUND.before) return Math.min(now + step, end - AROUND.before);
  return now + growing(now - end);
}

/** A quarter of the time that has passed, from three minutes to an hour; after a day every six hours, after a week once a day. */
function growing(passed: number): number {
  if (passed < AROUND.after) return AROUND.every;
  if (passed > 7 * DAY) return DAY;
  if (passed > DAY) return 6 * HOUR;
  return Math.min(HOUR, Math.max(AROUND.every, passed / 4));
}
