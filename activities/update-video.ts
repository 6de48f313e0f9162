import type { Desired } from '../domain/desired.ts';
import type { LiveBroadcast, LiveVideo } from '../domain/live.ts';
import { isInserted } from '../domain/marker.ts';
import { type Change, planVideo } from '../domain/plan.ts';
import { assertClaim } from './claim.ts';
import { type Content, readBases, readContent } from './content.ts';
import { Failure, stall } from './failures.ts';
import { bindTime } from './lease.ts';
import type { Parts } from './parts.ts';
import { runOnGrant, type Till } from './run.ts';
import { planSteps } from './steps.ts';
import type { UpdateResult, VideoOrder } from './types.ts';
import type { StoredBroadcast } from './youtube/broadcast-answer.ts';
import { readBroadcasts, updateBroadcast } from './youtube/broadcasts.ts';
import { readVideos, type StoredVideo, updateVideo as sendVideo } from './youtube/videos.ts';

const HOUR = 60 * 60 * 1000;
const FRESH_RETRY_MS = 500;

/**
 * Read, merge, write: brings title, description, tags, category, language, privacy, start and latency of one video to what a
 * commit says, field by field, and says what else the video needs. Repeatable: it compares before it writes.
 * 1 or 2 units for the reads, 50 for each write.
 */
export function updateVideo(parts: Parts, order: VideoOrder): Promise<UpdateResult> {
  return runOnGrant(parts, order.grant, async (till) => {
    const content = await readContent(parts.repository, order.commit, order.episodeId);
    const { catalog, episode, desired } = content;
    const bases = await readBases(parts.repository, order.bases, episode);
    const live = await readLive(parts, till, order);
    assertClaim({ live, desired, episode, forms: catalog.academy, overwrite: order.overwrite });
    parts.index.remember(episode.id, live.videoId);
    if (order.cause === 'shared' && isAroundAir(live, parts.clock())) return deferUntilOver(live);
    const broadcast = await readBroadcast(parts, till, { live, desired, bases, cause: order.cause });
    const forms = catalog.academy;
    const created = isInserted(live, forms);
    const { overwrite = [] } = order;
    const plan = planVideo({ desired, bases, live, broadcast, forms, created, overwrite });
    for (const change of plan.changes) await send(parts, till, { change, live, broadcast });
    const now = parts.clock();
    const bindAt = bindTime(catalog, desired, now);
    const todo = planSteps({
      desired,
      bases,
      live,
      broadcast,
      bindAt,
      now,
      fresh: created || order.fresh,
      overwrite,
    });
    return {
      ...describe(plan, content),
      phase: live.phase,
      title: desired.title,
      todo,
      left: [...plan.edited, ...plan.unknown],
      ...startOf(broadcast, live),
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

/** From an hour before the start until it is complete, only the episode's own file changes it. */
function isAroundAir(live: LiveVideo, now: number): boolean {
  if (live.phase === 'live' || live.phase === 'testing') return true;
  return live.phase === 'upcoming' && Date.parse(live.start ?? '') - now <= HOUR;
}

const deferUntilOver = (live: LiveVideo): Omit<UpdateResult, 'spent'> => ({
  kind: 'deferred',
  detail: `around air time (${live.phase}): a shared cause waits until the stream has ended`,
  phase: live.phase,
  title: live.title,
  todo: [],
  ...(live.start === undefined ? {} : { start: live.start }),
});

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

async function send(
  { youtube }: Parts,
  { purse, signal }: Till,
  { change, live, broadcast }: Sending,
): Promise<void> {
  if (change.call === 'videos.update') await sendVideo(youtube, purse, { live, next: change.next }, signal);
  else if (broadcast !== undefined)
    await updateBroadcast(youtube, purse, { live: broadcast, change: change.next }, signal);
}

function describe(
  plan: ReturnType<typeof planVideo>,
  { desired }: Content,
): Pick<UpdateResult, 'kind' | 'detail'> {
  const left = [
    plan.edited.length === 0 ? '' : `a person edited ${plan.edited.join(', ')} on YouTube; left alone`,
    plan.unknown.length === 0 ? '' : `nobody can say who wrote ${plan.unknown.join(', ')}; left alone`,
  ].filter((text) => text !== '');
  const fields = plan.changes.flatMap((change) => change.fields);
  if (fields.length > 0)
    return { kind: 'written', detail: [`wrote ${fields.join(', ')}`, ...left].join('; ') };
  if (left.length > 0) return { kind: 'edited', detail: left.join('; ') };
  return {
    kind: 'unchanged',
    detail: desired.policy.manage === 'observe' ? 'manage: observe, nothing is written' : 'as it should be',
  };
}

function startOf(broadcast: LiveBroadcast | undefined, live: LiveVideo): { start?: string } {
  const start = broadcast?.start ?? live.start;
  return start === undefined ? {} : { start };
}
