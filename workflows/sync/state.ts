import type { RewriteCounts } from '../../contract/rewrite.ts';
import type { Orphan, Refusal, SyncStatus, Waiting } from '../../contract/sync.ts';
import type { Decided } from '../../domain/changes/approval/approval.ts';

/** Plain JSON, bounded. */
export type SyncState = {
  /** The commit it was last told to reach. */
  head?: string | undefined;
  /** The commit that every episode has answered for. */
  settled?: string | undefined;
  /** Commits handed over since `settled`: their texts may stand on YouTube too. */
  handed: readonly string[];
  /** Commits that were settled before: what equals one of them and no longer what is desired was not done. */
  former?: readonly string[] | undefined;
  /** Always growing, also past a lost history: it never falls behind the clock. */
  seq: number;
  rewrite?: { readonly workflowId: string; readonly commit: string } | undefined;
  refused: readonly Refusal[];
  refusedCount: number;
  orphaned: readonly string[];
  orphans?: readonly Orphan[];
  pausedBy?: string | undefined;
  /** The branch's head when it would orphan too many episodes; `head` is then still the commit before. */
  waits?: Waiting | undefined;
  /** The commit that an operator let through. */
  accepted?: { readonly commit: string; readonly by: string } | undefined;
  /** What persons decided about rewrites, by `hashPair`: the newest `MOST_PAIRS` of each. */
  approved?: readonly string[] | undefined;
  rejected?: readonly string[] | undefined;
  /** The question that stands. */
  asked?: NonNullable<Decided['asked']> | undefined;
  /** Grows with each decision, so that a plan that was made before one is made again. */
  decisions?: number | undefined;
  rewritePausedBy?: string | undefined;
  /** The commit handed over for which all has answered but what waits for a person. */
  answered?: string | undefined;
  last: string;
  counts?: RewriteCounts | undefined;
  shown?: string | undefined;
};

export const NEW_SYNC: SyncState = {
  handed: [],
  seq: 0,
  refused: [],
  refusedCount: 0,
  orphaned: [],
  last: 'nothing followed yet',
};

/** More than this many commits behind: everything is compared with YouTube instead. */
export const MOST_HANDED = 20;

/** Commits whose texts may stand on YouTube; none: nobody knows, everything is compared. */
export function basesOf(state: SyncState): readonly string[] {
  const { settled, handed } = state;
  if (settled === undefined) return [];
  if (handed.length <= MOST_HANDED) return [...new Set([settled, ...handed])];
  // While a person lets a rewrite wait, commits go on: what came before the one that was answered is not needed.
  const from = state.answered === undefined ? -1 : handed.lastIndexOf(state.answered);
  return from < 0 ? [] : [...new Set([settled, ...handed.slice(from)])];
}

const MOST_FORMER = 3;

/** Every episode has answered for a commit. */
export function settle(state: SyncState, commit: string): void {
  const { settled: before } = state;
  if (before !== undefined && before !== commit)
    state.former = [...(state.former ?? []), before].slice(-MOST_FORMER);
  state.settled = commit;
  state.handed = state.handed.slice(state.handed.lastIndexOf(commit) + 1);
}

/** The commit that a check compares with, and whatever of ours may stand on YouTube. */
export function reachedBy(state: SyncState): SyncStatus['reached'] {
  const commit = newestHanded(state);
  if (commit === undefined || state.settled === undefined) return undefined;
  return { commit, bases: [...new Set([commit, ...basesOf(state), ...(state.former ?? [])])] };
}

/** The commit that was handed over last, settled or not. */
export const newestHanded = (state: SyncState): string | undefined => state.handed.at(-1) ?? state.settled;

export function describeSync(state: SyncState): SyncStatus {
  const { head, settled, seq, refused, refusedCount, orphaned, orphans = [], rewrite, waits, last } = state;
  const { approved = [], rejected = [], rewritePausedBy } = state;
  const reached = reachedBy(state);
  return {
    seq,
    refused,
    refusedCount,
    orphaned,
    last,
    paused: state.pausedBy !== undefined,
    ...(orphans.length === 0 ? {} : { orphans }),
    ...(head === undefined ? {} : { head }),
    ...(settled === undefined ? {} : { settled }),
    ...(waits === undefined ? {} : { waits }),
    ...(reached === undefined ? {} : { reached }),
    ...(rewrite === undefined ? {} : { rewrite: rewrite.workflowId }),
    ...(rewritePausedBy === undefined ? {} : { rewritePausedBy }),
    ...(approved.length + rejected.length === 0
      ? {}
      : { decided: { approved: approved.length, rejected: rejected.length } }),
  };
}
