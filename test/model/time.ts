export const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

export const untilTomorrow = (now: number): number => {
  // Midnight in Los Angeles is at 7 or 8 o'clock UTC; at 9 the new day has certainly begun.
  const nine = Math.floor(now / DAY) * DAY + 9 * HOUR;
  return (nine > now ? nine : nine + DAY) - now;
};
