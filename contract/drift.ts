import { defineQuery } from '@temporalio/workflow';
import type { NamedInTranslation } from '../domain/changes/named-in-translations.ts';
import { statusQuery } from './operator.ts';
import type { QuotaGrant } from './quota.ts';

export const driftStatus = defineQuery<DriftStatus>(statusQuery);

export const DRIFT_CLASSES = [
  'same',
  'behind',
  'not-ours',
  'observed',
  'edited',
  'vanished',
  'unknown',
] as const;

/**
 * same: as desired; behind: out of date, ours to write; not-ours: a file names it, and it was never handed over; observed: differs
 * under `manage: observe`; edited: changed by a person; vanished: gone from YouTube; unknown: no file names it.
 */
export type DriftClass = (typeof DRIFT_CLASSES)[number];

/** Version 0.2 does not count the last two. */
export type DriftCounts = Readonly<
  Record<Exclude<DriftClass, 'not-ours' | 'observed'>, number> &
    Partial<Record<'not-ours' | 'observed', number>>
>;

/** Fields that a person edited, or of unknown origin. */
export type EditedEpisode = { readonly episodeId: string; readonly fields: readonly string[] };

/** `fields`: what differs, perhaps nothing. `manage`: the policy, if no video is taken over under it. */
export type NotOursEpisode = EditedEpisode & {
  readonly show?: string;
  readonly manage?: 'observe' | 'new';
  /** It is as its file says, and gets no marker: nothing is left to offer. */
  readonly needsNothing?: true;
};

/** Videos of one show that a take-over can make ours; `show` absent: of episodes without one. `first`: the first ids. */
export type TakeOverOffer = {
  readonly show?: string;
  readonly count: number;
  readonly first: readonly string[];
};

/** All that can be taken over: `count`, and the shows that were found first. */
export type TakeOverOffers = { readonly count: number; readonly shows: readonly TakeOverOffer[] };

/** Videos that were never handed over: how many are as their files say, and the first that differ. */
export type NotOurs = {
  readonly same: number;
  readonly differ: readonly NotOursEpisode[];
  readonly offers: TakeOverOffers;
};

/** A private video that YouTube makes public at that time, ISO 8601. */
export type ScheduledVideo = { readonly episodeId: string; readonly publishAt: string };

/** A replaced video that people can still find, and why. `asked`: its file says more, and that is not ours to write. */
export type ReplacedVideo = { readonly episodeId: string; readonly why: string; readonly asked?: true };

/** A translation that a person wrote on YouTube, with a guest's former name, or somebody who asked to be left out. */
export type NamedEpisode = NamedInTranslation & { readonly episodeId: string };

export type VanishedVideo = { readonly episodeId: string; readonly videoId: string };

/** `marker`: the episode that its description names, although no file names that episode. */
export type UnknownVideo = { readonly videoId: string; readonly marker?: string };

/** One check of the channel. The lists hold the first ones, `counts` counts all. */
export type DriftStatus = {
  readonly commit?: string;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly endedAt?: string;
  /** `unknown` counts those that are reported for the first time. */
  readonly counts: DriftCounts;
  readonly units: number;
  readonly edited: readonly EditedEpisode[];
  readonly vanished: readonly VanishedVideo[];
  readonly unknown: readonly UnknownVideo[];
  readonly notOurs?: NotOurs;
  /** Under `manage: observe`: what differs. */
  readonly observed?: readonly EditedEpisode[];
  /** Not published, because only an approval or their own file may do that; counted in no class. */
  readonly held?: readonly string[];
  readonly scheduled?: readonly ScheduledVideo[];
  readonly replaced?: readonly ReplacedVideo[];
  /** The first ones, and of how many. */
  readonly named?: readonly NamedEpisode[];
  readonly namedCount?: number;
  /** Unknown videos that an earlier check reported. */
  readonly knownUnknown: number;
  readonly waitingUntil?: string;
  /** Why it could not check everything. */
  readonly problem?: string;
};

/** `knownUnknown`: unknown videos that an earlier check reported. */
export type DriftPlanRequest = { readonly knownUnknown: readonly string[] };

/** What a check compares. `commit` is absent before the first sync. `at`: ms since 1970, fixes the order for the whole check. */
export type DriftPlan = {
  readonly commit?: string;
  readonly baseCommits: readonly string[];
  readonly at: number;
  /** The quota day, YYYY-MM-DD in Pacific time. */
  readonly day: string;
  /** Of `knownUnknown`, those that no file names yet. */
  readonly stillUnknown: readonly string[];
  /** Units to find videos by their markers; 0 when this worker has listed the channel. */
  readonly listing: number;
};

export type ChannelRequest = {
  readonly commit: string;
  readonly baseCommits: readonly string[];
  readonly at: number;
  /** Where the previous slice ended. */
  readonly after?: string;
  readonly size: number;
  readonly grant: QuotaGrant;
};

/** Each episode is counted once in `same`, `notOurs`, `observed`, `edited`, `vanished`, `behind` or `held`; one that is edited in one field and out of date in another is in both lists. */
export type ChannelResult = {
  readonly spent: number;
  /** Absent: there is no further slice. */
  readonly next?: string;
  readonly same: number;
  readonly behind: readonly string[];
  readonly edited: readonly EditedEpisode[];
  readonly vanished: readonly VanishedVideo[];
  readonly notOurs?: readonly NotOursEpisode[];
  readonly observed?: readonly EditedEpisode[];
  readonly held?: readonly string[];
  /** Whatever their class. */
  readonly scheduled?: readonly ScheduledVideo[];
  readonly replaced?: readonly ReplacedVideo[];
  readonly named?: readonly NamedEpisode[];
};

export type UploadsRequest = {
  readonly commit: string;
  readonly knownUnknown: readonly string[];
  readonly grant: QuotaGrant;
};

/** `complete: false`: the units or the page limit ended the list before the unknown videos did. */
export type UploadsResult = {
  readonly spent: number;
  readonly unknown: readonly UnknownVideo[];
  readonly complete: boolean;
};
