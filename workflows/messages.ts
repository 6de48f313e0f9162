import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Adoption } from '../domain/adopt/types.ts';
import type { Question } from '../domain/plan/withhold.ts';

/** Units granted for one purpose on one day (Pacific time). */
export type Grant = { readonly id: string; readonly day: string; readonly units: number };

/** live: upcoming and running streams, may use the whole budget; rewrite: all else, never the reserve. */
export type Lane = 'live' | 'rewrite';

/**
 * What an episode is told: bring YouTube to what `commit` says. The highest `seq` wins, whenever it arrives.
 * `bases` are commits that may have been written before: what equals one of them is ours.
 */
export type Wake = {
  readonly commit: string;
  readonly seq: number;
  readonly bases: readonly string[];
  readonly cause: 'own' | 'shared';
  /** Known from a listing: spares a look. */
  readonly videoId?: string;
  /** Units that the asker already holds for this episode. */
  readonly grant?: Grant;
};

export const VERDICTS = ['written', 'unchanged', 'edited', 'deferred', 'stalled', 'failed'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** How an episode answered one call to reconcile. `spent` counts units of the asker's grant alone. */
export type Verdict = {
  readonly kind: VerdictKind;
  readonly spent: number;
  readonly detail: string;
  /** Its workflow ends with this answer, and forgets what it was told. */
  readonly ends?: true;
};

/** Who pressed the button, shown in the details. */
export type Operator = { readonly by?: string };

export type { Adoption } from '../domain/adopt/types.ts';

/**
 * Which fields an operator means, by their names under `fields`; absent: all that are told as edited or unknown. A command
 * adds where `sync` stands and which video it was, for a run that has just begun.
 */
export type FieldOrder = Operator & {
  readonly fields?: readonly string[];
  readonly commit?: string;
  readonly seq?: number;
  readonly videoId?: string;
};

/** Which commit an operator lets through, by its id or its first seven characters or more. */
export type Acceptance = Operator & { readonly commit: string };

/** A person's answer to a rewrite that asks: the checksum says to which plan. */
export type Approval = Operator & { readonly checksum: string };
/** Without a checksum: whatever is asked now. */
export type Rejection = Operator & { readonly checksum?: string };

/**
 * What `sync` keeps of a rewrite past its end: what a person decided (pairs by `hashPair`), the question that stands, who
 * paused it (null: nobody any more), and that all but what waits has answered.
 */
export type Decision = {
  readonly commit: string;
  readonly approved?: readonly string[];
  readonly rejected?: readonly string[];
  readonly asked?: Pick<Question, 'checksum' | 'pairs'>;
  readonly pausedBy?: string | null;
  readonly answered?: true;
};

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
export const VERDICT_WORDS: Readonly<Record<keyof RewriteCounts, string>> = {
  written: 'written',
  unchanged: 'already right',
  edited: "a person's edit kept",
  deferred: 'deferred: their own workflows do it later',
  stalled: 'wait for a person',
  failed: 'failed',
  missed: 'over without a video',
};

/** What drift found: `count` episodes of `commit` that are ours to write again, the first 500 of them by id. */
export type Behind = {
  readonly commit: string;
  readonly count: number;
  readonly episodes: readonly string[];
};

export type Ask = {
  readonly id: string;
  readonly workflowId: string;
  readonly lane: Lane;
  readonly want: number;
  readonly atLeast: number;
};
/** `units: 0` says: you wait, until `until` at the latest; `daily`: units that a day has for your lane. */
export type Granted = Grant & { readonly until?: string; readonly daily?: number };
export type Settle = { readonly id: string; readonly spent: number };

// episode/<id>
export const reconcile = defineUpdate<Verdict, [Wake]>('reconcile');
export const granted = defineSignal<[Granted]>('granted');
export const pause = defineUpdate<string, [Operator]>('pause');
export const resume = defineUpdate<string, [Operator]>('resume');
export const retry = defineUpdate<string, [Operator]>('retry');
export const create = defineUpdate<string, [Operator]>('create');
export const overwrite = defineUpdate<Verdict, [FieldOrder]>('overwrite');
export const adopt = defineUpdate<Adoption, [FieldOrder]>('adopt');

// sync
export const look = defineSignal<[{ readonly because: string }]>('look');
export const settled = defineSignal<[RewriteResult]>('settled');
export const behind = defineSignal<[Behind]>('behind');
export const decided = defineSignal<[Decision]>('decided');

export const accept = defineUpdate<string, [Acceptance]>('accept');

// rewrite/<short sha>
export const supersede = defineSignal<[{ readonly commit: string }]>('supersede');
export const approve = defineUpdate<string, [Approval]>('approve');
export const reject = defineUpdate<string, [Rejection]>('reject');

// quota
export const ask = defineSignal<[Ask]>('ask');
export const settle = defineSignal<[Settle]>('settle');
export const exhausted = defineSignal<[{ readonly day: string }]>('exhausted');
export const recheck = defineSignal<[]>('recheck');

/** Every workflow answers it with its own status, plain JSON. */
export const statusQuery = 'status';
export const syncStatus = defineQuery<SyncStatus>(statusQuery);
export const episodeStatus = defineQuery<EpisodeStatus>(statusQuery);
export const rewriteStatus = defineQuery<RewriteStatus>(statusQuery);
export const quotaStatus = defineQuery<QuotaStatus>(statusQuery);
export const driftStatus = defineQuery<DriftStatus>(statusQuery);

/** A fault of the content as operators see it: the place and the message. */
export type Refusal = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
};

/** An episode that lost its file. `restore`: the command that brings it back; `at`: ms since 1970, when that was found. */
export type Orphan = {
  readonly episodeId: string;
  readonly path: string;
  readonly restore: string;
  readonly at: number;
};

/** A commit that would orphan so many episodes that it waits for a person; `of`: episodes of the commit before. */
export type Waiting = {
  readonly commit: string;
  readonly subject: string;
  readonly orphaned: number;
  readonly of: number;
  readonly first: readonly string[];
};

export type SyncStatus = {
  readonly head?: string;
  readonly settled?: string;
  readonly seq: number;
  readonly refused: readonly Refusal[];
  readonly refusedCount: number;
  readonly orphaned: readonly string[];
  /** Those of earlier commits too, with what brings them back. */
  readonly orphans?: readonly Orphan[];
  readonly rewrite?: string;
  readonly paused: boolean;
  /** The commit that was handed over last, and those whose texts may stand on YouTube. */
  readonly reached?: { readonly commit: string; readonly bases: readonly string[] };
  /** Nothing of this commit is done until somebody accepts it or a newer one comes. */
  readonly waits?: Waiting;
  readonly last: string;
  /** Pairs that are kept as approved and as rejected. */
  readonly decided?: { readonly approved: number; readonly rejected: number };
  /** The rewrites are paused, also the next one. */
  readonly rewritePausedBy?: string;
};

export type EpisodeStatus = {
  readonly episodeId: string;
  readonly title: string;
  readonly phase: string;
  readonly videoId?: string;
  readonly commit?: string;
  readonly seq: number;
  readonly next: string;
  readonly last: string;
  readonly attention?: string;
  readonly paused: boolean;
  /** Fields that a person's hand is on: left alone until `overwrite` or `adopt`. */
  readonly left?: readonly string[];
};

/** A question as people see it: how many pairs instead of the pairs. */
export type Asked = Omit<Question, 'pairs'> & { readonly episodes: number };

export type RewriteStatus = {
  readonly commit: string;
  readonly total: number;
  readonly done: number;
  readonly counts: RewriteCounts;
  readonly units: number;
  readonly waitingUntil?: string;
  readonly paused: boolean;
  readonly notes: readonly string[];
  /** While something is left; `endsAt` is ISO 8601. */
  readonly pace?: { readonly perSecond: number; readonly endsAt: string };
  /** What waits for a person, and what one said no to: nothing of both is written. `base`: what was settled before. */
  readonly asks?: Asked;
  readonly rejected?: Asked & { readonly by?: string };
  readonly base?: string;
};

export type QuotaStatus = {
  readonly day: string;
  readonly perDay: number;
  readonly reserve: number;
  /** YouTube itself said that today's quota is gone. */
  readonly closed: boolean;
  readonly resetsAt: string;
  readonly spent: Readonly<Record<string, number>>;
  readonly granted: number;
  readonly waiters: readonly { readonly workflowId: string; readonly lane: Lane; readonly atLeast: number }[];
};

export const DRIFT_CLASSES = ['same', 'behind', 'edited', 'vanished', 'unknown'] as const;
/** same: as it should be; behind: ours to write; edited: a person's; vanished: gone from YouTube; unknown: no file names it. */
export type DriftClass = (typeof DRIFT_CLASSES)[number];

/** Fields that are a person's, or nobody's that we know. */
export type EditedEpisode = { readonly episodeId: string; readonly fields: readonly string[] };
export type VanishedVideo = { readonly episodeId: string; readonly videoId: string };
/** `marker`: the episode that its description names, though no file does. */
export type UnknownVideo = { readonly videoId: string; readonly marker?: string };

/** One check of the channel. Lists hold the first ones, `counts` everything. */
export type DriftStatus = {
  readonly commit?: string;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly endedAt?: string;
  /** `unknown`: those that are told for the first time. */
  readonly counts: Readonly<Record<DriftClass, number>>;
  readonly units: number;
  readonly edited: readonly EditedEpisode[];
  readonly vanished: readonly VanishedVideo[];
  readonly unknown: readonly UnknownVideo[];
  /** Unknown ones that an earlier check told. */
  readonly toldBefore: number;
  readonly waitingUntil?: string;
  /** Why it could not look at everything. */
  readonly trouble?: string;
};
