import type { NewBroadcast } from '../../clients/youtube/broadcast-resource.ts';
import { insertBroadcast, listBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import type { CreateRequest, CreateResult } from '../../contract/episode-calls.ts';
import type { Step } from '../../contract/episode-steps.ts';
import { claimsOf, markerIdsOf } from '../../domain/changes/claims.ts';
import {
  isHandedOver,
  type Remembered,
  rememberStanding,
  type Standing,
  type StandingInput,
} from '../../domain/changes/hand-over.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { formatSeal, renderMarker, renderSeal, UNFINISHED } from '../../domain/render/description/marker.ts';
import { type Desired, ownershipOf, privacyIn, renderMarked } from '../../domain/render/desired.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readContent } from '../read-content.ts';
import { runWithQuota, type TimedCall, type WithoutSpent } from '../run-with-quota.ts';
import { assertNoDuplicate } from './find-duplicates.ts';
import { candidatesOf, standingOf, twoVideosFailure } from './own-video.ts';
import { planSteps } from './plan-steps.ts';
import { findBindTime } from './stream-schedule.ts';

type Broadcast = Awaited<ReturnType<typeof listBroadcasts>>[number];

/**
 * Creates once: searches for the sealed marker in upcoming and active broadcasts and the newest uploads, and for the video that the
 * last run remembers, and inserts only if it is nowhere. 4 to 56 units. An insert without an answer is a failure of unknown outcome:
 * the workflow searches again before it repeats it.
 */
export function createBroadcast(deps: Dependencies, request: CreateRequest): Promise<CreateResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<CreateResult>> => {
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const broadcasts = await listOpen(deps, call);
    const found = await findOwn(deps, call, { content, broadcasts, remembered: request.remembered });
    if (found !== undefined) return adopt(deps, content, broadcasts, found);
    if (hasStarted(content.desired, deps.clock()))
      return { outcome: 'missed' as const, linkedVideoIds: listLinked(deps, content) };
    if (!request.mayInsert) return { outcome: 'missing' as const };
    await assertNoDuplicate(deps, request, content, broadcasts);
    assertTimeLeft(deps, call);
    const insert = renderInsert(content);
    const created = await insertOnce(deps, call, insert);
    const { videoId } = created;
    deps.index.remember(request.episodeId, videoId);
    const nextSteps = stepsOfNew(content, created, deps.clock());
    const remembered = { videoId, seal: formatSeal(insert.seal) };
    return { outcome: 'created' as const, videoId, nextSteps, remembered };
  });
}

type Found = { readonly videoId: string; readonly standing: Standing };

/** A broadcast of ours that never got its first update needs all steps before it, whichever run created it. */
function adopt(
  deps: Dependencies,
  content: EpisodeContent,
  broadcasts: readonly Broadcast[],
  { videoId, standing }: Found,
): WithoutSpent<CreateResult> {
  deps.index.remember(content.episode.id, videoId);
  const unfinished =
    standing.kind === 'unfinished' ? broadcasts.find((one) => one.videoId === videoId) : undefined;
  return {
    outcome: 'adopted' as const,
    videoId,
    ...defined({ remembered: rememberStanding(standing, videoId) }),
    ...(unfinished === undefined ? {} : { nextSteps: stepsOfNew(content, unfinished, deps.clock()) }),
  };
}

/** The steps for a broadcast that our insert created: it has only its texts and times. */
function stepsOfNew(
  { catalog, episode, desired }: EpisodeContent,
  broadcast: Broadcast,
  now: number,
): Step[] {
  const live = {
    ...broadcast,
    tags: [],
    categoryId: '',
    phase: 'upcoming' as const,
    hasCustomThumbnail: false,
  };
  const bindAt = findBindTime(catalog, desired, now);
  const standing = standingOf(catalog, episode, live);
  return planSteps({ desired, bases: [], live, standing, broadcast, bindAt, now, fresh: true });
}

async function listOpen({ youtube }: Dependencies, { meter, signal }: YouTubeCall): Promise<Broadcast[]> {
  const upcoming = await listBroadcasts(youtube, meter, 'upcoming', signal);
  return [...upcoming, ...(await listBroadcasts(youtube, meter, 'active', signal))];
}

type Search = {
  readonly content: EpisodeContent;
  readonly broadcasts: readonly Broadcast[];
  readonly remembered: Remembered | undefined;
};

/**
 * Every candidate but a broadcast that was just listed is read before it counts. The broadcast of a started episode may be below any
 * number of newer uploads: then the whole channel is listed, once per worker.
 */
async function findOwn(deps: Dependencies, call: YouTubeCall, search: Search): Promise<Found | undefined> {
  const { content, broadcasts, remembered } = search;
  const { catalog, episode, desired } = content;
  const { named, replaced } = claimsOf(catalog);
  const isFree = (videoId: string): boolean => !replaced.has(videoId) && !named.has(videoId);
  const open = broadcasts.flatMap((one) => handedOverOf(content, { ...one, phase: 'upcoming' }));
  const listed = open.filter(({ videoId }) => isFree(videoId));
  const others = (): string[] =>
    [
      ...candidatesOf(deps, catalog, episode),
      ...(remembered === undefined ? [] : [remembered.videoId]),
    ].filter((videoId) => isFree(videoId) && !listed.some((one) => one.videoId === videoId));
  if (hasStarted(desired, deps.clock())) await deps.index.listAll(call, catalog.academy);
  else if (listed.length + others().length === 0) await deps.index.listNewest(call, catalog.academy);
  const read = await readCandidates(deps, call, content, { videoIds: others(), remembered });
  return chooseOne(episode, [...listed, ...read]);
}

function handedOverOf(
  { catalog, episode }: EpisodeContent,
  live: StandingInput['live'],
  remembered?: Remembered,
): Found[] {
  const standing = standingOf(catalog, episode, live, remembered);
  return isHandedOver(standing) ? [{ videoId: live.videoId, standing }] : [];
}

/** 1 unit if there are any. Forgets those that no longer carry the marker. */
async function readCandidates(
  { youtube, index }: Dependencies,
  { meter, signal }: YouTubeCall,
  content: EpisodeContent,
  { videoIds, remembered }: { videoIds: readonly string[]; remembered: Remembered | undefined },
): Promise<Found[]> {
  const read = await readVideos(youtube, meter, [...new Set(videoIds)].slice(0, PAGE_SIZE), signal);
  const found = read.flatMap((live) => handedOverOf(content, live, remembered));
  const gone = videoIds.filter((id) => !found.some(({ videoId }) => videoId === id));
  for (const videoId of gone) for (const name of markerIdsOf(content.episode)) index.forget(name, videoId);
  return found;
}

/** A video with a marker counts before one that is only remembered. @throws Failure (stall) when two carry the marker */
function chooseOne(episode: Episode, found: readonly Found[]): Found | undefined {
  const marked = found.filter(({ standing }) => 'marker' in standing);
  if (marked.length > 1)
    throw twoVideosFailure(
      episode,
      marked.map(({ videoId }) => videoId),
    );
  return marked[0] ?? found[0];
}

/** Videos that no file names and that link to the episode's page: a person may know that one is the episode. */
const listLinked = ({ index }: Dependencies, { catalog, episode }: EpisodeContent): string[] =>
  markerIdsOf(episode)
    .flatMap((id) => index.linked(id))
    .filter((videoId) => !claimsOf(catalog).named.has(videoId))
    .slice(0, MAX_LINKED);

const MAX_LINKED = 3;

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

/** A category that YouTube refuses is left out, as in an update: that call says so. Nothing was created by then. */
async function insertOnce(deps: Dependencies, call: TimedCall, insert: NewBroadcast) {
  const { youtube } = deps;
  const { meter, signal } = call;
  try {
    return await insertBroadcast(youtube, meter, insert, signal);
  } catch (error) {
    if (!(error instanceof Failure) || error.reason !== 'invalidCategoryId') throw error;
    assertTimeLeft(deps, call);
    const { categoryId: _refused, ...rest } = insert;
    return insertBroadcast(youtube, meter, rest, signal);
  }
}

/** An insert has no tags and no language, and no id yet: its seal says that the first update is still to come. */
function renderInsert({ catalog, desired }: EpisodeContent) {
  const seal = renderSeal({ body: desired.body, title: desired.title, tags: [] }, UNFINISHED);
  return {
    seal,
    title: desired.title,
    description: renderMarked(desired, renderMarker(catalog.academy, desired.episodeId, seal)),
    start: desired.start ?? '',
    end: endOf(desired),
    privacy: privacyIn(desired, false) ?? 'private',
    latency: desired.latency ?? 'normal',
    ...defined({
      categoryId: isOurs(desired, 'category') ? desired.categoryId : undefined,
      madeForKids: isOurs(desired, 'madeForKids') ? desired.madeForKids : undefined,
      dvr: isOurs(desired, 'dvr') ? desired.dvr : undefined,
      captions: isOurs(desired, 'captions') ? desired.captions : undefined,
    }),
  };
}

const isOurs = (desired: Desired, field: Field): boolean => ownershipOf(desired, field) !== 'keep';

const endOf = ({ start = '', durationSeconds }: Desired): string =>
  new Date(Date.parse(start) + durationSeconds * 1000).toISOString();
