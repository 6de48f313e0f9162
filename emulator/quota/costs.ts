/** Units per call where they differ from 1 for a list and 50 for a write. Google does not publish the cost of live methods: 50 is the common assumption. */
const PUBLISHED: Readonly<Record<string, number>> = { 'captions.insert': 400 };

/** The units of one call; `settings.costs` overrides the defaults, for tests. */
export function costOf(method: string, overrides: Readonly<Record<string, number>>): number {
  return overrides[method] ?? PUBLISHED[method] ?? (method.endsWith('.list') ? 1 : 50);
}
