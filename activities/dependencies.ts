import type { Client } from '@temporalio/client';
import type { Repository } from '../clients/git/index.ts';
import type { KeptStore } from '../clients/git/kept.ts';
import type { StatisticsStore } from '../clients/git/statistics-store.ts';
import type { Notifier } from '../clients/notify/index.ts';
import type { YouTubeClient } from '../clients/youtube/client.ts';
import type { Costs } from '../domain/shared/costs.ts';
import type { Thumbnails } from '../drawing/index.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { VideoRecorder } from './episode/video-recorder.ts';
import type { MessagePages } from './notify/to-notification.ts';
import type { CommitReports } from './reports/commit-reports.ts';

/** Everything the activities need. worker/ creates it; tests may create their own. */
export type Dependencies = {
  readonly repository: Repository;
  readonly youtube: YouTubeClient;
  /** What was on YouTube before we overwrote it. */
  readonly kept: KeptStore;
  /** Numbers of videos, day by day. */
  readonly statistics: StatisticsStore;
  readonly thumbnails: Thumbnails;
  readonly index: ChannelIndex;
  /** Tells people what happened. */
  readonly notifier: Notifier;
  /** What messages link: addresses without a slash at the end, which a workflow's or a video's id follows. */
  readonly pages: MessagePages & {
    /** The page of a commit; absent: the repository is not hosted where pages are known. */
    readonly commit?: (commit: string) => string;
  };
  /** For updates with start, which only a client can send. */
  readonly client: Client;
  readonly taskQueue: string;
  /** ms since 1970; quota days and air times depend on it. */
  readonly clock: () => number;
  /** When the refresh token ends, in ms since 1970. Absent, or undefined: not known. */
  readonly credentialsExpireAt?: () => number | undefined;
  /** Milliseconds between searches for a broadcast whose insert got no answer. */
  readonly lookupDelaysMs: readonly number[];
  /** A commit may take videos over by their numbers. Absent: only an approved card does. */
  readonly takesOverByCommit?: boolean;
  /** Commits the ids of new videos. Absent: the worker commits nothing. */
  readonly recorder?: VideoRecorder;
  /** Where commits get a status. Absent: nowhere. */
  readonly commitReports?: CommitReports;
  /** Units per call. Absent: `COSTS`. */
  readonly costs?: Costs;
};
