import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Adoption, ShownDifference, Whose } from '../domain/changes/adopt/types.ts';
import type { Remembered } from '../domain/changes/hand-over.ts';
import type { Phase } from '../domain/changes/live.ts';
import type { ReplacedReport } from '../domain/changes/replaced.ts';
import type { Field } from '../domain/content/ownership.ts';
import type { Privacy } from '../domain/render/desired.ts';
import type { Need } from './attention.ts';
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

export type EpisodeStatus = {
  readonly episodeId: string;
  readonly title: string;
  readonly phase: string;
  readonly videoId?: string;
  readonly commit?: string;
  readonly seq: number;
  readonly next: string;
  readonly lastEvent: string;
  readonly attention?: string;
  readonly needs?: readonly Need[];
  /** Nothing is left to do: its run ends, and then takes no update. */
  readonly ends?: true;
  readonly paused: boolean;
  readonly pausedBy?: string;
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

/** A step that is held back. `since`: when this was first refused; `nextTry`: when it is tried again by itself. ISO 8601 */
export type RefusedStepStatus = {
  readonly step: Step;
  readonly message: string;
  readonly since: string;
  readonly nextTry?: string;
};

/** What a commit says about one episode, without its texts; read from git, costs no units. */
export type EpisodeFacts = {
  /** false: no file names it at this commit. */
  readonly found: boolean;
  readonly title: string;
  readonly show?: string;
  readonly guests: readonly string[];
  readonly kind: 'live' | 'video' | 'none';
  readonly status: 'draft' | 'scheduled' | 'cancelled';
  readonly manage: 'observe' | 'new' | 'full';
  readonly videoId?: string;
  /** A file says that this video is replaced: it is no episode's any more. */
  readonly replaced: boolean;
  /** Its present id; this one is a former id. */
  readonly movedTo?: string;
  /** ISO 8601, UTC */
  readonly start?: string;
  /** Its end has passed, by the worker's clock. */
  readonly finished: boolean;
  readonly privacy?: Privacy;
  /** Units that it may need: without a video, and with one. */
  readonly toCreate: QuotaNeed;
  readonly toUpdate: QuotaNeed;
  /** When its broadcast may be bound to its stream, ISO 8601: now for the next unfinished episode of the stream, else 24 h before its start. */
  readonly bindAt?: string;
  /** Milliseconds between searches for a broadcast whose insert got no answer. */
  readonly lookupDelaysMs: readonly number[];
};

/** Units: `want` for everything at once, `atLeast` for its first stage. */
export type QuotaNeed = { readonly want: number; readonly atLeast: number };

export type EpisodeRef = { readonly episodeId: string; readonly commit: string };

/** What each YouTube activity of an episode needs: the episode, its commit, the units. */
export type EpisodeCall = EpisodeRef & { readonly grant: QuotaGrant };

export type CreateRequest = EpisodeCall & {
  /** false: only search; an earlier insert may still appear. */
  readonly mayInsert: boolean;
  /** Commits that may be on YouTube: an episode that they name and `commit` does not has just lost its file. */
  readonly baseCommits: readonly string[];
  /** Videos that are not this episode, as an operator confirmed. */
  readonly otherVideoIds: readonly string[];
  readonly remembered?: Remembered;
};

export type CreateResult = {
  readonly spent: number;
  readonly outcome: 'created' | 'adopted' | 'missing' | 'missed';
  readonly videoId?: string;
  readonly remembered?: Remembered;
  /** Of a missed episode: videos whose descriptions link to its page. */
  readonly linkedVideoIds?: readonly string[];
  /** Steps before the first update of a broadcast whose creation is not finished, in this order. */
  readonly nextSteps?: readonly Step[];
};

/** `named`: its file says it already; `off`: the worker commits nothing; `refused`: it should, and may not push. */
export type RecordVideoResult =
  | { readonly kind: 'recorded'; readonly commit: string }
  | { readonly kind: 'named' }
  | { readonly kind: 'off' | 'refused'; readonly detail?: string };

export type VideoRequest = EpisodeCall & {
  readonly videoId: string;
  readonly baseCommits: readonly string[];
  readonly cause: 'direct' | 'indirect';
  /** Present while its creation is not finished: it may not be visible yet, and its steps come before its first update. */
  readonly madeMsAgo?: number;
  /** Fields that an operator released: a person's edit of them is overwritten, once. */
  readonly overwrite?: readonly Field[];
  /** Who released them. */
  readonly by?: string;
  /** Hash of the picture that the thumbnail on YouTube was last compared with. */
  readonly thumbnail?: string;
  /** What YouTube stored differently the last time. */
  readonly notConverged?: NotConverged;
  readonly remembered?: Remembered;
  readonly takeOver?: string;
  /** As in the request to reconcile. */
  readonly mayPublish?: true;
  /** Commits whose visibility stays in force, because a later one would publish the video and no approval names that. */
  readonly heldBases?: readonly string[];
  /** Replaced videos that are still to be written: their entries were new when they were first seen. */
  readonly replacedDue?: readonly string[];
  /** Of a step: what was refused the last time. */
  readonly lastRefusal?: LastRefusal;
};

/** What was refused, for its content or for the channel. */
export type StepRefusal = {
  /** A short hash of what the step wanted to send. */
  readonly hash: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** The reason of the refusal, YouTube's or ours. */
  readonly cause?: string;
  /** Those of several that were refused: playlists, or parts of replaced videos. Absent: the whole step. */
  readonly parts?: readonly string[];
};

/** `since`: when this was first refused; `times` in all; `nextTry`: when the same is sent again. Times are ms since 1970. */
export type RefusedStep = StepRefusal & {
  readonly since: number;
  readonly times: number;
  readonly nextTry: number;
};

export type RefusedSteps = Readonly<Partial<Record<Step, RefusedStep>>>;

/** `isHeldBack`: the same is not to be sent again yet. */
export type LastRefusal = Pick<StepRefusal, 'hash' | 'parts'> & { readonly isHeldBack: boolean };

/** What YouTube stored differently from what we sent, by field: short hashes of both, how often it was sent, and the first difference. */
export type NotConverged = Readonly<
  Partial<
    Record<
      Field,
      {
        readonly sent: string;
        readonly stored: string;
        readonly times: number;
        readonly was: string;
        readonly became: string;
        /** YouTube refused it and said this: it is left out. */
        readonly refused?: string;
      }
    >
  >
>;

/** replaced: what the file says of the videos that this one replaces. */
export type Step = 'bind' | 'unbind' | 'thumbnail' | 'playlists' | 'replaced';

export type UpdateResult = {
  readonly spent: number;
  readonly kind: 'written' | 'unchanged' | 'not-ours' | 'edited' | 'deferred';
  readonly detail: string;
  readonly phase: Phase;
  readonly title: string;
  readonly start?: string;
  /** Further steps that this video needs, in this order. */
  readonly nextSteps: readonly Step[];
  /** Fields that a person edited, or of unknown origin: not overwritten. */
  readonly skippedFields?: readonly Field[];
  /** How they differ from the content. */
  readonly differences?: readonly ShownDifference[];
  /** `status` of its file. */
  readonly status: EpisodeFacts['status'];
  /** Its start has passed and no stream is running. */
  readonly overdue: boolean;
  /** What YouTube would refuse, why, and what to do; the rest is done. */
  readonly refused?: string;
  /** What YouTube stored differently from what was sent. */
  readonly notConverged?: NotConverged;
  readonly remembered?: Remembered;
  /** When YouTube makes it public, ISO 8601; absent: it has no schedule. */
  readonly publishAt?: string;
  /** Commits whose visibility stays in force; absent: the one of this commit is. */
  readonly heldBases?: readonly string[];
  /** Fields that were written. */
  readonly wrote?: readonly Field[];
  /** The hash under which the texts of before are kept: a person's were overwritten. */
  readonly kept?: string;
  /** Absent: there is nothing to say of the videos that it replaces. */
  readonly replaced?: ReplacedReport;
  /** Milliseconds until it must be checked again; absent: never. */
  readonly checkInMs?: number;
};

/** `done: false`: nothing had to be written; `skippedField`: because a person edited this field. */
export type StepResult = {
  readonly spent: number;
  readonly done: boolean;
  readonly detail: string;
  readonly skippedField?: Field;
  /** Its start is near and it has no encoder: why, and what to do. */
  readonly unbound?: string;
  /** Hash of the picture that the thumbnail on YouTube was compared with. */
  readonly thumbnail?: string;
  /** The hash under which the picture of before is kept: a person's was overwritten. */
  readonly kept?: string;
  /** Of the step `replaced`: what is left to say and to do. */
  readonly replaced?: ReplacedReport;
  /** Milliseconds until it is worth another try. */
  readonly checkInMs?: number;
  /** Refused now: the rest of the step was done. */
  readonly refused?: StepRefusal;
  /** It wants what was refused the last time, and did not send it again. */
  readonly stillRefused?: true;
};

/** `fields`: as an operator names them; absent: all that a person edited. */
export type AdoptRequest = EpisodeCall & {
  readonly videoId?: string;
  /** The episode's run knows this video. */
  readonly remembered?: Remembered;
  /** An operator chose this one of several. */
  readonly chosen?: true;
  readonly fields?: readonly string[];
  /** Commits that may be on YouTube: a field equal to one of them is ours. */
  readonly baseCommits: readonly string[];
};

export type RestoreCall = EpisodeCall &
  Pick<RestoreRequest, 'kept' | 'from' | 'fields' | 'shown' | 'by' | 'videoId'> & {
    /** Commits that may be on YouTube: a text equal to one of them need not be kept. */
    readonly baseCommits: readonly string[];
    readonly remembered?: Remembered;
  };

export type RestoreResult = { readonly spent: number } & (
  | {
      readonly kind: 'restored' | 'unchanged';
      readonly detail: string;
      /** Fields that were written: a person's from now on. */
      readonly fields: readonly Field[];
      /** Hashes under which what a person had written meanwhile is kept. */
      readonly kept?: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string }
);

export type AdoptResult = { readonly spent: number } & (
  | { readonly kind: 'adoption'; readonly adoption: Adoption }
  | { readonly kind: 'refused'; readonly reason: string }
);
