import { basesOfVideo } from '../domain/claims.ts';
import type { Desired } from '../domain/desired.ts';
import type { LiveVideo } from '../domain/live.ts';
import { isInserted } from '../domain/marker.ts';
import { type Change, planVideo } from '../domain/plan.ts';
import { deferUntilOver, followCourse, isAroundAir } from './air-time.ts';
import { assertClaim } from './claim.ts';
import { readBases, readContent } from './content.ts';
import { Failure, stall } from './failures.ts';
import { assertNotReplaced } from './find-video.ts';
import { bindTime } from './lease.ts';
import type { Parts } from './parts.ts';
import { runOnGrant, type Till } from './run.ts';
import { planSteps } from './steps.ts';
import { tellPlan, tellRefusal } from './tell-plan.ts';
import type { UpdateResult, VideoOrder } from './types.ts';
import type { StoredBroadcast } from './youtube/broadcast-answer.ts';
import { readBroadcasts, updateBroadcast } from './youtube/broadcasts.ts';
import { readVideos, type StoredVideo, updateVideo as sendVideo } from './youtube/videos.ts';

const FRESH_RETRY_MS = 500;

/**
 * Read, merge, write: brings title, description, tags, category, language, privacy, start and latency of one video to what a
 * commit says, field by field, and says what else the video needs. Repeatable: it compares before it writes.
 * 1 or 2 units for the reads, 50 for each write.
 */
export function updateVideo(parts: Parts, order: VideoOrder): Promise<UpdateResult> {
  return runOnGrant(parts, order.grant, async (till) => {
    const { catalog, episode, desired } = await readContent(parts.repository, order.commit, order.episodeId);
    assertNotReplaced(catalog, episode, order.videoId);
    const live = await readLive(parts, till, order);
    const said = await readBases(parts.repository, order.bases, episode);
    const bases = basesOfVideo(said, live, catalog.academy);
    assertClaim({ live, desired, episode, forms: catalog.academy, overwrite: order.overwrite });
    parts.index.remember(episode.id, live.videoId);
    const now = parts.clock();
    const bindAt = bindTime(catalog, desired, now);
    if (order.cause === 'shared' && isAroundAir(live, now))
      return { ...deferUntilOver(live, desired), ...followCourse({ live, desired, bindAt, now }) };
    const broadcast = await readBroadcast(parts, till, { live, desired, bases, cause: order.cause });
    const forms = catalog.academy;
    const created = isInserted(live, forms);
    const { overwrite = [] } = order;
    const plan = planVideo({ desired, bases, live, broadcast, forms, created, overwrite, now });
    let moved = broadcast;
    for (const change of plan.changes) moved = await send(parts, till, { change, live, broadcast: moved });
    const todo = planSteps({
      desired,
      bases,
      live,
      broadcast,
      bindAt,
      now,
      fresh: created || order.fresh,
      ended: order.running === true && live.phase === 'complete',
      thumbnail: order.thumbnail,
      overwrite,
    });
    return {
      ...tellPlan(plan, desired),
      title: desired.title,
      status: desired.status,
      todo,
      left: [...plan.edited, ...plan.unknown],
      ...tellRefusal(plan, live),
      ...followCourse({ live, desired, broadcast: moved, bindAt, now }),
    };
  });
}

/** A video that was made a moment ago can be invisible for seconds. */
async function readLive(parts: Parts, { purse, signal }: Till, { videoId, episodeId, fresh }: VideoOrder) {
  const [live] = await readVideos(parts.youtube, purse, [videoId], signal);
  if (live !== undefined) return live;
  if (fresh)
    throw new Failure({
      kind: 'wait',
      reason: 'not-visible',
      message: `video ${videoId} is not visible yet`,
      outcome: 'not-sent',
      retryAfterMs: FRESH_RETRY_MS,
    });
  throw stall(
    'vanished',
    `video ${videoId} of ${episodeId} is not on YouTube any more: if it was deleted on purpose, remove the episode's file or its youtube.videoId; then send the update retry`,
  );
}

type BroadcastQuestion = {
  live: LiveVideo;
  desired: Desired;
  bases: readonly Desired[];
  cause: VideoOrder['cause'];
};

/** One unit, spared when a shared cause changes nothing that lives on the broadcast. */
async function readBroadcast(parts: Parts, { purse, signal }: Till, question: BroadcastQuestion) {
  const { live, desired, bases, cause } = question;
  if (live.phase !== 'upcoming') return undefined;
  const same = bases.some(
    (base) =>
      base.start === desired.start &&
      base.latency === desired.latency &&
      base.stream === desired.stream &&
      base.streamAfter === desired.streamAfter &&
      base.status === desired.status,
  );
  if (cause === 'shared' && same) return undefined;
  return (await readBroadcasts(parts.youtube, purse, [live.videoId], signal))[0];
}

type Sending = { change: Change; live: StoredVideo; broadcast: StoredBroadcast | undefined };

/** Answers the broadcast as it stands then. */
async function send(
  { youtube }: Parts,
  { purse, signal }: Till,
  { change, live, broadcast }: Sending,
): Promise<StoredBroadcast | undefined> {
  if (change.call === 'videos.update') await sendVideo(youtube, purse, { live, next: change.next }, signal);
  else if (broadcast !== undefined)
    return updateBroadcast(youtube, purse, { live: broadcast, change: change.next }, signal);
  return broadcast;
}
