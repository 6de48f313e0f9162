import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ShownDifference } from '../domain/changes/adopt/types.ts';
import type {
  ApprovalRequest,
  ChangeSample,
  PendingApproval,
  PriorDecisions,
} from '../domain/changes/approval/approval.ts';
import type { Remembered } from '../domain/changes/hand-over.ts';
import type { Phase } from '../domain/changes/live.ts';
import type { TakeOverPlan } from '../domain/changes/take-over.ts';
import type { CommitInfo } from './commit.ts';
import type { ReconcileRequest, ReconcileResult, VerdictKind } from './episode.ts';
import { type Operator, statusQuery } from './operator.ts';
import type { QuotaGrant } from './quota.ts';

export const supersede = defineSignal<[{ readonly commit: string }]>('supersede');

export const approve = defineUpdate<string, [Approval]>('approve');

export const reject = defineUpdate<string, [Rejection]>('reject');

export const rewriteStatus = defineQuery<RewriteStatus>(statusQuery);

/** What it changed, a page at a time; without a page: the first. */
export const rewriteChanges = defineQuery<ChangesPage, [page?: unknown]>('changes');

/** A person approves the plan with this checksum. */
export type Approval = Operator & { readonly checksum: string };

/** Without a checksum: the plan that waits now. */
export type Rejection = Operator & { readonly checksum?: string };

/** How a rewrite ended, sent to `sync`. */
export type RewriteResult = {
  readonly commit: string;
  readonly superseded: boolean;
  readonly counts: RewriteCounts;
  readonly units?: number;
  /** Why some episodes were not written: the first of each kind. */
  readonly notes?: readonly string[];
  /** Videos that were taken over, by show. */
  readonly tookOver?: readonly TookOver[];
  /** Of a take-over that a commit superseded: what was approved and is not written yet. */
  readonly unfinished?: ApprovedTakeOver;
};

/** `keys`: of the videos as they were when a person approved, from `takeOverKey`. `episodes` may hold others too. */
export type ApprovedTakeOver = { readonly episodes: readonly string[]; readonly keys: readonly string[] };

/** `show` absent: of episodes without one. */
export type TookOver = { readonly show?: string; readonly count: number };

export type RewriteCounts = Readonly<Record<VerdictKind | 'missed', number>>;

/** What happened to the episodes, for people. */
export const VERDICT_LABELS: Readonly<Record<keyof RewriteCounts, string>> = {
  written: 'written',
  unchanged: 'already right',
  'not-ours': 'never handed over, left alone',
  edited: "a person's edit kept",
  deferred: 'deferred: their own workflows do it later',
  stalled: 'wait for a person',
  failed: 'failed',
  missed: 'over without a video',
};

/** A pending approval for people: the number of episodes instead of their keys. */
export type PendingApprovalSummary = Omit<ApprovalRequest, 'changeKeys' | 'publishing' | 'publishingOnly'> & {
  readonly episodes: number;
  /** How many videos it publishes, from what to what, and the first of each kind. */
  readonly publishing?: string;
  /** Of `episodes`, those of which everything but the publication is written already. */
  readonly publishingOnly?: number;
};

export type RewriteStatus = {
  readonly commit: string;
  readonly subject?: string;
  readonly commitInfo?: CommitInfo;
  /** By a newer commit. */
  readonly superseded?: true;
  /** The differences are being counted; nothing has been written yet. */
  readonly preflight?: true;
  /** Every episode has answered except those that are waiting for approval or were rejected. */
  readonly answered?: true;
  /** It writes what its commit changed, so that a revert of the commit takes it back. */
  readonly ofCommit?: true;
  /** It takes over videos that were never handed over. */
  readonly takeOver?: true;
  /** Units that a day has for it; known once it had to wait. */
  readonly daily?: number;
  readonly pausedBy?: string;
  /** ISO 8601 */
  readonly pausedAt?: string;
  readonly total: number;
  readonly done: number;
  readonly counts: RewriteCounts;
  readonly units: number;
  readonly waitingUntil?: string;
  /** It waits until what `quota` shows is fixed. */
  readonly stopped?: true;
  readonly paused: boolean;
  readonly notes: readonly string[];
  /** What it changes, before and after, and the first videos that it wrote; the first ten of these with their changes. */
  readonly sample?: ChangeSample;
  readonly written?: readonly WrittenVideo[];
  /** Present while something is left. `endsAt`: ISO 8601. */
  readonly progress?: { readonly perSecond: number; readonly endsAt: string };
  /** What waits for an approval, and what was rejected: neither is written. `base`: the commit synced before. */
  readonly pending?: PendingApprovalSummary;
  readonly rejected?: PendingApprovalSummary & { readonly by?: string };
  readonly base?: string;
};

/** `did`: what was written, in words. `changes`: its beginning, before and after; absent: not texts or settings, or not kept. */
export type WrittenVideo = {
  readonly episodeId: string;
  readonly title?: string;
  readonly videoId?: string;
  /** Where YouTube's pages of videos are; absent: youtu.be. */
  readonly pages?: string;
  readonly did: string;
  readonly changes?: readonly ShownDifference[];
};

/** For people, who read it as JSON. `videos`: of this page; `shown`: on all pages; `written`: by the rewrite so far. */
export type ChangesPage = {
  readonly page: number;
  readonly of: number;
  readonly written: number;
  readonly shown: number;
  readonly next: string;
  readonly videos: readonly ChangedVideo[];
};

/** `before` and `after` have the first lines that differ; `more`: how many they leave out. */
export type ChangedVideo = {
  readonly episode: string;
  readonly title?: string;
  readonly video?: string;
  readonly did: string;
  readonly changes: readonly {
    readonly field: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly more?: number;
  }[];
};

/** One episode to reconcile; title, show and guests are for the Temporal UI when its workflow starts. */
export type ReconcileTarget = {
  readonly episodeId: string;
  readonly title: string;
  readonly show?: string;
  readonly guests: readonly string[];
  readonly videoId?: string;
  /** Of a finished video, as it was listed. */
  readonly phase?: Phase;
  /** Units that it may need, from the caller's grant if there is one. */
  readonly units: number;
  /** Former ids of the episode. */
  readonly formerIds?: readonly string[];
  /** Whose the video is was read; `remembered`: what a run that starts with it knows. Absent: what the last run remembers is read instead. */
  readonly handedOver?: { readonly remembered?: Remembered };
  /** Steps are due, which the last run may have seen refused. */
  readonly hasSteps?: true;
  /** What a take-over of it would do. */
  readonly takeOver?: Pick<TakeOverPlan, 'key' | 'classes'>;
  /** `sync` lists it as one that needs a person. */
  readonly listed?: true;
  /** Its workflow waits for the stream and so remembers the newest request. */
  readonly staysOpen?: true;
  /** An approval names its publication. */
  readonly mayPublish?: true;
};

export type ReconcileBatch = {
  readonly targets: readonly ReconcileTarget[];
  readonly request: Omit<ReconcileRequest, 'videoId' | 'grant'>;
  /** The grant that pays for `units` of the targets. */
  readonly grant?: Omit<QuotaGrant, 'units'>;
  /** Part of the update id, so that a repeated activity sends the same updates. */
  readonly requestId: string;
};

export type EpisodeResult = ReconcileResult & { readonly episodeId: string };

export type RewriteScope = {
  readonly commit: string;
  readonly baseCommits: readonly string[];
  /** Only these episodes, whatever the base commits say. */
  readonly only?: readonly string[];
  /** By `hashPair`: only these changes, and never those. */
  readonly changeKeys?: readonly string[];
  readonly excludedKeys?: readonly string[];
};

/** `at`: ms since 1970, the start of the rewrite. */
export type ApprovalPlanRequest = RewriteScope & {
  readonly at: number;
  readonly priorDecisions: PriorDecisions;
};

/** What a comparison with YouTube found, and of how many; `of` absent: it is all of them. `spent`: units of the comparison. */
export type TakeOverPlanRequest = {
  readonly found: readonly TakeOverPlan[];
  readonly of?: number;
  readonly spent?: number;
};

export type ApprovalPlan = { readonly pendingApproval?: PendingApproval };

/** `at`: ms since 1970, fixes the order of work for the whole rewrite. */
export type SliceRequest = RewriteScope & {
  /** By `hashPublication`: videos that may be published. */
  readonly publicationKeys?: readonly string[];
  readonly at: number;
  readonly from: number;
  readonly size: number;
  /** Only videos that were never handed over; `changeKeys` are then those of approved take-overs. */
  readonly takeOver?: true;
  readonly grant: QuotaGrant;
};

export type SliceResult = {
  readonly spent: number;
  /** Episodes that differ from live, to reconcile. */
  readonly targets: readonly ReconcileTarget[];
  /** Episodes that need no reconcile. */
  readonly counts: Partial<RewriteCounts>;
  readonly notes: readonly { readonly kind: keyof RewriteCounts; readonly text: string }[];
};
