import type { RewriteCounts } from '../../contract/rewrite.ts';
import type { BlockedCommit, ContentProblem, OrphanedEpisode, SyncStatus } from '../../contract/sync.ts';
import type { PriorDecisions } from '../../domain/changes/approval/approval.ts';
import { defined } from '../../domain/shared/defined.ts';

/** Plain JSON, bounded. */
export type SyncState = {
  /** The commit it was last told to reach. */
  head?: string | undefined;
  /** The commit that every episode has answered for. */
  syncedCommit?: string | undefined;
  /** Commits handed over since `settled`: their texts may stand on YouTube too. */
  dispatched: readonly string[];
  /** Commits that were settled before: what equals one of them and no longer what is desired was not done. */
  earlierCommits?: readonly string[] | undefined;
  /** Always growing, also past a lost history: it never falls behind the clock. */
  seq: number;
  rewrite?: { readonly workflowId: string; readonly commit: string } | undefined;
  refused: readonly ContentProblem[];
  refusedCount: number;
  orphaned: readonly string[];
  orphans?: readonly OrphanedEpisode[];
  pausedBy?: string | undefined;
  /** The branch's head when it would orphan too many episodes; `head` is then still the commit before. */
  blockedCommit?: BlockedCommit | undefined;
  /** The commit that an operator let through. */
  accepted?: { readonly commit: string; readonly by: string } | undefined;
  /** What persons decided about rewrites, by `hashPair`: the newest `MOST_PAIRS` of each. */
  approved?: readonly string[] | undefined;
  rejected?: readonly string[] | undefined;
  /** The question that stands. */
  pendingApproval?: NonNullable<PriorDecisions['pending']> | undefined;
  /** Grows with each decision, so that a plan that was made before one is made again. */
  decisions?: number | undefined;
  rewritePausedBy?: string | undefined;
  /** The commit handed over for which all has answered but what waits for a person. */
  answered?: string | undefined;
  lastEvent: string;
  counts?: RewriteCounts | undefined;
  lastAttributes?: string | undefined;
};

export const NEW_SYNC: SyncState = {
  dispatched: [],
  seq: 0,
  refused: [],
  refusedCount: 0,
  orphaned: [],
  lastEvent: 'nothing followed yet',
};

/** More than this many commits behind: everything is compared with YouTube instead. */
export const MOST_DISPATCHED = 20;

/** Commits whose texts may stand on YouTube; none: nobody knows, everything is compared. */
export function baseCommitsOf(state: SyncState): readonly string[] {
  const { syncedCommit: settled, dispatched: handed } = state;
  if (settled === undefined) return [];
  if (handed.length <= MOST_DISPATCHED) return [...new Set([settled, ...handed])];
  // While a person lets a rewrite wait, commits go on: what came before the one that was answered is not needed.
  const from = state.answered === undefined ? -1 : handed.lastIndexOf(state.answered);
  return from < 0 ? [] : [...new Set([settled, ...handed.slice(from)])];
}

const MOST_FORMER = 3;

/** Every episode has answered for a commit. */
export function recordSynced(state: SyncState, commit: string): void {
  const { syncedCommit: before } = state;
  if (before !== undefined && before !== commit)
    state.earlierCommits = [...(state.earlierCommits ?? []), before].slice(-MOST_FORMER);
  state.syncedCommit = commit;
  state.dispatched = state.dispatched.slice(state.dispatched.lastIndexOf(commit) + 1);
}

/** The commit that a check compares with, and whatever of ours may stand on YouTube. */
export function comparedWith(state: SyncState): SyncStatus['comparedWith'] {
  const commit = newestDispatched(state);
  if (commit === undefined || state.syncedCommit === undefined) return undefined;
  return {
    commit,
    baseCommits: [...new Set([commit, ...baseCommitsOf(state), ...(state.earlierCommits ?? [])])],
  };
}

/** The commit that was handed over last, settled or not. */
export const newestDispatched = (state: SyncState): string | undefined =>
  state.dispatched.at(-1) ?? state.syncedCommit;

export function toSyncStatus(state: SyncState): SyncStatus {
  const {
    head,
    syncedCommit: settled,
    seq,
    refused,
    refusedCount,
    orphaned,
    orphans = [],
    rewrite,
    blockedCommit: waits,
    lastEvent: last,
  } = state;
  const { approved = [], rejected = [], rewritePausedBy } = state;
  const reached = comparedWith(state);
  return {
    seq,
    refused,
    refusedCount,
    orphaned,
    lastEvent: last,
    paused: state.pausedBy !== undefined,
    ...(orphans.length === 0 ? {} : { orphans }),
    ...defined({
      head,
      syncedCommit: settled,
      blockedCommit: waits,
      comparedWith: reached,
      rewrite: rewrite?.workflowId,
      rewritePausedBy,
      pausedBy: state.pausedBy,
    }),
    ...(approved.length + rejected.length === 0
      ? {}
      : { decisions: { approved: approved.length, rejected: rejected.length } }),
  };
}
