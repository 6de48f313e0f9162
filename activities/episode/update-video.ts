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
export function updateVideo(deps: Dependencies, request: VideoRequest): Promise<UpdateResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<UpdateResult>> => {
    const scene = await readScene(deps, call, request);
    const { live, desired, bindAt, now } = scene;
    if (mustWaitForAir(request, live, now))
      return { ...deferUntilOver(live, desired), ...describePhase({ live, desired, bindAt, now }) };
    const broadcast = await readBroadcast(deps, call, live);
    const plan = planScene(scene, broadcast, request);
    const { moved, unkept } = await sendChanges(deps, call, {
      plan,
      live,
      broadcast,
      before: request.notConverged,
    });
    return {
      ...describePlan(plan, desired),
      title: desired.title,
      status: desired.status,
      nextSteps: listTodo(scene, broadcast, request),
      skippedFields: [...plan.edited, ...plan.unknown],
      ...describeRefusal(plan, live, unkept),
      ...(Object.keys(unkept).length === 0 ? {} : { notConverged: unkept }),
      ...describePhase({ live, desired, broadcast: moved, bindAt, now }),
    };
  });
}

type Scene = Awaited<ReturnType<typeof readScene>>;

/** What the commit says and what stands on YouTube; nothing is written to a video that is not the episode's. */
async function readScene(deps: Dependencies, call: YouTubeCall, request: VideoRequest) {
  const { catalog, episode, desired } = await readContent(deps.repository, request.commit, request.episodeId);
  assertNotReplaced(catalog, episode, request.videoId);
  const live = await readLive(deps, call, request);
  const forms = catalog.academy;
  const bases = basesOfVideo(await readBases(deps.repository, request.baseCommits, episode), live, forms);
  assertOwnership({ live, desired, episode, forms, overwrite: request.overwrite });
  deps.index.remember(episode.id, live.videoId);
  const now = deps.clock();
  return { desired, live, bases, forms, now, bindAt: findBindTime(catalog, desired, now) };
}

/** Start, end, latency and the stream stand on the broadcast: one unit, while they can change at all. */
async function readBroadcast(
  deps: Dependencies,
  { meter, signal }: YouTubeCall,
  { phase, videoId }: StoredVideo,
) {
  if (phase !== 'upcoming') return undefined;
  return (await readBroadcasts(deps.youtube, meter, [videoId], signal))[0];
}

function planScene(scene: Scene, broadcast: LiveBroadcast | undefined, request: VideoRequest): VideoPlan {
  const { live, forms } = scene;
  const { start, end, latency } = broadcast ?? {};
  const ours = listOurs({ ...live, start, end, latency }, request.notConverged ?? {});
  const overwrite = [...(request.overwrite ?? []), ...ours];
  return planVideo({ ...scene, broadcast, created: isInserted(live, forms), overwrite });
}

/** What it needs besides; where its creation has just been finished, that was done before. */
function listTodo(scene: Scene, broadcast: LiveBroadcast | undefined, request: VideoRequest) {
  const { live, forms } = scene;
  const { madeMsAgo, thumbnail, overwrite = [] } = request;
  const fresh = isInserted(live, forms) && madeMsAgo === undefined;
  const unsealed = parseDescription(live.description, forms).marker?.seal === undefined;
  return planSteps({ ...scene, broadcast, fresh, unsealed, thumbnail, overwrite });
}
