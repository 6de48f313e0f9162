import type { Catalog } from '../../content/catalog/records.ts';
import { PAGE_SIZE } from '../../shared/costs.ts';
import type { EpisodeChange } from '../plan/changes.ts';

type Limits = Catalog['academy']['approval'];

/** A threshold of academy.yaml that a rewrite passes: `found` is more than `limit`. */
export type Exceeded = { readonly name: keyof Limits; readonly found: number; readonly limit: number };

/** Below this a share says nothing: who has nine episodes may change them all. */
export const FEWEST_FOR_PERCENT = 10;

/**
 * What goes through the rewrite, and so may wait for a person: all but what an episode's own file says. Without a base (`first`)
 * the finished ones are compared with YouTube by the rewrite, whoever changed them.
 */
export const listShared = (changes: readonly EpisodeChange[], first: boolean): readonly EpisodeChange[] =>
  changes.filter(({ cause, finished }) => cause === 'shared' || (first && finished));

/** Units of these changes at the least, the listing of the finished ones included. */
export function sumUnits(changes: readonly EpisodeChange[]): number {
  const finished = changes.filter((change) => change.finished && change.units > 0).length;
  return changes.reduce((sum, { units }) => sum + units, Math.ceil(finished / PAGE_SIZE));
}

/**
 * The thresholds that a rewrite passes; none: it asks nobody. `of`: all episodes of the catalog. The share is told with one
 * decimal, so that what is above a limit never reads as equal to it.
 */
export function listExceeded(input: {
  readonly episodes: number;
  readonly units: number;
  readonly of: number;
  readonly limits: Limits;
}): readonly Exceeded[] {
  const { episodes, units, of, limits } = input;
  const share = of < FEWEST_FOR_PERCENT ? 0 : (100 * episodes) / of;
  const found = { episodes, percent: share, units };
  return (['episodes', 'percent', 'units'] as const)
    .filter((name) => found[name] > limits[name])
    .map((name) => ({ name, found: Math.ceil(found[name] * 10) / 10, limit: limits[name] }));
}
