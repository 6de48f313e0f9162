import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos, type StoredVideo } from '../../clients/youtube/videos.ts';
import type { SliceRequest } from '../../contract/rewrite.ts';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import type { EpisodeChange } from '../../domain/changes/plan/changes.ts';
import { planVideo } from '../../domain/changes/plan/plan.ts';
import { classifyTakeOver, takeOverKey } from '../../domain/changes/take-over.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { COSTS } from '../../domain/shared/costs.ts';
import type { Dependencies } from '../dependencies.ts';
import { findStanding } from '../episode/own-video.ts';
import { planSteps, sumSteps } from '../episode/plan-steps.ts';
import { findBindTime } from '../episode/stream-schedule.ts';
import { reconcileTarget } from '../sync/plan-commit.ts';
import type { SliceOutcome } from './outcome.ts';

type Input = {
  readonly catalog: Catalog;
  readonly slice: readonly EpisodeChange[];
  readonly request: Pick<SliceRequest, 'changeKeys'>;
};

/**
 * What taking over each video would do, from what is on YouTube now: 1 unit for up to 50 videos, and 1 more for the broadcasts of
 * upcoming ones. Videos that were handed over before are only counted.
 */
export async function compareTakeOvers(
  deps: Dependencies,
  call: YouTubeCall,
  { catalog, slice, request }: Input,
): Promise<SliceOutcome[]> {
  const { meter, signal } = call;
  const ids = slice.flatMap(({ desired }) => desired.videoId ?? []);
  const videos = await readVideos(deps.youtube, meter, ids, signal);
  const upcoming = videos.filter(({ phase }) => phase === 'upcoming').map(({ videoId }) => videoId);
  const broadcasts = await readBroadcasts(deps.youtube, meter, upcoming, signal);
  return Promise.all(
    slice.map((change) => {
      const live = videos.find(({ videoId }) => videoId === change.desired.videoId);
      const broadcast = broadcasts.find(({ videoId }) => videoId === change.desired.videoId);
      return compareOne(deps, { catalog, change, live, broadcast, approved: request.changeKeys });
    }),
  );
}

type One = {
  readonly catalog: Catalog;
  readonly change: EpisodeChange;
  readonly live: StoredVideo | undefined;
  readonly broadcast: LiveBroadcast | undefined;
  readonly approved: readonly string[] | undefined;
};

async function compareOne(
  deps: Dependencies,
  { catalog, change, live, broadcast, approved }: One,
): Promise<SliceOutcome> {
  const { episodeId, desired } = change;
  const episode = catalog.episodes[episodeId];
  if (episode === undefined || live === undefined)
    return { count: 'failed', note: `${episodeId}: video ${desired.videoId ?? ''} is not on YouTube` };
  const standing = await findStanding(deps, { catalog, episode, live });
  if (standing.kind !== 'foreign') return { count: 'unchanged' };
  const key = takeOverKey(desired, live);
  if (approved !== undefined && !approved.includes(key))
    return {
      count: 'not-ours',
      note: `${episodeId}: it was not approved, or has changed since: ask for it again`,
    };
  const now = deps.clock();
  const taken = { kind: 'taken' } as const;
  const plan = planVideo({
    desired,
    live,
    broadcast,
    standing: taken,
    forms: catalog.academy,
    now,
    mayPublish: true,
  });
  const bindAt = findBindTime(catalog, desired, now);
  const steps = planSteps({
    desired,
    bases: [],
    live,
    standing: taken,
    broadcast,
    bindAt,
    now,
    fresh: false,
  });
  const reads = COSTS['videos.list'] + (broadcast === undefined ? 0 : COSTS['liveBroadcasts.list']);
  const target = reconcileTarget(catalog)(change);
  return {
    target: {
      ...target,
      videoId: live.videoId,
      phase: live.phase,
      handedOver: {},
      units: reads + plan.units + sumSteps(steps, desired),
      takeOver: { key, classes: classifyTakeOver(plan, live, steps) },
    },
  };
}
