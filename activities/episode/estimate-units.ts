import type { QuotaNeed } from '../../contract/episode.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { COSTS, type Costs } from '../../domain/shared/costs.ts';

export type QuotaNeeds = { readonly toCreate: QuotaNeed; readonly toUpdate: QuotaNeed };

/** For who has nothing on YouTube: one look at the most. */
export const LOOK_ONLY: QuotaNeeds = {
  toCreate: { want: COSTS['videos.list'], atLeast: COSTS['videos.list'] },
  toUpdate: { want: COSTS['videos.list'], atLeast: COSTS['videos.list'] },
};

/**
 * Units for everything that an episode may need in one go, and for its first stage: an insert that nothing could follow helps
 * nobody, but the rest of it may wait for another day. `leaves`: playlists that it is to be taken out of.
 */
export function estimateUnits(desired: Desired, costs: Costs = COSTS, leaves = 0): QuotaNeeds {
  const texts =
    costs['videos.list'] +
    costs['liveBroadcasts.list'] +
    costs['videos.update'] +
    costs['liveBroadcasts.update'];
  const all = texts + stepsOf(desired, costs);
  const leaving = leaves * (costs['playlistItems.list'] + costs['playlistItems.delete']);
  const insert = lookOf(costs) + costs['liveBroadcasts.insert'];
  return {
    toCreate: { want: insert + all, atLeast: insert + texts },
    toUpdate: { want: all + leaving, atLeast: texts },
  };
}

/** Upcoming, active, the channel's name, the newest uploads. */
const lookOf = (costs: Costs): number =>
  2 * costs['liveBroadcasts.list'] + costs['channels.list'] + costs['playlistItems.list'];

function stepsOf({ playlists = [] }: Desired, costs: Costs): number {
  const stream = costs['liveStreams.list'] + 2 * costs['liveBroadcasts.list'] + costs['liveBroadcasts.bind'];
  const thumbnail = costs['videos.list'] + costs['thumbnails.set'];
  const playlist = costs['playlistItems.list'] + costs['playlistItems.insert'];
  return stream + thumbnail + playlist * playlists.length;
}
