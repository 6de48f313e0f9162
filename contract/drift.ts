import { defineQuery } from '@temporalio/workflow';
import { statusQuery } from './operator.ts';
import type { QuotaGrant } from './quota.ts';

export const driftStatus = defineQuery<DriftStatus>(statusQuery);

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
  readonly knownUnknown: number;
  readonly waitingUntil?: string;
  /** Why it could not look at everything. */
  readonly problem?: string;
};

/** `told`: unknown videos that an earlier check named. */
export type DriftPlanRequest = { readonly knownUnknown: readonly string[] };

/** What a check compares. Absent `commit`: nothing was settled yet. `at`: ms since 1970, fixes the order for the whole check. */
export type DriftPlan = {
  readonly commit?: string;
  readonly baseCommits: readonly string[];
  readonly at: number;
  /** The quota day, YYYY-MM-DD in Pacific time. */
  readonly day: string;
  /** Of `told`, those that no file names to this day. */
  readonly stillUnknown: readonly string[];
  /** Units to find videos that only their markers name; 0 when this worker knows the channel. */
  readonly listing: number;
};

export type ChannelRequest = {
  readonly commit: string;
  readonly baseCommits: readonly string[];
  readonly at: number;
  /** Where the slice before ended. */
  readonly after?: string;
  readonly size: number;
  readonly grant: QuotaGrant;
};

/** Each episode once in `same`, `edited` or `vanished`, or in `behind` alone; `behind` has also those edited that are ours in another field. */
export type ChannelResult = {
  readonly spent: number;
  /** Absent: there is no further slice. */
  readonly next?: string;
  readonly same: number;
  readonly behind: readonly string[];
  readonly edited: readonly EditedEpisode[];
  readonly vanished: readonly VanishedVideo[];
};

export type UploadsRequest = {
  readonly commit: string;
  readonly knownUnknown: readonly string[];
  readonly grant: QuotaGrant;
};

/** `complete: false`: the units or the pages ended before the unknown videos did. */
export type UploadsResult = {
  readonly spent: number;
  readonly unknown: readonly UnknownVideo[];
  readonly complete: boolean;
};
