import { insertBroadcast, listBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { Till } from '../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import type { CreateOrder, CreateResult, Step } from '../../contract/episode.ts';
import { chooseVideos, namesOf } from '../../domain/changes/claims.ts';
import {
  INSERTED,
  isInserted,
  renderDescription,
  renderMarker,
  renderSeal,
} from '../../domain/render/description/marker.ts';
import { type Desired, privacyIn } from '../../domain/render/desired.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { type Content, readContent } from '../content.ts';
import type { Parts } from '../dependencies.ts';
import { runOnGrant, type Timed } from '../run-with-quota.ts';
import { assertUnclaimed } from './find-duplicates.ts';
import { candidatesOf, carriesMarkerOf, twoVideos } from './find-video.ts';
import { planSteps } from './plan-steps.ts';
import { bindTime } from './stream-schedule.ts';

type Broadcast = Awaited<ReturnType<typeof listBroadcasts>>[number];

/**
 * Create once: looks for the marker among upcoming and active broadcasts and the newest uploads, and inserts only when it is
 * nowhere. 4 to 55 units. An insert without an answer is a failure of unknown outcome: the workflow looks again before it repeats.
 */
export function createBroadcast(parts: Parts, order: CreateOrder): Promise<CreateResult> {
  return runOnGrant(parts, order.grant, async (till) => {
    const content = await readContent(parts.repository, order.commit, order.episodeId);
    const broadcasts = await listOpen(parts, till);
    const found = await findOwn(parts, till, content, broadcasts);
    if (found !== undefined) {
      parts.index.remember(order.episodeId, found);
      return {
        outcome: 'adopted' as const,
        videoId: found,
        ...findUnfinished(parts, content, broadcasts, found),
      };
    }
    if (hasStarted(content.desired, parts.clock())) return { outcome: 'missed' as const };
    if (!order.mayInsert) return { outcome: 'missing' as const };
    await assertUnclaimed(parts, order, content, broadcasts);
    assertTimeLeft(parts, till);
    const made = await insertBroadcast(parts.youtube, till.purse, renderInsert(content), till.signal);
    parts.index.remember(order.episodeId, made.videoId);
    const todo = stepsOfNew(content, made, parts.clock());
    return { outcome: 'created' as const, videoId: made.videoId, todo };
  });
}

/** One of ours whose first update never came needs all its steps before that, whoever began it. */
function findUnfinished(
  parts: Parts,
  content: Content,
  broadcasts: readonly Broadcast[],
  videoId: string,
): Pick<CreateResult, 'todo'> {
  const found = broadcasts.find((broadcast) => broadcast.videoId === videoId);
  if (found === undefined || !isInserted({ ...found, tags: [] }, content.catalog.academy)) return {};
  return { todo: stepsOfNew(content, found, parts.clock()) };
}

/** What a broadcast needs that our insert made: nothing but its texts and times is there yet. */
function stepsOfNew({ catalog, desired }: Content, broadcast: Broadcast, now: number): Step[] {
  const live = {
    ...broadcast,
    tags: [],
    categoryId: '',
    phase: 'upcoming' as const,
    hasCustomThumbnail: false,
  };
  const bindAt = bindTime(catalog, desired, now);
  return planSteps({ desired, bases: [], live, broadcast, bindAt, now, fresh: true });
}

async function listOpen({ youtube }: Parts, { purse, signal }: Till): Promise<Broadcast[]> {
  const upcoming = await listBroadcasts(youtube, purse, 'upcoming', signal);
  return [...upcoming, ...(await listBroadcasts(youtube, purse, 'active', signal))];
}

/** One that has started may lie below any number of newer uploads: then the whole channel is listed, once in a worker's life. */
async function findOwn(
  parts: Parts,
  till: Till,
  content: Content,
  broadcasts: readonly Broadcast[],
): Promise<string | undefined> {
  const { catalog, episode, desired } = content;
  const marked = broadcasts
    .filter((broadcast) => carriesMarkerOf(episode, broadcast, catalog.academy))
    .map(({ videoId }) => videoId);
  const find = (): readonly string[] =>
    chooseVideos(catalog, episode, [...marked, ...candidatesOf(parts, catalog, episode)]);
  if (hasStarted(desired, parts.clock())) await parts.index.listAll(till, catalog.academy);
  else if (find().length === 0) await parts.index.listNewest(till, catalog.academy);
  return chooseOne(parts, till, content, { candidates: find(), marked });
}

/** What is only remembered may be corrected on YouTube by now: of several it is read again. */
async function chooseOne(
  { youtube, index }: Parts,
  { purse, signal }: Till,
  { catalog, episode }: Content,
  { candidates, marked }: { candidates: readonly string[]; marked: readonly string[] },
): Promise<string | undefined> {
  if (candidates.length < 2) return candidates[0];
  const remembered = candidates.filter((videoId) => !marked.includes(videoId));
  const read = await readVideos(youtube, purse, remembered.slice(0, PAGE_SIZE), signal);
  const still = read.filter((video) => carriesMarkerOf(episode, video, catalog.academy));
  const gone = remembered.filter((id) => !still.some(({ videoId }) => videoId === id));
  for (const videoId of gone) for (const name of namesOf(episode)) index.forget(name, videoId);
  const left = candidates.filter((videoId) => !gone.includes(videoId));
  if (left.length > 1) throw twoVideos(episode, left);
  return left[0];
}

const hasStarted = ({ start = '' }: Desired, now: number): boolean => Date.parse(start) <= now;

/** An insert that outlives its activity is one that nobody hears of: it needs the time that its call may take. */
function assertTimeLeft({ youtube }: Parts, till: Timed): void {
  if (till.left() >= youtube.timeoutMs) return;
  throw new Failure({
    kind: 'wait',
    reason: 'too-late',
    message: 'too little time was left for the insert after a slow look: not sent, tried again by itself',
    outcome: 'not-sent',
    retryAfterMs: 0,
  });
}

/** An insert carries no tags, category or language: its seal says that the first update is still to come. */
function renderInsert({ catalog, desired }: Content) {
  const seal = { ...renderSeal({ body: desired.body, title: desired.title, tags: [] }), tags: INSERTED };
  return {
    title: desired.title,
    description: renderDescription(desired.body, renderMarker(catalog.academy, desired.episodeId, seal)),
    start: desired.start ?? '',
    end: endOf(desired),
    privacy: privacyIn(desired, false) ?? 'private',
    latency: desired.latency ?? 'normal',
  };
}

const endOf = ({ start = '', durationSeconds }: Desired): string =>
  new Date(Date.parse(start) + durationSeconds * 1000).toISOString();
