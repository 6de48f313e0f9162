import type { StoredBroadcast } from '../../clients/youtube/broadcast-resource.ts';
import { updateBroadcast } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { StoredVideo } from '../../clients/youtube/videos.ts';
import { updateVideo } from '../../clients/youtube/videos.ts';
import type { NotConverged } from '../../contract/episode.ts';
import type { VideoPlan } from '../../domain/changes/plan/plan.ts';
import type { Dependencies } from '../dependencies.ts';
import { carryNotConverged, findNotConverged, isStuck } from './convergence.ts';

type Sending = {
  readonly plan: VideoPlan;
  readonly live: StoredVideo;
  readonly broadcast: StoredBroadcast | undefined;
  /** What YouTube did not keep when it was sent before. */
  readonly before?: NotConverged | undefined;
};

/** Sends a plan's calls, but those known to be in vain; answers the broadcast as it stands then, and what was not kept. 50 units for each call. */
export async function sendChanges(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  { plan, live, broadcast, before = {} }: Sending,
): Promise<{ moved: StoredBroadcast | undefined; unkept: NotConverged }> {
  let moved = broadcast;
  let unkept: NotConverged = {};
  for (const change of plan.changes) {
    if (isStuck(change, before)) {
      unkept = { ...unkept, ...carryNotConverged(change, before) };
    } else if (change.call === 'videos.update') {
      const stored = await updateVideo(youtube, meter, { live, next: change.next }, signal);
      unkept = { ...unkept, ...findNotConverged(change, stored, before) };
    } else if (moved !== undefined) {
      moved = await updateBroadcast(youtube, meter, { live: moved, change: change.next }, signal);
      unkept = { ...unkept, ...findNotConverged(change, moved, before) };
    }
  }
  return { moved, unkept };
}
