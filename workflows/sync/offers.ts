import type { TakeOverOffers } from '../../contract/drift.ts';
import type { TookOver } from '../../contract/rewrite.ts';
import type { OutOfDate } from '../../contract/sync.ts';
import type { SyncState } from './state.ts';

/** A check that compared everything replaces what the one before found. */
export function recordOffers(state: SyncState, { takeOvers }: OutOfDate): void {
  if (takeOvers !== undefined) state.takeOvers = takeOvers.count === 0 ? undefined : takeOvers;
}

/** What was taken over is no longer offered. */
export function dropOffers(state: SyncState, tookOver: readonly TookOver[] = []): void {
  if (state.takeOvers === undefined) return;
  const left = tookOver.reduce(subtract, state.takeOvers);
  state.takeOvers = left.count === 0 ? undefined : left;
}

function subtract({ count, shows }: TakeOverOffers, { show, count: taken }: TookOver): TakeOverOffers {
  const left = shows.map((one) =>
    one.show === show ? { ...one, count: Math.max(0, one.count - taken) } : one,
  );
  return { count: Math.max(0, count - taken), shows: left.filter((one) => one.count > 0) };
}
