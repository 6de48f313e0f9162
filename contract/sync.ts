import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  ApprovalRequest,
  ChangeSample,
  PendingApproval,
  PriorDecisions,
} from '../domain/changes/approval/approval.ts';
import type { GivenAnswer } from './answers.ts';
import type { ChannelFindings, NeedGroup } from './attention.ts';
import type { CommitInfo } from './commit.ts';
import type { TakeOverOffers } from './drift.ts';
import type { FileProblem } from './episode.ts';
import { type Operator, statusQuery } from './operator.ts';
import type { ReconcileTarget, RewriteResult, RewriteScope } from './rewrite.ts';

export const checkBranch = defineSignal<[{ readonly because?: string }]>('checkBranch');

export const rewriteFinished = defineSignal<[RewriteResult]>('rewriteFinished');

export const driftFound = defineSignal<[OutOfDate]>('driftFound');

export const approvalRecorded = defineSignal<[RecordedApproval]>('approvalRecorded');

export const accept = defineUpdate<string, [Acceptance]>('accept');

export const takeOver = defineUpdate<string, [TakeOverRequest]>('takeOver');

/** From the quota manager: the channel is verified, and these thumbnails, which waited for it, are to be sent in this order. */
export const thumbnailsAllowed = defineSignal<[AllowedThumbnails]>('thumbnailsAllowed');

export const syncStatus = defineQuery<SyncStatus>(statusQuery);

/**
 * Videos to take over: of a show, of these episodes, or of all that name one. `atMost`: so many of those that are not ours, the oldest
 * first; `inSteps`: first one, then ten, then the rest, by how many are ours already.
 */
export type TakeOverRequest = Operator & {
  readonly show?: string;
  readonly episodes?: readonly string[];
  readonly atMost?: number;
  readonly inSteps?: boolean;
};

export type ClaimedRequest = Omit<TakeOverRequest, 'by' | 'atMost' | 'inSteps'> & { readonly commit: string };

/** `of`: how many there are. `unknown`: what the request names and the content has not, in words. */
export type ClaimedEpisodes = {
  readonly episodes: readonly string[];
  readonly of: number;
  readonly unknown?: string;
};

/** The commit that an operator accepts, by its id or at least its first seven characters. */
export type Acceptance = Operator & { readonly commit: string };

/**
 * What `sync` records of a rewrite past its end: what a person decided (keys by `hashPair`), the approval that it waits for, who
 * paused it (null: it was resumed), and that everything else has answered.
 */
export type RecordedApproval = {
  readonly commit: string;
  readonly approved?: readonly string[];
  readonly rejected?: readonly string[];
  readonly pending?: Pick<ApprovalRequest, 'checksum' | 'changeKeys'>;
  readonly pausedBy?: string | null;
  readonly answered?: true;
};

/** What a drift check found: `count` episodes of `commit` that must be written again, the first 500 by id. */
export type OutOfDate = {
  readonly commit: string;
  readonly count: number;
  readonly episodes: readonly string[];
  /** Videos that were never handed over; absent: the check did not compare everything. */
  readonly takeOvers?: TakeOverOffers;
  /** Absent: the check did not compare everything. */
  readonly findings?: ChannelFindings;
};

/** A problem of the content, as operators see it. */
export type ContentProblem = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
};

/** An episode that lost its file. `restore`: the command that restores the file; `at`: ms since 1970, when it was found. */
export type OrphanedEpisode = {
  readonly episodeId: string;
  readonly path: string;
  readonly restore: string;
  readonly at: number;
};

/** A commit that waits for a person, because of what it removes, or of what it changes about the channel, the markers or `drift`. */
export type BlockedCommit = Partial<MassRemoval> &
  CommitInfo & {
    /** Present when it names another channel, gives up the marker, or says `drift: overwrite`: what it changes, in words. */
    readonly identity?: readonly string[];
  };

export type SyncStatus = {
  readonly head?: string;
  /** Of the head. */
  readonly headInfo?: CommitInfo;
  readonly syncedCommit?: string;
  readonly seq: number;
  readonly refused: readonly ContentProblem[];
  readonly refusedCount: number;
  readonly orphaned: readonly string[];
  /** Those of earlier commits too, with the command that restores them. */
  readonly orphans?: readonly OrphanedEpisode[];
  readonly rewrite?: string;
  readonly paused: boolean;
  readonly pausedBy?: string;
  /** ISO 8601 */
  readonly pausedAt?: string;
  /** The newest dispatched commit, and those whose texts may be on YouTube. */
  readonly comparedWith?: { readonly commit: string; readonly baseCommits: readonly string[] };
  /** Nothing of this commit is done until a person accepts it or a newer one comes. */
  readonly blockedCommit?: BlockedCommit;
  /** Videos that files name and that were never handed over, as the last drift check found them. */
  readonly takeOvers?: TakeOverOffers;
  readonly lastEvent: string;
  /** Numbers of changes recorded as approved and as rejected. */
  readonly decisions?: { readonly approved: number; readonly rejected: number };
  /** Rewrites are paused, also the next one. */
  readonly rewritePausedBy?: string;
  /** What needs a person, the gravest first. */
  readonly needs?: readonly NeedGroup[];
  /** To updates that are for one episode, the newest first. */
  readonly answers?: readonly GivenAnswer[];
};

/** What a commit changes: the episodes with a change in their own file, and how many change through a shared file. */
export type CommitPlan = {
  /** false: there is no usable academy.yaml; nothing is done. */
  readonly usable: boolean;
  readonly subject: string;
  /** By name. */
  readonly author?: string;
  /** When it was made, ISO 8601. */
  readonly at?: string;
  /** Its page where the repository is hosted. */
  readonly url?: string;
  readonly direct: readonly ReconcileTarget[];
  readonly indirect: number;
  readonly refused: readonly ContentProblem[];
  readonly refusedCount: number;
  /** Episodes whose own file is broken: the first problem of each, at most 30. */
  readonly broken?: readonly (FileProblem & { readonly episodeId: string })[];
  readonly orphaned: readonly string[];
  /** Those of this commit and of earlier ones, the newest first, at most 20: until a file names them again, or for 30 days. */
  readonly orphans?: readonly OrphanedEpisode[];
  /** Former ids: their workflows end before those of the present ids start. */
  readonly moved?: readonly ReconcileTarget[];
  /** Present when so many episodes would lose their file that the read may be incomplete: a person is asked first. */
  readonly removal?: MassRemoval;
  /** Present when it names another channel than the commit before, gives up its marker, or says `drift: overwrite`: a person is asked first. */
  readonly identity?: readonly string[];
  /** Where the repository is hosted, statuses of commits are wanted. */
  readonly reports?: true;
  /** The indirect changes that wait for an approval. */
  readonly pendingApproval?: PendingApproval;
  /** What the indirect changes are, before and after; absent: it is not known. */
  readonly sample?: ChangeSample;
  /** Publications that an earlier approval named, by `hashPublication`. */
  readonly approvedPublications?: readonly string[];
  /** It is unknown what is on YouTube: the rewrite compares everything first, and may then need an approval. */
  readonly needsPreflight?: true;
};

/** Episodes that lose their file against the previous commit, which had `of`. `first`: some of their ids. */
export type MassRemoval = {
  readonly orphaned: number;
  readonly of: number;
  readonly first: readonly string[];
};

/** `before`: the commit that was dispatched last. `at`: ms since 1970. */
export type CommitPlanRequest = RewriteScope & {
  readonly at: number;
  readonly before?: string;
  readonly orphans?: readonly OrphanedEpisode[];
  readonly priorDecisions?: PriorDecisions;
};

export type AllowedThumbnails = { readonly episodes: readonly string[] };
