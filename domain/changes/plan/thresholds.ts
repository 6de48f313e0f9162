import type { Catalog } from '../../content/catalog/records.ts';
import { PAGE_SIZE } from '../../shared/costs.ts';
import { type EpisodeChange, needsApprovalToPublish } from './changes.ts';

type Limits = Catalog['academy']['approval'];

/** A threshold of academy.yaml that a rewrite exceeds: `found` is more than `limit`. */
export type Exceeded = { readonly name: keyof Limits; readonly found: number; readonly limit: number };

/** With fewer episodes a percentage is not meaningful. */
const MIN_EPISODES_FOR_PERCENT = 10;

/**
 * Changes that go through the rewrite, and so may need approval: all except those made by the episode's own file, unless another
 * file would publish its video. Without a base (`first`) the rewrite also compares all finished episodes with YouTube.
 */
export const listShared = (changes: readonly EpisodeChange[], first: boolean): readonly EpisodeChange[] =>
  changes.filter(
    (change) => change.cause === 'indirect' || (first && change.finished) || needsApprovalToPublish(change),
  );

/** Minimum units of these changes, including the listing of finished episodes. */
export function sumUnits(changes: readonly EpisodeChange[]): number {
  const finished = changes.filter((change) => change.finished && change.units > 0).length;
  return changes.reduce((sum, { units }) => sum + units, Math.ceil(finished / PAGE_SIZE));
}

/**
 * The thresholds that a rewrite exceeds; if none, it needs no approval. Percentages are rounded up to one decimal, so that a
 * value above a limit never reads as equal to it.
 */
export function listExceeded(input: {
  readonly episodes: number;
  readonly units: number;
  /** All episodes of the catalog. */
  readonly totalEpisodes: number;
  readonly limits: Limits;
}): readonly Exceeded[] {
  const { episodes, units, totalEpisodes, limits } = input;
  const share = totalEpisodes < MIN_EPISODES_FOR_PERCENT ? 0 : (100 * episodes) / totalEpisodes;
  const found = { episodes, percent: share, units };
  return (['episodes', 'percent', 'units'] as const)
    .filter((name) => found[name] > limits[name])
    .map((name) => ({ name, found: Math.ceil(found[name] * 10) / 10, limit: limits[name] }));
}
