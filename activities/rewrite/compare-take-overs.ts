import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos, type StoredVideo } from '../../clients/youtube/videos.ts';
import type { SliceRequest } from '../../contract/rewrite.ts';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import type { EpisodeChange } from '../../domain/changes/plan/changes.ts';
import { planVideo } from '../../domain/changes/plan/plan.ts';
import { classifyTakeOver, takeOverKey } from '../../domain/changes/take-over.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { normalizeText, parseDescription } from '../../domain/render/description/marker.ts';
import { COSTS } from '../../domain/shared/costs.ts';
import type { Dependencies } from '../dependencies.ts';
import { findStanding } from '../episode/own-video.ts';
import { planSteps, sumSteps } from '../episode/plan-steps.ts';
import { findBindTime } from '../episode/stream-schedule.ts';
import { reconcileTarget } from '../sync/plan-commit.ts';
import type { SliceOutcome } from './outcome.ts';
import { type PlaylistMembers, readMembers } from './read-members.ts';

type Input = {
  readonly catalog: Catalog;
  readonly slice: readonly EpisodeChange[];
  readonly request: Pick<SliceRequest, 'changeKeys'>;
};

/**
 * What taking over each video would do, from what is on YouTube now: 1 unit for up to 50 videos, 1 more for the broadcasts of upcoming
 * ones, and 1 for 50 entries of their playlists. Videos that were handed over before are only counted.
 */
export async function compareTakeOvers(
  deps: Dependencies,
  call: YouTubeCall,
  { catalog, slice, request }: Input,
): Promise<SliceOutcome[]> {
  const { meter, signal } = call;
  const ids = slice.flatMap(({ desired }) => desired.videoId ?? []);
  const videos = await readVideos(deps.youtube, meter, ids, signal);
  const judged = await Promise.all(
    slice.map((change): Promise<SliceOutcome | Foreign> => {
      const live = videos.find(({ videoId }) => videoId === change.desired.videoId);
      return judgeOne(deps, { catalog, change, live, approved: request.changeKeys });
    }),
  );
  const foreign = judged.flatMap((one) => ('live' in one ? [one] : []));
  const upcoming = foreign.flatMap(({ live }) => (live.phase === 'upcoming' ? [live.videoId] : []));
  const broadcasts = await readBroadcasts(deps.youtube, meter, upcoming, signal);
  const listed = foreign.map(({ change }) => change.desired);
  // The card counts them. Once it is approved, each video's own workflow looks.
  const counted = request.changeKeys === undefined ? listed : [];
  const members = await readMembers(
    deps,
    call,
    counted.filter(({ policy }) => policy.fields.playlists === 'full'),
  );
  return judged.map((one) => {
    if (!('live' in one)) return one;
    const broadcast = broadcasts.find(({ videoId }) => videoId === one.live.videoId);
    return planOne({ ...one, catalog, broadcast, members, now: deps.clock() });
  });
}

/** A video that a file names and that was never handed over. `key`: of what it says now, and would say. */
type Foreign = { readonly change: EpisodeChange; readonly live: StoredVideo; readonly key: string };

type One = {
  readonly catalog: Catalog;
  readonly change: EpisodeChange;
  readonly live: StoredVideo | undefined;
  readonly approved: readonly string[] | undefined;
};

async function judgeOne(
  deps: Dependencies,
  { catalog, change, live, approved }: One,
): Promise<SliceOutcome | Foreign> {
  const { episodeId, desired } = change;
  const episode = catalog.episodes[episodeId];
  if (episode === undefined || live === undefined)
    return { count: 'failed', note: `${episodeId}: video ${desired.videoId ?? ''} is not on YouTube` };
  const standing = await findStanding(deps, { catalog, episode, live });
  if (standing.kind !== 'foreign') return { count: 'unchanged' };
  const key = takeOverKey(desired, live);
  if (approved === undefined || approved.includes(key)) return { change, live, key };
  return {
    count: 'not-ours',
    note: `${episodeId}: it was not approved, or has changed since: ask for it again`,
  };
}

type Planned = Foreign & {
  readonly catalog: Catalog;
  readonly broadcast: LiveBroadcast | undefined;
  readonly members: PlaylistMembers;
  readonly now: number;
};

/** The calls of its take-over, as its workflow makes them once it is approved. */
function planOne({ catalog, change, live, key, broadcast, members, now }: Planned): SliceOutcome {
  const { desired } = change;
  const standing = { kind: 'taken' } as const;
  const common = { desired, live, broadcast, standing, now };
  const plan = planVideo({ ...common, forms: catalog.academy, mayPublish: true });
  const bindAt = findBindTime(catalog, desired, now);
  const steps = planSteps({ ...common, bases: [], bindAt, fresh: false });
  const { playlists = [] } = desired;
  const there = playlists.filter((id) => members.get(id)?.has(live.videoId));
  // A playlist that has the video already is only looked at.
  const saved = steps.includes('playlists') ? there.length * COSTS['playlistItems.insert'] : 0;
  const reads = COSTS['videos.list'] + (broadcast === undefined ? 0 : COSTS['liveBroadcasts.list']);
  const classes = classifyTakeOver(plan, {
    live,
    isSameText: parseDescription(live, catalog.academy).body === normalizeText(desired.body),
    steps: steps.filter((step) => step !== 'playlists' || there.length < playlists.length),
  });
  return {
    target: {
      ...reconcileTarget(catalog)(change),
      videoId: live.videoId,
      phase: live.phase,
      handedOver: {},
      units: reads + plan.units + sumSteps(steps, desired) - saved,
      takeOver: { key, classes },
    },
  };
}
