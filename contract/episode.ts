import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Adoption, ShownDifference, Whose } from '../domain/changes/adopt/types.ts';
import type { Need } from './attention.ts';
import type { CommitInfo } from './commit.ts';
import type { RefusedStepStatus, Step } from './episode-steps.ts';
import { type Operator, statusQuery } from './operator.ts';
import type { QuotaGrant } from './quota.ts';

export type { Adoption } from '../domain/changes/adopt/types.ts';
export type { Remembered } from '../domain/changes/hand-over.ts';
export type { ReplacedReport } from '../domain/changes/replaced.ts';

export const reconcile = defineUpdate<ReconcileResult, [ReconcileRequest]>('reconcile');

export const create = defineUpdate<string, [Operator]>('create');

export const overwrite = defineUpdate<ReconcileResult, [FieldRequest]>('overwrite');

export const adopt = defineUpdate<Adoption, [FieldRequest]>('adopt');

export const restore = defineUpdate<ReconcileResult, [RestoreRequest]>('restore');

/** From `sync`: what is wrong with its file at the head; nothing: it is valid. */
export const fileChecked = defineSignal<[Partial<FileProblem>]>('fileChecked');

export const episodeStatus = defineQuery<EpisodeStatus>(statusQuery);

/**
 * Bring YouTube to what `commit` says. The highest `seq` wins, whenever it arrives. `baseCommits` may have been written before:
 * a text on YouTube that equals one of them is ours.
 */
export type ReconcileRequest = {
  readonly commit: string;
  readonly seq: number;
  readonly baseCommits: readonly string[];
  readonly cause: 'direct' | 'indirect';
  /** Of the commit, for people. */
  readonly commitInfo?: CommitInfo;
  /** Known from a listing: saves a search. */
  readonly videoId?: string;
  /** An approved take-over, by its key: it counts while the video says what was approved. */
  readonly takeOver?: string;
  /** Units that the caller has reserved for this episode. */
  readonly grant?: QuotaGrant;
  /** `sync` lists the episode as one that needs a person: it wants to know when that ends. */
  readonly listed?: true;
  /** A person said that this video may be published: in the approval of a rewrite, or by releasing the visibility by its name. */
  readonly mayPublish?: true;
  /** The caller shows what changed: the result has it, before and after. */
  readonly withChanges?: true;
};

/** not-ours: its file names a video that was never handed over; nothing is called until a take-over is approved. */
export const VERDICTS = [
  'written',
  'unchanged',
  'not-ours',
  'edited',
  'deferred',
  'stalled',
  'failed',
] as const;

export type VerdictKind = (typeof VERDICTS)[number];

/** How an episode answered one request to reconcile. `spent` counts only units of the caller's grant. */
export type ReconcileResult = {
  readonly kind: VerdictKind;
  readonly spent: number;
  readonly detail: string;
  /** Its workflow ends with this answer and forgets the request. */
  readonly ends?: true;
  /** Steps that were refused and are held back alone: everything else was done. The detail says why. */
  readonly refusedSteps?: readonly Step[];
  /** What was written, if the request wanted it: `removed` was on YouTube before, `added` is there now. */
  readonly changes?: readonly ShownDifference[];
  /** They come with `changes`. `videoPages`: where YouTube's pages of videos are; absent: youtu.be. */
  readonly videoId?: string;
  readonly videoPages?: string;
};

/**
 * The fields that an operator means, by their names under `fields`; absent: all that are reported as edited or unknown. A command
 * adds the commit of `sync` and the video, which a new run does not know.
 */
export type FieldRequest = Operator & {
  readonly fields?: readonly string[];
  readonly commit?: string;
  readonly seq?: number;
  readonly videoId?: string;
  /** Of `adopt`: the one that the operator chose of several videos. */
  readonly chosenVideoId?: string;
};

/**
 * Writes back what was on YouTube before: exactly one of `kept`, the hash of a kept entry, and `from`, the full id of a commit.
 * `shown`: `hashShown` of the texts that the operator compared with; a later edit is not overwritten.
 */
export type RestoreRequest = Operator & {
  readonly kept?: string;
  readonly from?: string;
  /** title, description, tags, thumbnail */
  readonly fields: readonly string[];
  readonly shown?: string;
  readonly commit?: string;
  readonly seq?: number;
  readonly videoId?: string;
};

/** `place`: the file with line and column. */
export type FileProblem = { readonly place: string; readonly message: string };

export type EpisodeStatus = {
  readonly episodeId: string;
  readonly title: string;
  readonly phase: string;
  readonly videoId?: string;
  /** Where YouTube's pages of videos are; absent: youtu.be. */
  readonly videoPages?: string;
  readonly commit?: string;
  /** Of its commit, and of the one that is not applied yet. */
  readonly commitInfo?: CommitInfo;
  readonly pendingInfo?: CommitInfo;
  /** What was last written to YouTube by this run, and when YouTube was last read. */
  readonly lastWrite?: LastWrite;
  readonly lastLookAt?: string;
  readonly seq: number;
  readonly next: string;
  readonly lastEvent: string;
  readonly attention?: string;
  /** Its file is broken at the head, and counts in its last valid version. */
  readonly fileProblem?: FileProblem;
  readonly needs?: readonly Need[];
  /** Nothing is left to do: its run ends, and then takes no update. */
  readonly ends?: true;
  readonly paused: boolean;
  readonly pausedBy?: string;
  /** ISO 8601 */
  readonly pausedAt?: string;
  /** ISO 8601 */
  readonly start?: string;
  /** When YouTube makes the private video public, ISO 8601, as last read. */
  readonly publishAt?: string;
  /** A commit that is not applied to YouTube yet. */
  readonly pendingCommit?: string;
  /** Stalled before its video is created: one that exists may already be this episode. */
  readonly asksForCreate?: true;
  /** Fields that a person edited: not overwritten until `overwrite` or `adopt`. */
  readonly skippedFields?: readonly string[];
  /** How they differ from the content, as they were last read. */
  readonly differences?: readonly ShownDifference[];
  /** Steps that were refused: held back alone, everything else goes on. */
  readonly refusedSteps?: readonly RefusedStepStatus[];
  /** Whose the video is; absent: ours. What is not ours is never offered to be overwritten. */
  readonly whose?: Whose;
  /** Of the videos that its file replaces: those that are not as they will be, or that the file says nothing of. */
  readonly replaced?: readonly string[];
};

/** `at`: ISO 8601 */
export type LastWrite = { readonly what: string; readonly at: string; readonly commit?: string };
