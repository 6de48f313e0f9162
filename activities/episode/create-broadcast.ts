import { insertBroadcast, listBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import type { CreateRequest, CreateResult, Step } from '../../contract/episode.ts';
import { chooseVideos, markerIdsOf } from '../../domain/changes/claims.ts';
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
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readContent } from '../read-content.ts';
import { runWithQuota, type TimedCall, type WithoutSpent } from '../run-with-quota.ts';
import { assertNoDuplicate } from './find-duplicates.ts';
import { candidatesOf, carriesMarkerOf, twoVideosFailure } from './own-video.ts';
import { planSteps } from './plan-steps.ts';
import { findBindTime } from './stream-schedule.ts';

type Broadcast = Awaited<ReturnType<typeof listBroadcasts>>[number];

/**
 * Creates once: searches for the marker in upcoming and active broadcasts and the newest uploads, and inserts only if it is nowhere.
 * 4 to 55 units. An insert without an answer is a failure of unknown outcome: the workflow searches again before it repeats it.
 */
export function createBroadcast(deps: Dependencies, request: CreateRequest): Promise<CreateResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<CreateResult>> => {
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const broadcasts = await listOpen(deps, call);
    const found = await findOwn(deps, call, content, broadcasts);
    if (found !== undefined) {
      deps.index.remember(request.episodeId, found);
      return {
        outcome: 'adopted' as const,
        videoId: found,
        ...findUnfinished(deps, content, broadcasts, found),
      };
    }
    if (hasStarted(content.desired, deps.clock())) return { outcome: 'missed' as const };
    if (!request.mayInsert) return { outcome: 'missing' as const };
    await assertNoDuplicate(deps, request, content, broadcasts);
    assertTimeLeft(deps, call);
    const created = await insertBroadcast(deps.youtube, call.meter, renderInsert(content), call.signal);
    deps.index.remember(request.episodeId, created.videoId);
    const nextSteps = stepsOfNew(content, created, deps.clock());
    return { outcome: 'created' as const, videoId: created.videoId, nextSteps };
  });
}

/** A broadcast of ours that never got its first update needs all steps before it, whichever run created it. */
function findUnfinished(
  deps: Dependencies,
  content: EpisodeContent,
  broadcasts: readonly Broadcast[],
  videoId: string,
): Pick<CreateResult, 'nextSteps'> {
  const found = broadcasts.find((broadcast) => broadcast.videoId === videoId);
  if (found === undefined || !isInserted({ ...found, tags: [] }, content.catalog.academy)) return {};
  return { nextSteps: stepsOfNew(content, found, deps.clock()) };
}

/** The steps for a broadcast that our insert created: it has only its texts and times. */
function stepsOfNew({ catalog, desired }: EpisodeContent, broadcast: Broadcast, now: number): Step[] {
  const live = {
    ...broadcast,
    tags: [],
    categoryId: '',
    phase: 'upcoming' as const,
    hasCustomThumbnail: false,
  };
  const bindAt = findBindTime(catalog, desired, now);
  return planSteps({ desired, bases: [], live, broadcast, bindAt, now, fresh: true });
}

async function listOpen({ youtube }: Dependencies, { meter, signal }: YouTubeCall): Promise<Broadcast[]> {
  const upcoming = await listBroadcasts(youtube, meter, 'upcoming', signal);
  return [...upcoming, ...(await listBroadcasts(youtube, meter, 'active', signal))];
}

/** The broadcast of a started episode may be below any number of newer uploads: then the whole channel is listed, once per worker. */
async function findOwn(
  deps: Dependencies,
  call: YouTubeCall,
  content: EpisodeContent,
  broadcasts: readonly Broadcast[],
): Promise<string | undefined> {
  const { catalog, episode, desired } = content;
  const marked = broadcasts
    .filter((broadcast) => carriesMarkerOf(episode, broadcast, catalog.academy))
    .map(({ videoId }) => videoId);
  const find = (): readonly string[] =>
    chooseVideos(catalog, episode, [...marked, ...candidatesOf(deps, catalog, episode)]);
  if (hasStarted(desired, deps.clock())) await deps.index.listAll(call, catalog.academy);
  else if (find().length === 0) await deps.index.listNewest(call, catalog.academy);
  return chooseOne(deps, call, content, { candidates: find(), marked });
}

/** With several candidates, remembered ones are read again: their marker may have been removed on YouTube. */
async function chooseOne(
  { youtube, index }: Dependencies,
  { meter, signal }: YouTubeCall,
  { catalog, episode }: EpisodeContent,
  { candidates, marked }: { candidates: readonly string[]; marked: readonly string[] },
): Promise<string | undefined> {
  if (candidates.length < 2) return candidates[0];
  const remembered = candidates.filter((videoId) => !marked.includes(videoId));
  const read = await readVideos(youtube, meter, remembered.slice(0, PAGE_SIZE), signal);
  const still = read.filter((video) => carriesMarkerOf(episode, video, catalog.academy));
  const gone = remembered.filter((id) => !still.some(({ videoId }) => videoId === id));
  for (const videoId of gone) for (const name of markerIdsOf(episode)) index.forget(name, videoId);
  const remaining = candidates.filter((videoId) => !gone.includes(videoId));
  if (remaining.length > 1) throw twoVideosFailure(episode, remaining);
  return remaining[0];
}

const hasStarted = ({ start = '' }: Desired, now: number): boolean => Date.parse(start) <= now;

/** The answer of an insert that outlives its activity would be lost: there must be time for the whole call. */
function assertTimeLeft({ youtube }: Dependencies, call: TimedCall): void {
  if (call.left() >= youtube.timeoutMs) return;
  throw new Failure({
    kind: 'wait',
    reason: 'too-late',
    message: 'too little time was left for the insert after a slow search: not sent, retried automatically',
    outcome: 'not-sent',
    retryAfterMs: 0,
  });
}

/** An insert has no tags, category or language: its seal says that the first update is still to come. */
function renderInsert({ catalog, desired }: EpisodeContent) {
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
