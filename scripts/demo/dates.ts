const DAY_MS = 24 * 3600 * 1000;

/** Whole days from `start` to `target`, both ms since 1970. */
export const countDays = (start: number, target: number): number => Math.round((target - start) / DAY_MS);

/** Moves `scheduledFor` of an episode's file by whole days; time of day, time zone and comments stay. */
export const moveDate = (text: string, days: number): string =>
  text.replace(/^(scheduledFor: *["']?)(\d{4}-\d{2}-\d{2})/m, (_all, key: string, date: string) => {
    const moved = new Date(Date.parse(date) + days * DAY_MS);
    return `${key}${moved.toISOString().slice(0, 10)}`;
  });
