/** Units per call where they differ from 1 for a list and 50 for a write. Google does not publish the cost of live methods: 50 is the common assumption. */
const PUBLISHED: Readonly<Record<string, number>> = {
  'captions.insert': 400,
  'videos.insert': 0,
  'videos.batchGetStats': 0,
};

/** Methods with a number of calls a day of their own, apart from the units, since June 2026. */
const CALLS_PER_DAY: Readonly<Record<string, number>> = {
  'videos.insert': 100,
  'videos.batchGetStats': 10_000,
};

/** What one call needs: units of `perDay`, and one of `callsPerDay` where the method has its own number. */
export type Price = { readonly units: number; readonly perDay: number; readonly callsPerDay: number };

type QuotaSettings = { readonly perDay: number; readonly costs: Readonly<Record<string, number>> };

/** The price of one call, by the settings of the control API. */
export function priceOf(method: string, { perDay, costs }: QuotaSettings): Price {
  const callsPerDay = CALLS_PER_DAY[method] ?? Number.POSITIVE_INFINITY;
  return { units: costOf(method, costs), perDay, callsPerDay };
}

/** The name of the method's own number of calls, if it has one. */
export function bucketOf(method: string): string | undefined {
  return method in CALLS_PER_DAY ? method : undefined;
}

/** The units of one call; `settings.costs` overrides the defaults, for tests. */
export function costOf(method: string, overrides: Readonly<Record<string, number>>): number {
  return overrides[method] ?? PUBLISHED[method] ?? (method.endsWith('.list') ? 1 : 50);
}
