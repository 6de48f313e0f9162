import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { ShownDifference } from '../domain/changes/adopt/types.ts';
import type { Operator } from './operator.ts';
import type { ReconcileTarget } from './rewrite.ts';

/** Updates to `sync` that answer for an episode, whether its own workflow is open or has ended. */
export const overwriteOne = defineUpdate<string, [OverwriteAnswer]>('overwrite');

export const adoptOne = defineUpdate<string, [AdoptAnswer]>('adopt');

export const checkOne = defineUpdate<string, [EpisodeAnswer]>('check');

export const retryEpisodes = defineUpdate<string, [RetryAnswer]>('retry');

/** Why none of these changes may be written for one episode alone, by their keys and in their order; null: it may be. */
export const decisionsOn = defineQuery<readonly (string | null)[], [readonly string[]]>('decisionsOn');

/** The episode by its id, or by a former one. */
export type EpisodeAnswer = Operator & { readonly episode: string };

/** `fields`: by their names under `fields`; absent: all that a person edited. */
export type AdoptAnswer = EpisodeAnswer & { readonly fields?: readonly string[] };

/** `checksum`: of what the operator was shown. Without it, or with another one, nothing is written and the difference is shown. */
export type OverwriteAnswer = AdoptAnswer & { readonly checksum?: string };

/** One episode, or all that need a person for one reason. */
export type RetryAnswer = Operator & { readonly episode?: string; readonly reason?: string };

/** What `sync` answered last: the form of the Temporal UI closes as soon as an update was answered. */
export type GivenAnswer = {
  /** ms since 1970 */
  readonly at: number;
  readonly update: string;
  readonly episodeId?: string;
  readonly by?: string;
  readonly says: string;
  readonly differences?: readonly ShownDifference[];
  /** Lines of the change of a file that adopts it. */
  readonly diff?: readonly string[];
  /** To send next, without `by`. */
  readonly send?: Readonly<Record<string, unknown>>;
};

export type FindEpisodesRequest = { readonly commit: string; readonly episodes: readonly string[] };

/** An episode at a commit. `changeKey`: by which an approval or a rejection knows it; absent: it cannot be rendered. */
export type FoundEpisode = ReconcileTarget & { readonly changeKey?: string };

/** `unknown`: those that the commit does not have, in words. */
export type FoundEpisodes = {
  readonly found: readonly FoundEpisode[];
  readonly unknown: readonly string[];
};

/** `requestId`: part of the update ids, so that a repeated activity sends the same updates. */
export type EpisodeCallRequest = Pick<AdoptAnswer, 'fields' | 'by'> & {
  readonly target: ReconcileTarget;
  readonly commit: string;
  readonly seq: number;
  readonly requestId: string;
};

export type OverwriteCallRequest = EpisodeCallRequest & Pick<OverwriteAnswer, 'checksum'>;

/** `refused`: nothing was written. */
export type EpisodeCallResult = Pick<GivenAnswer, 'says' | 'differences' | 'diff' | 'send'> & {
  readonly refused?: true;
};

/** `releases`: what was refused is sent again. */
export type CheckCallRequest = Pick<EpisodeCallRequest, 'commit' | 'seq' | 'requestId'> & {
  readonly targets: readonly ReconcileTarget[];
  readonly releases?: true;
};

export type CheckedEpisode = EpisodeCallResult & { readonly episodeId: string };

export type RetryCallRequest = Pick<EpisodeCallRequest, 'by' | 'requestId'> & {
  readonly episodes: readonly string[];
};

/** `ended`: their workflows are not running. */
export type RetryCallResult = {
  readonly asked: readonly { readonly episodeId: string; readonly next: string }[];
  readonly ended: readonly string[];
};
