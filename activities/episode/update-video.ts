import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { StoredVideo } from '../../clients/youtube/videos.ts';
import type { UpdateResult, VideoRequest } from '../../contract/episode.ts';
import { basesOfVideo } from '../../domain/changes/claims.ts';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import { planVideo, type VideoPlan } from '../../domain/changes/plan/plan.ts';
import { isInserted, parseDescription } from '../../domain/render/description/marker.ts';
import { readBases, readContent } from '../content.ts';
import type { Dependencies } from '../dependencies.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { deferUntilOver, describePhase, mustWaitForAir } from './air-time.ts';
import { assertOwnership } from './assert-ownership.ts';
import { listOurs } from './convergence.ts';
import { describePlan, describeRefusal } from './describe-plan.ts';
import { assertNotReplaced } from './find-video.ts';
import { planSteps } from './plan-steps.ts';
import { readLive } from './read-live.ts';
import { sendChanges } from './send-changes.ts';
import { findBindTime } from './stream-schedule.ts';

/**
 * Read, merge, write: brings title, description, tags, category, language, privacy, start and latency of one video to what a
 * commit says, field by field, and says what else the video needs. Repeatable: it compares before it writes.
 * 1 unit for the video, 1 for its broadcast while it is upcoming, 50 for each write.
 */
export function updateVideo(parts: Dependencies, order: VideoRequest): Promise<UpdateResult> {
  return runWithQuota(parts, order.grant, async (till): Promise<WithoutSpent<UpdateResult>> => {
    const scene = await readScene(parts, till, order);
    const { live, desired, bindAt, now } = scene;
    if (mustWaitForAir(order, live, now))
      return { ...deferUntilOver(live, desired), ...describePhase({ live, desired, bindAt, now }) };
    const broadcast = await readBroadcast(parts, till, live);
    const plan = planScene(scene, broadcast, order);
    const { moved, unkept } = await sendChanges(parts, till, {
      plan,
      live,
      broadcast,
      before: order.notConverged,
    });
    return {
      ...describePlan(plan, desired),
      title: desired.title,
      status: desired.status,
      nextSteps: listTodo(scene, broadcast, order),
      skippedFields: [...plan.edited, ...plan.unknown],
      ...describeRefusal(plan, live, unkept),
      ...(Object.keys(unkept).length === 0 ? {} : { notConverged: unkept }),
      ...describePhase({ live, desired, broadcast: moved, bindAt, now }),
    };
  });
}

type Scene = Awaited<ReturnType<typeof readScene>>;

/** What the commit says and what stands on YouTube; nothing is written to a video that is not the episode's. */
async function readScene(parts: Dependencies, till: YouTubeCall, order: VideoRequest) {
  const { catalog, episode, desired } = await readContent(parts.repository, order.commit, order.episodeId);
  assertNotReplaced(catalog, episode, order.videoId);
  const live = await readLive(parts, till, order);
  const forms = catalog.academy;
  const bases = basesOfVideo(await readBases(parts.repository, order.baseCommits, episode), live, forms);
  assertOwnership({ live, desired, episode, forms, overwrite: order.overwrite });
  parts.index.remember(episode.id, live.videoId);
  const now = parts.clock();
  return { desired, live, bases, forms, now, bindAt: findBindTime(catalog, desired, now) };
}

/** Start, end, latency and the stream stand on the broadcast: one unit, while they can change at all. */
async function readBroadcast(
  parts: Dependencies,
  { meter: purse, signal }: YouTubeCall,
  { phase, videoId }: StoredVideo,
) {
  if (phase !== 'upcoming') return undefined;
  return (await readBroadcasts(parts.youtube, purse, [videoId], signal))[0];
}

function planScene(scene: Scene, broadcast: LiveBroadcast | undefined, order: VideoRequest): VideoPlan {
  const { live, forms } = scene;
  const { start, end, latency } = broadcast ?? {};
  const ours = listOurs({ ...live, start, end, latency }, order.notConverged ?? {});
  const overwrite = [...(order.overwrite ?? []), ...ours];
  return planVideo({ ...scene, broadcast, created: isInserted(live, forms), overwrite });
}

/** What it needs besides; where its creation has just been finished, that was done before. */
function listTodo(scene: Scene, broadcast: LiveBroadcast | undefined, order: VideoRequest) {
  const { live, forms } = scene;
  const { madeMsAgo, thumbnail, overwrite = [] } = order;
  const fresh = isInserted(live, forms) && madeMsAgo === undefined;
  const unsealed = parseDescription(live.description, forms).marker?.seal === undefined;
  return planSteps({ ...scene, broadcast, fresh, unsealed, thumbnail, overwrite });
}
