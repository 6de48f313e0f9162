import type { Adoption, ShownDifference } from '../domain/changes/adopt/types.ts';
import type { Remembered } from '../domain/changes/hand-over.ts';
import type { Phase } from '../domain/changes/live.ts';
import type { ReplacedReport } from '../domain/changes/replaced.ts';
import type { Field } from '../domain/content/ownership.ts';
import type { Privacy } from '../domain/render/desired.ts';
import type { RestoreRequest } from './episode.ts';
import type { LastRefusal, Step } from './episode-steps.ts';
import type { QuotaGrant } from './quota.ts';

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
  /** Where YouTube's pages of videos are; absent: youtu.be. */
  readonly videoPages?: string;
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
  /** As in the request to reconcile. */
  readonly withChanges?: true;
  /** Of a step: what was refused the last time. */
  readonly lastRefusal?: LastRefusal;
};

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
  /** The beginning of what was written, if the request wanted it: `removed` was there before, `added` is there now. */
  readonly changes?: readonly ShownDifference[];
  /** The hash under which the texts of before are kept: a person's were overwritten. */
  readonly kept?: string;
  /** Absent: there is nothing to say of the videos that it replaces. */
  readonly replaced?: ReplacedReport;
  /** Milliseconds until it must be checked again; absent: never. */
  readonly checkInMs?: number;
  /** What that check is for. */
  readonly checkFor?: string;
  /** Where YouTube's pages of videos are; absent: youtu.be. */
  readonly videoPages?: string;
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
