import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Adoption } from '../domain/changes/adopt/types.ts';
import type { Phase } from '../domain/changes/live.ts';
import type { Field } from '../domain/content/ownership.ts';
import type { Privacy } from '../domain/render/desired.ts';
import type { Operator } from './operator.ts';
import { type QuotaGrant, statusQuery } from './quota.ts';

export type { Adoption } from '../domain/changes/adopt/types.ts';

/**
 * What an episode is told: bring YouTube to what `commit` says. The highest `seq` wins, whenever it arrives.
 * `bases` are commits that may have been written before: what equals one of them is ours.
 */
export type ReconcileRequest = {
  readonly commit: string;
  readonly seq: number;
  readonly baseCommits: readonly string[];
  readonly cause: 'own' | 'shared';
  /** Known from a listing: spares a look. */
  readonly videoId?: string;
  /** Units that the asker already holds for this episode. */
  readonly grant?: QuotaGrant;
};

export const VERDICTS = ['written', 'unchanged', 'edited', 'deferred', 'stalled', 'failed'] as const;

export type VerdictKind = (typeof VERDICTS)[number];

/** How an episode answered one call to reconcile. `spent` counts units of the asker's grant alone. */
export type ReconcileResult = {
  readonly kind: VerdictKind;
  readonly spent: number;
  readonly detail: string;
  /** Its workflow ends with this answer, and forgets what it was told. */
  readonly ends?: true;
};

/**
 * Which fields an operator means, by their names under `fields`; absent: all that are told as edited or unknown. A command
 * adds where `sync` stands and which video it was, for a run that has just begun.
 */
export type FieldRequest = Operator & {
  readonly fields?: readonly string[];
  readonly commit?: string;
  readonly seq?: number;
  readonly videoId?: string;
};

export const reconcile = defineUpdate<ReconcileResult, [ReconcileRequest]>('reconcile');

export const create = defineUpdate<string, [Operator]>('create');

export const overwrite = defineUpdate<ReconcileResult, [FieldRequest]>('overwrite');

export const adopt = defineUpdate<Adoption, [FieldRequest]>('adopt');

export const episodeStatus = defineQuery<EpisodeStatus>(statusQuery);

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
  readonly paused: boolean;
  readonly pausedBy?: string;
  /** ISO 8601 */
  readonly start?: string;
  /** A commit that is not applied to YouTube yet. */
  readonly pendingCommit?: string;
  /** Stalled before its video is created: one that exists may already be this episode. */
  readonly asksForCreate?: true;
  /** Fields that a person's hand is on: left alone until `overwrite` or `adopt`. */
  readonly skippedFields?: readonly string[];
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
  /** A file says that the video in question is replaced: it is never written again. */
  readonly replaced: boolean;
  /** The id that names it now; this one is a former id. */
  readonly movedTo?: string;
  /** ISO 8601, UTC */
  readonly start?: string;
  /** Its end has passed by the worker's clock. */
  readonly finished: boolean;
  readonly privacy?: Privacy;
  /** Units for what this episode may need: without a video, and with one. */
  readonly toCreate: QuotaNeed;
  readonly toUpdate: QuotaNeed;
  /** When its stream becomes its own, ISO 8601: now for the next unfinished episode of the stream, else 24 h before its start. */
  readonly bindAt?: string;
  /** Milliseconds between the looks for a broadcast whose insert got no answer. */
  readonly lookupDelaysMs: readonly number[];
};

/** Units: `want` for everything in one go, `atLeast` for its first stage. */
export type QuotaNeed = { readonly want: number; readonly atLeast: number };

export type EpisodeRef = { readonly episodeId: string; readonly commit: string };

/** One YouTube activity's order: who, at which commit, with which units. */
export type EpisodeCall = EpisodeRef & { readonly grant: QuotaGrant };

export type CreateRequest = EpisodeCall & {
  /** false: only look; an insert is on its way or lost. */
  readonly mayInsert: boolean;
  /** Commits that may stand on YouTube: what they name and this one does not has vanished just now. */
  readonly baseCommits: readonly string[];
  /** Videos of which an operator said that they are others. */
  readonly otherVideoIds: readonly string[];
};

export type CreateResult = {
  readonly spent: number;
  readonly outcome: 'created' | 'adopted' | 'missing' | 'missed';
  readonly videoId?: string;
  /** What a broadcast whose creation is not finished needs before its first update, in this order. */
  readonly nextSteps?: readonly Step[];
};

export type VideoRequest = EpisodeCall & {
  readonly videoId: string;
  readonly baseCommits: readonly string[];
  readonly cause: 'own' | 'shared';
  /** There while its creation is not finished: it may not be visible yet, and its steps come before its first update. */
  readonly madeMsAgo?: number;
  /** Fields that an operator released: what a person made of them is written, once. */
  readonly overwrite?: readonly Field[];
  /** What the picture shows that the one on YouTube was last compared with, as the workflow remembers it. */
  readonly thumbnail?: string;
  /** What YouTube did not keep when it was last sent. */
  readonly notConverged?: NotConverged;
};

/**
 * What YouTube stored otherwise than we sent it, by field: short hashes of both, how often that was sent, and the place where they part.
 */
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
      }
    >
  >
>;

export type Step = 'bind' | 'unbind' | 'thumbnail' | 'playlists';

export type UpdateResult = {
  readonly spent: number;
  readonly kind: 'written' | 'unchanged' | 'edited' | 'deferred';
  readonly detail: string;
  readonly phase: Phase;
  readonly title: string;
  readonly start?: string;
  /** What else this video needs, in this order. */
  readonly nextSteps: readonly Step[];
  /** Fields that a person edited, or nobody knows: left alone. */
  readonly skippedFields?: readonly Field[];
  /** What the file says of it. */
  readonly status: EpisodeFacts['status'];
  /** Its start has passed and nobody streams. */
  readonly overdue: boolean;
  /** What YouTube would refuse, whom it needs and how: the rest is done. */
  readonly refused?: string;
  /** What YouTube did not keep of what was sent. */
  readonly notConverged?: NotConverged;
  /** Milliseconds until its own next look; absent: none is needed. */
  readonly checkInMs?: number;
};

/** `done: false`: nothing was to be written after all; `left`: because a person's hand is on this field. */
export type StepResult = {
  readonly spent: number;
  readonly done: boolean;
  readonly detail: string;
  readonly skippedField?: Field;
  /** What the picture shows that the one on YouTube was compared with. */
  readonly thumbnail?: string;
  /** Not now: milliseconds until it is worth another look. */
  readonly checkInMs?: number;
};
