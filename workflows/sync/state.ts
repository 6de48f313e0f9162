import type { GivenAnswer } from '../../contract/answers.ts';
import { type CommitInfo, infoOf } from '../../contract/commit.ts';
import type { OpenReport } from '../../contract/commit-report.ts';
import type { TakeOverOffers } from '../../contract/drift.ts';
import type { Notice } from '../../contract/notifications.ts';
import type { ApprovedTakeOver, RewriteCounts } from '../../contract/rewrite.ts';
import type { BlockedCommit, ContentProblem, OrphanedEpisode, SyncStatus } from '../../contract/sync.ts';
import type { PriorDecisions } from '../../domain/changes/approval/approval.ts';
import { defined } from '../../domain/shared/defined.ts';
import { groupNeeds, type NeedsList, NO_NEEDS } from './needs.ts';

/** Plain JSON, bounded. */
export type SyncState = {
  /** The newest commit that was processed. */
  head?: string | undefined;
  /** The newest commit that every episode has answered for. */
  syncedCommit?: string | undefined;
  /** Commits dispatched since `syncedCommit`: their texts may be on YouTube too. */
  dispatched: readonly string[];
  /** Commits synced before: a video that equals one of them and not the desired state was missed. */
  earlierCommits?: readonly string[] | undefined;
  /** Always grows, even after all state was lost: it is never less than the clock. */
  seq: number;
  rewrite?: { readonly workflowId: string; readonly commit: string } | undefined;
  refused: readonly ContentProblem[];
  refusedCount: number;
  orphaned: readonly string[];
  orphans?: readonly OrphanedEpisode[];
  pausedBy?: string | undefined;
  /** ISO 8601 */
  pausedAt?: string | undefined;
  /** The branch's head when it must be accepted first; `head` is then still the commit before. */
  blockedCommit?: BlockedCommit | undefined;
  /** The commit that an operator accepted. */
  accepted?: { readonly commit: string; readonly by: string } | undefined;
  /** What people decided about rewrites, as keys by `hashPair`: the newest `MAX_CHANGE_KEYS` of each. */
  approved?: readonly string[] | undefined;
  rejected?: readonly string[] | undefined;
  /** The approval that the open rewrite waits for. */
  pendingApproval?: NonNullable<PriorDecisions['pending']> | undefined;
  /** Grows with each decision, so that a plan made before it is made again. */
  decisions?: number | undefined;
  rewritePausedBy?: string | undefined;
  /** The dispatched commit for which only what needs an approval has not answered. */
  answered?: string | undefined;
  /** Videos that were never handed over, as the last drift check found them. */
  takeOvers?: TakeOverOffers | undefined;
  /** Episodes whose page shows that their file is broken. */
  brokenEpisodes?: readonly string[] | undefined;
  /** A take-over that a commit superseded: it goes on when the commit is done. */
  unfinishedTakeOver?: ApprovedTakeOver | undefined;
  /** Episodes whose thumbnails waited until the channel was verified. `at`: not before, ms since 1970. */
  thumbnails?: { readonly episodes: readonly string[]; readonly at?: number } | undefined;
  /** What needs a person. */
  needs?: NeedsList | undefined;
  /** The keys of what was sent to `notifications` and is not cured, and what is still to be sent. */
  noticed?: readonly string[] | undefined;
  outbox?: readonly Notice[] | undefined;
  /** What is reported of the head to where the repository is hosted. */
  report?: OpenReport | undefined;
  /** The subject of the head. */
  subject?: string | undefined;
  headInfo?: CommitInfo | undefined;
  /** Sets the search attribute Reason. Absent in runs of version 0.2, which must replay. */
  setsReasons?: true | undefined;
  /** The last answers to updates that are for one episode. They are not carried to the next run. */
  answers?: readonly GivenAnswer[] | undefined;
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
  lastEvent: 'no commit processed yet',
};

/** With more dispatched commits than this, everything is compared with YouTube instead. */
export const MAX_DISPATCHED = 20;

/** Commits whose texts may be on YouTube; none: unknown, everything is compared. */
export function baseCommitsOf(state: SyncState): readonly string[] {
  const { syncedCommit, dispatched } = state;
  if (syncedCommit === undefined) return [];
  if (dispatched.length <= MAX_DISPATCHED) return [...new Set([syncedCommit, ...dispatched])];
  // While a rewrite waits for an approval, commits go on: those before the answered one are not needed.
  const from = state.answered === undefined ? -1 : dispatched.lastIndexOf(state.answered);
  return from < 0 ? [] : [...new Set([syncedCommit, ...dispatched.slice(from)])];
}

const MAX_EARLIER = 3;

/** Records that every episode has answered for a commit. */
export function recordSynced(state: SyncState, commit: string): void {
  const { syncedCommit: before } = state;
  if (before !== undefined && before !== commit)
    state.earlierCommits = [...(state.earlierCommits ?? []), before].slice(-MAX_EARLIER);
  state.syncedCommit = commit;
  state.dispatched = state.dispatched.slice(state.dispatched.lastIndexOf(commit) + 1);
}

/** The commit that a drift check compares with, and the commits whose texts may be on YouTube. */
export function comparedWith(state: SyncState): SyncStatus['comparedWith'] {
  const commit = newestDispatched(state);
  if (commit === undefined || state.syncedCommit === undefined) return undefined;
  return {
    commit,
    baseCommits: [...new Set([commit, ...baseCommitsOf(state), ...(state.earlierCommits ?? [])])],
  };
}

/** The commit that was dispatched last, synced or not. */
export const newestDispatched = (state: SyncState): string | undefined =>
  state.dispatched.at(-1) ?? state.syncedCommit;

export function toSyncStatus(state: SyncState): SyncStatus {
  const {
    head,
    syncedCommit,
    seq,
    refused,
    refusedCount,
    orphaned,
    orphans = [],
    rewrite,
    blockedCommit,
    lastEvent,
  } = state;
  const { approved = [], rejected = [], rewritePausedBy, needs = NO_NEEDS } = state;
  return {
    seq,
    refused,
    refusedCount,
    orphaned,
    lastEvent,
    paused: state.pausedBy !== undefined,
    ...(orphans.length === 0 ? {} : { orphans }),
    ...(needs.subjects.length === 0 ? {} : { needs: groupNeeds(needs) }),
    ...defined({
      head,
      headInfo: infoOf(head, state.headInfo),
      syncedCommit,
      blockedCommit,
      takeOvers: state.takeOvers,
      comparedWith: comparedWith(state),
      rewrite: rewrite?.workflowId,
      rewritePausedBy,
      pausedBy: state.pausedBy,
      pausedAt: state.pausedAt,
      answers: state.answers,
    }),
    ...(approved.length + rejected.length === 0
      ? {}
      : { decisions: { approved: approved.length, rejected: rejected.length } }),
  };
}
