import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  ApprovalRequest,
  PendingApproval,
  PriorDecisions,
} from '../domain/changes/approval/approval.ts';
import type { Phase } from '../domain/changes/live.ts';
import type { ReconcileRequest, ReconcileResult, VerdictKind } from './episode.ts';
import type { Operator } from './operator.ts';
import { type QuotaGrant, statusQuery } from './quota.ts';

/** A person's answer to a rewrite that asks: the checksum says to which plan. */
export type Approval = Operator & { readonly checksum: string };

/** Without a checksum: whatever is asked now. */
export type Rejection = Operator & { readonly checksum?: string };

/** A rewrite's end, told to `sync`. */
export type RewriteResult = {
  readonly commit: string;
  readonly superseded: boolean;
  readonly counts: RewriteCounts;
  readonly units?: number;
  /** Why some were not written: the first of each kind. */
  readonly notes?: readonly string[];
};

export type RewriteCounts = Readonly<Record<VerdictKind | 'missed', number>>;

/** What became of its episodes, in words that need no other. */
export const VERDICT_LABELS: Readonly<Record<keyof RewriteCounts, string>> = {
  written: 'written',
  unchanged: 'already right',
  edited: "a person's edit kept",
  deferred: 'deferred: their own workflows do it later',
  stalled: 'wait for a person',
  failed: 'failed',
  missed: 'over without a video',
};

export const supersede = defineSignal<[{ readonly commit: string }]>('supersede');

export const approve = defineUpdate<string, [Approval]>('approve');

export const reject = defineUpdate<string, [Rejection]>('reject');

export const rewriteStatus = defineQuery<RewriteStatus>(statusQuery);

/** A question as people see it: how many pairs instead of the pairs. */
export type PendingApprovalSummary = Omit<ApprovalRequest, 'changeKeys'> & { readonly episodes: number };

export type RewriteStatus = {
  readonly commit: string;
  readonly subject?: string;
  /** By a newer commit. */
  readonly superseded?: true;
  /** The differences are being counted; nothing has been written yet. */
  readonly preflight?: true;
  /** Every episode has answered except those that are waiting for approval or were rejected. */
  readonly answered?: true;
  /** Units that a day has for it; known once it had to wait. */
  readonly daily?: number;
  readonly pausedBy?: string;
  readonly total: number;
  readonly done: number;
  readonly counts: RewriteCounts;
  readonly units: number;
  readonly waitingUntil?: string;
  readonly paused: boolean;
  readonly notes: readonly string[];
  /** While something is left; `endsAt` is ISO 8601. */
  readonly progress?: { readonly perSecond: number; readonly endsAt: string };
  /** What waits for a person, and what one said no to: nothing of both is written. `base`: what was settled before. */
  readonly pending?: PendingApprovalSummary;
  readonly rejected?: PendingApprovalSummary & { readonly by?: string };
  readonly base?: string;
};

/** One episode to be asked; the rest is for the Temporal UI when its workflow starts. */
export type ReconcileTarget = {
  readonly episodeId: string;
  readonly title: string;
  readonly show?: string;
  readonly guests: readonly string[];
  readonly videoId?: string;
  /** Of a video that is over, as it was listed. */
  readonly phase?: Phase;
  /** What it may need; of the asker's grant, where there is one. */
  readonly units: number;
  /** Its workflow waits for the stream, and so remembers the newest word it was told. */
  readonly staysOpen?: true;
};

export type ReconcileBatch = {
  readonly targets: readonly ReconcileTarget[];
  readonly request: Omit<ReconcileRequest, 'videoId' | 'grant'>;
  /** The grant that `units` of the targets are taken from. */
  readonly grant?: Omit<QuotaGrant, 'units'>;
  /** Makes the question the same when the activity is repeated. */
  readonly requestId: string;
};

export type EpisodeResult = ReconcileResult & { readonly episodeId: string };

export type RewriteScope = {
  readonly commit: string;
  readonly baseCommits: readonly string[];
  /** These episodes, whatever the bases say. */
  readonly only?: readonly string[];
  /** By `hashPair`: of those, these alone; and never those. */
  readonly changeKeys?: readonly string[];
  readonly excludedKeys?: readonly string[];
};

/** `at`: ms since 1970, as the rewrite has it. */
export type ApprovalPlanRequest = RewriteScope & {
  readonly at: number;
  readonly priorDecisions: PriorDecisions;
};

export type ApprovalPlan = { readonly pendingApproval?: PendingApproval };

/** `at`: ms since 1970, fixes the order of work for the whole rewrite. */
export type SliceRequest = RewriteScope & {
  readonly at: number;
  readonly from: number;
  readonly size: number;
  readonly grant: QuotaGrant;
};

export type SliceResult = {
  readonly spent: number;
  /** Those that differ from live, to be asked. */
  readonly targets: readonly ReconcileTarget[];
  /** What the listing already answered. */
  readonly counts: Partial<RewriteCounts>;
  readonly notes: readonly { readonly kind: keyof RewriteCounts; readonly text: string }[];
};
