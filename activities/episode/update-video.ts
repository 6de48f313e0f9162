import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { Till } from '../../clients/youtube/quota-meter.ts';
import type { StoredVideo } from '../../clients/youtube/video-answer.ts';
import type { UpdateResult, VideoOrder } from '../../contract/episode.ts';
import { basesOfVideo } from '../../domain/changes/claims.ts';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import { planVideo, type VideoPlan } from '../../domain/changes/plan/plan.ts';
import { isInserted, parseDescription } from '../../domain/render/description/marker.ts';
import { readBases, readContent } from '../content.ts';
import type { Parts } from '../dependencies.ts';
import { runOnGrant } from '../run-with-quota.ts';
import { deferUntilOver, followCourse, mustWaitForAir } from './air-time.ts';
import { assertClaim } from './assert-ownership.ts';
import { listOurs } from './convergence.ts';
import { tellPlan, tellRefusal } from './describe-plan.ts';
import { assertNotReplaced } from './find-video.ts';
import { planSteps } from './plan-steps.ts';
import { readLive } from './read-live.ts';
import { sendChanges } from './send-changes.ts';
import { bindTime } from './stream-schedule.ts';

/**
 * Read, merge, write: brings title, description, tags, category, language, privacy, start and latency of one video to what a
 * commit says, field by field, and says what else the video needs. Repeatable: it compares before it writes.
 * 1 unit for the video, 1 for its broadcast while it is upcoming, 50 for each write.
 */
export function updateVideo(parts: Parts, order: VideoOrder): Promise<UpdateResult> {
  return runOnGrant(parts, order.grant, async (till) => {
    const scene = await readScene(parts, till, order);
    const { live, desired, bindAt, now } = scene;
    if (mustWaitForAir(order, live, now))
      return { ...deferUntilOver(live, desired), ...followCourse({ live, desired, bindAt, now }) };
    const broadcast = await readBroadcast(parts, till, live);
    const plan = planScene(scene, broadcast, order);
    const { moved, unkept } = await sendChanges(parts, till, { plan, live, broadcast, before: order.unkept });
    return {
      ...tellPlan(plan, desired),
      title: desired.title,
      status: desired.status,
      todo: listTodo(scene, broadcast, order),
      left: [...plan.edited, ...plan.unknown],
      ...tellRefusal(plan, live, unkept),
      ...(Object.keys(unkept).length === 0 ? {} : { unkept }),
      ...followCourse({ live, desired, broadcast: moved, bindAt, now }),
    };
  });
}

type Scene = Awaited<ReturnType<typeof readScene>>;

/** What the commit says and what stands on YouTube; nothing is written to a video that is not the episode's. */
async function readScene(parts: Parts, till: Till, order: VideoOrder) {
  const { catalog, episode, desired } = await readContent(parts.repository, order.commit, order.episodeId);
  assertNotReplaced(catalog, episode, order.videoId);
  const live = await readLive(parts, till, order);
  const forms = catalog.academy;
  const bases = basesOfVideo(await readBases(parts.repository, order.bases, episode), live, forms);
  assertClaim({ live, desired, episode, forms, overwrite: order.overwrite });
  parts.index.remember(episode.id, live.videoId);
  const now = parts.clock();
  return { desired, live, bases, forms, now, bindAt: bindTime(catalog, desired, now) };
}

/** Start, end, latency and the stream stand on the broadcast: one unit, while they can change at all. */
async function readBroadcast(parts: Parts, { purse, signal }: Till, { phase, videoId }: StoredVideo) {
  if (phase !== 'upcoming') return undefined;
  return (await readBroadcasts(parts.youtube, purse, [videoId], signal))[0];
}

function planScene(scene: Scene, broadcast: LiveBroadcast | undefined, order: VideoOrder): VideoPlan {
  const { live, forms } = scene;
  const { start, end, latency } = broadcast ?? {};
  const ours = listOurs({ ...live, start, end, latency }, order.unkept ?? {});
  const overwrite = [...(order.overwrite ?? []), ...ours];
  return planVideo({ ...scene, broadcast, created: isInserted(live, forms), overwrite });
}

/** What it needs besides; where its creation has just been finished, that was done before. */
function listTodo(scene: Scene, broadcast: LiveBroadcast | undefined, order: VideoOrder) {
  const { live, forms } = scene;
  const { madeMsAgo, thumbnail, overwrite = [] } = order;
  const fresh = isInserted(live, forms) && madeMsAgo === undefined;
  const unsealed = parseDescription(live.description, forms).marker?.seal === undefined;
  return planSteps({ ...scene, broadcast, fresh, unsealed, thumbnail, overwrite });
}
