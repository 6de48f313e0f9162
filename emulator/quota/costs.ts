/** Units per call where they differ from 1 for a list and 50 for a write. Live methods are not published: 50 is the common assumption. */
const PUBLISHED: Readonly<Record<string, number>> = { 'captions.insert': 400 };

/** What one call costs; `settings.costs` wins, so that a test can try other prices. */
export function costOf(method: string, overrides: Readonly<Record<string, number>>): number {
  return overrides[method] ?? PUBLISHED[method] ?? (method.endsWith('.list') ? 1 : 50);
}
