import type { ReconcileTarget } from '../contract/rewrite.ts';

/** Whoever is on the list of `sync` tells what it needs afterwards, also when that is nothing. */
export const markListed = (
  targets: readonly ReconcileTarget[],
  listed: readonly string[],
): readonly ReconcileTarget[] =>
  targets.map((target) => (listed.includes(target.episodeId) ? { ...target, listed: true } : target));

export const markAll = (targets: readonly ReconcileTarget[]): readonly ReconcileTarget[] =>
  targets.map((target) => ({ ...target, listed: true }));
