const ZONE = 'America/Los_Angeles';
const HOUR = 3_600_000;

const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});

export type PacificDay = {
  /** `2026-11-21`, the date in Los Angeles. */
  readonly day: string;
  /** First millisecond of that day. */
  readonly start: number;
  /** First millisecond of the next day, when the quota resets. */
  readonly end: number;
};

/** The quota day around a moment (ms). Days with a change to or from summer time last 23 or 25 hours. */
export function findPacificDay(now: number): PacificDay {
  const { day } = readPacific(now);
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return {
    day,
    start: findMidnight(Date.UTC(year, month - 1, date)),
    end: findMidnight(Date.UTC(year, month - 1, date + 1)),
  };
}

/** Los Angeles is 7 or 8 hours behind: exactly one of the two is midnight of the wanted date. */
function findMidnight(utcMidnight: number): number {
  const summer = utcMidnight + 7 * HOUR;
  const wanted = new Date(utcMidnight).toISOString().slice(0, 10);
  const { day, hour } = readPacific(summer);
  return day === wanted && hour === 0 ? summer : utcMidnight + 8 * HOUR;
}

function readPacific(moment: number): { day: string; hour: number } {
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    hour: Number(parts.get('hour')),
  };
}
