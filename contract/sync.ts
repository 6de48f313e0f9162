import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  ApprovalRequest,
  PendingApproval,
  PriorDecisions,
} from '../domain/changes/approval/approval.ts';
import type { Operator } from './operator.ts';
import { statusQuery } from './quota.ts';
import type { ReconcileTarget, RewriteResult, RewriteScope } from './rewrite.ts';

/** Which commit an operator lets through, by its id or its first seven characters or more. */
export type Acceptance = Operator & { readonly commit: string };

/**
 * What `sync` keeps of a rewrite past its end: what a person decided (pairs by `hashPair`), the question that stands, who
 * paused it (null: nobody any more), and that all but what waits has answered.
 */
export type RecordedApproval = {
  readonly commit: string;
  readonly approved?: readonly string[];
  readonly rejected?: readonly string[];
  readonly pending?: Pick<ApprovalRequest, 'checksum' | 'changeKeys'>;
  readonly pausedBy?: string | null;
  readonly answered?: true;
};

/** What drift found: `count` episodes of `commit` that are ours to write again, the first 500 of them by id. */
export type OutOfDate = {
  readonly commit: string;
  readonly count: number;
  readonly episodes: readonly string[];
};

export const checkBranch = defineSignal<[{ readonly because: string }]>('checkBranch');

export const rewriteFinished = defineSignal<[RewriteResult]>('rewriteFinished');

export const driftFound = defineSignal<[OutOfDate]>('driftFound');

export const approvalRecorded = defineSignal<[RecordedApproval]>('approvalRecorded');

export const accept = defineUpdate<string, [Acceptance]>('accept');

export const syncStatus = defineQuery<SyncStatus>(statusQuery);

/** A fault of the content as operators see it: the place and the message. */
export type ContentProblem = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
};

/** An episode that lost its file. `restore`: the command that brings it back; `at`: ms since 1970, when that was found. */
export type OrphanedEpisode = {
  readonly episodeId: string;
  readonly path: string;
  readonly restore: string;
  readonly at: number;
};

/** A commit that would orphan so many episodes that it waits for a person; `of`: episodes of the commit before. */
export type BlockedCommit = {
  readonly commit: string;
  readonly subject: string;
  readonly orphaned: number;
  readonly of: number;
  readonly first: readonly string[];
};

export type SyncStatus = {
  readonly head?: string;
  readonly syncedCommit?: string;
  readonly seq: number;
  readonly refused: readonly ContentProblem[];
  readonly refusedCount: number;
  readonly orphaned: readonly string[];
  /** Those of earlier commits too, with what brings them back. */
  readonly orphans?: readonly OrphanedEpisode[];
  readonly rewrite?: string;
  readonly paused: boolean;
  readonly pausedBy?: string;
  /** The commit that was handed over last, and those whose texts may stand on YouTube. */
  readonly comparedWith?: { readonly commit: string; readonly baseCommits: readonly string[] };
  /** Nothing of this commit is done until somebody accepts it or a newer one comes. */
  readonly blockedCommit?: BlockedCommit;
  readonly lastEvent: string;
  /** Pairs that are kept as approved and as rejected. */
  readonly decisions?: { readonly approved: number; readonly rejected: number };
  /** The rewrites are paused, also the next one. */
  readonly rewritePausedBy?: string;
};

/** What a commit means for the work: who is woken by its own file, how much goes through the rewrite. */
export type CommitPlan = {
  /** false: there is no usable academy.yaml; nothing is done. */
  readonly usable: boolean;
  readonly subject: string;
  readonly direct: readonly ReconcileTarget[];
  readonly indirect: number;
  readonly refused: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly code: string;
    readonly message: string;
  }[];
  readonly refusedCount: number;
  readonly orphaned: readonly string[];
  /** Those of this commit and of earlier ones, the newest first, at most 20: until a file names them again, or for 30 days. */
  readonly orphans?: readonly OrphanedEpisode[];
  /** Former ids: their own workflows end before the present ids' begin. */
  readonly moved?: readonly ReconcileTarget[];
  /** There when so many episodes would lose their file that the read may be a partial one: a person is asked first. */
  readonly removal?: MassRemoval;
  /** What of `shared` waits for a person, and stays as it is until then. */
  readonly pendingApproval?: PendingApproval;
  /** Nobody knows what stands on YouTube: the rewrite looks first how much really differs, and may have to ask then. */
  readonly needsPreflight?: true;
};

/** Episodes that lose their file against the commit before, of how many that it had. `first`: some of their ids. */
export type MassRemoval = {
  readonly orphaned: number;
  readonly of: number;
  readonly first: readonly string[];
};

/** `before`: the commit that was handed over last. `at`: ms since 1970. */
export type CommitPlanRequest = RewriteScope & {
  readonly at: number;
  readonly before?: string;
  readonly orphans?: readonly OrphanedEpisode[];
  readonly priorDecisions?: PriorDecisions;
};
