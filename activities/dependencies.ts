import type { Client } from '@temporalio/client';
import type { Repository } from '../clients/git/index.ts';
import type { YouTubeClient } from '../clients/youtube/client.ts';
import type { Costs } from '../domain/shared/costs.ts';
import type { Thumbnails } from '../drawing/index.ts';
import type { ChannelIndex } from './channel-index.ts';

/** Everything the activities need; worker/ builds it, tests may build it otherwise. */
export type Dependencies = {
  readonly repository: Repository;
  readonly youtube: YouTubeClient;
  readonly thumbnails: Thumbnails;
  readonly index: ChannelIndex;
  /** For asking episodes: an update-with-start is the client's. */
  readonly client: Client;
  readonly taskQueue: string;
  /** ms since 1970; days of quota and air times follow it. */
  readonly clock: () => number;
  /** Milliseconds between the looks for a broadcast whose insert got no answer. */
  readonly lookupDelaysMs: readonly number[];
  /** What each call is charged with. Absent: `COSTS`. */
  readonly costs?: Costs;
};
