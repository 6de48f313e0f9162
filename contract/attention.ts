import { defineSignal } from '@temporalio/workflow';
import type { ShownDifference } from '../domain/changes/adopt/types.ts';
import type { EditedEpisode, VanishedVideo } from './drift.ts';

/** To `sync`: all that needs a person about one subject; what it said of it before no longer counts. */
export const needsChanged = defineSignal<[SubjectNeeds]>('needsChanged');

/** Why a person is needed: the values of the search attribute `Reason`. */
export const NEED_REASONS = [
  'credentials',
  'channel',
  'approval',
  'broken',
  'overdue',
  'unbound',
  'duplicate',
  'missed',
  'failed',
  'refused',
  'vanished',
  'edited',
  'replaced',
  'paused',
  'notify',
] as const;

export type NeedReason = (typeof NEED_REASONS)[number];

/** The cause of `credentials` while they still work, from two days before Google ends them. */
export const ENDS_SOON = 'ends-soon';

/** One thing that needs a person. */
export type Need = {
  readonly reason: NeedReason;
  /** What is wrong and what to do; commands and updates between backticks. */
  readonly message: string;
  /** ms since 1970 */
  readonly since: number;
  /** Of `broken`: the file, with its line and column. */
  readonly place?: string;
  /** Of `edited`. */
  readonly fields?: readonly string[];
  /** What several subjects share, for example YouTube's reason: they are one group. */
  readonly cause?: string;
  /** Of what many share: the first episode that waits for it. */
  readonly first?: string;
};

/** `workflowId`: the page that shows it. */
export type SubjectNeeds = {
  readonly workflowId: string;
  /** Of an episode. */
  readonly title?: string;
  readonly videoId?: string;
  readonly needs: readonly Need[];
};

/** For the search attribute: each once. */
export const reasonsOf = (needs: readonly Need[]): NeedReason[] => [
  ...new Set(needs.map(({ reason }) => reason)),
];

/** What a check of the whole channel found; `counts` counts those that are not listed, too. */
export type ChannelFindings = {
  readonly edited: readonly EditedEpisode[];
  readonly vanished: readonly VanishedVideo[];
  readonly counts: { readonly edited: number; readonly vanished: number };
};

/** Needs with the same reason and cause, the oldest first. `count` counts those that are not listed, too. */
export type NeedGroup = {
  readonly reason: NeedReason;
  readonly cause?: string;
  readonly count: number;
  readonly entries: readonly NeedEntry[];
};

export type NeedEntry = Omit<Need, 'reason' | 'cause'> &
  Omit<SubjectNeeds, 'needs'> & {
    /** Of `edited`, as the page of the episode shows it: never in the list itself, which is kept. */
    readonly differences?: readonly ShownDifference[];
  };
