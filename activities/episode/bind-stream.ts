import { bindBroadcast, listBroadcasts, readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { listStreams } from '../../clients/youtube/streams.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import type { StepResult } from '../../contract/episode-steps.ts';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { type Failure, stall } from '../../domain/shared/failure.ts';
import { hashText } from '../../domain/shared/hash.ts';
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { assertHandedOver, standingOf } from './own-video.ts';
import { isManaged } from './plan-steps.ts';
import { isHeldBack, REFUSAL_DIGITS, STILL_REFUSED, sendOrRefuse } from './step-refusal.ts';
import { findBindTime } from './stream-schedule.ts';

/** Binds a broadcast to its stream, found by title, unless a person bound it to another one. 3 to 53 units. */
export function bindStream(deps: Dependencies, request: VideoRequest): Promise<StepResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<StepResult>> => {
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const { catalog, desired } = content;
    if (!isManaged(desired, 'stream')) return { done: false, detail: 'stream: keep' };
    if (!hasPassed(findBindTime(catalog, desired, deps.clock()), deps.clock()))
      return { done: false, detail: 'another episode still uses its stream' };
    const hash = hashText(`bind ${desired.stream}`, REFUSAL_DIGITS);
    if (isHeldBack(request, hash)) return STILL_REFUSED;
    const [broadcast] = await readBroadcasts(deps.youtube, call.meter, [request.videoId], call.signal);
    assertOurs(content, request, broadcast);
    return sendOrRefuse(hash, () => bind(deps, call, { request, content, broadcast }));
  });
}

type Binding = {
  readonly request: VideoRequest;
  readonly content: EpisodeContent;
  readonly broadcast: LiveBroadcast | undefined;
};

async function bind(
  deps: Dependencies,
  call: YouTubeCall,
  { request, content: { episode, desired }, broadcast }: Binding,
): Promise<WithoutSpent<StepResult>> {
  const { meter, signal } = call;
  const bases = await readBases(deps.repository, request.baseCommits, episode);
  const streams = await listStreams(deps.youtube, meter, signal);
  const idOf = (title: string | undefined): string | undefined =>
    streams.find((stream) => stream.title === title)?.streamId;
  const streamId = idOf(desired.stream);
  if (streamId === undefined)
    throw unknownStreamFailure(
      desired.stream,
      streams.map(({ title }) => title),
    );
  const bound = broadcast?.boundStreamId;
  if (bound === streamId) return { done: false, detail: `bound to "${desired.stream}"` };
  const isOurs = bound === undefined || bases.some((base) => idOf(base.stream) === bound);
  if (!isOurs && request.overwrite?.includes('stream') !== true) {
    const detail = 'a person bound it to another stream; not changed';
    return { done: false, detail, skippedField: 'stream' as const };
  }
  const onAir = await findOnAir(deps, call, streamId);
  if (onAir !== undefined) return waitForEncoder(desired, onAir, deps.clock());
  await bindBroadcast(deps.youtube, meter, { videoId: request.videoId, streamId }, signal);
  return { done: true, detail: `bound to "${desired.stream}"` };
}

const UNBIND = 'unbind';

/** Unbinds a broadcast that is cancelled, or whose stream another episode now uses first. 1 to 51 units. */
export function unbindStream(deps: Dependencies, request: VideoRequest): Promise<StepResult> {
  return runWithQuota(deps, request.grant, async ({ meter, signal }): Promise<WithoutSpent<StepResult>> => {
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const { catalog, desired } = content;
    if (!isManaged(desired, 'stream')) return { done: false, detail: 'stream: keep' };
    if (hasPassed(findBindTime(catalog, desired, deps.clock()), deps.clock()))
      return { done: false, detail: 'no other episode uses its stream' };
    if (isHeldBack(request, UNBIND)) return STILL_REFUSED;
    const [broadcast] = await readBroadcasts(deps.youtube, meter, [request.videoId], signal);
    assertOurs(content, request, broadcast);
    if (broadcast?.boundStreamId === undefined) return { done: false, detail: 'not bound to a stream' };
    return sendOrRefuse(UNBIND, async () => {
      await bindBroadcast(deps.youtube, meter, { videoId: request.videoId, streamId: undefined }, signal);
      return { done: true, detail: 'unbound from its stream' };
    });
  });
}

function assertOurs(
  { catalog, episode }: EpisodeContent,
  { videoId, remembered }: VideoRequest,
  broadcast: LiveBroadcast | undefined,
): void {
  if (broadcast === undefined) return;
  const standing = standingOf(catalog, episode, { ...broadcast, phase: 'upcoming' }, remembered);
  assertHandedOver(standing, episode, videoId);
}

/** What is on air on the stream: a broadcast with auto-start that is bound to it would go live at once. */
async function findOnAir(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  streamId: string,
): Promise<LiveBroadcast | undefined> {
  const active = await listBroadcasts(youtube, meter, 'active', signal);
  return active.find(({ boundStreamId }) => boundStreamId === streamId);
}

const MINUTE = 60_000;
/** From then on a person has to end what is on air. */
const BEFORE_START = 60 * MINUTE;

/** A stream that is not ended stays live for ever: auto-stop is off. */
export function waitForEncoder(
  { stream = '', start = '' }: Pick<Desired, 'stream' | 'start'>,
  { title, videoId }: Pick<LiveBroadcast, 'title' | 'videoId'>,
  now: number,
): WithoutSpent<StepResult> {
  const detail = `"${stream}" is still on air`;
  const checkFor = 'to bind it when the encoder is free';
  const untilWarning = Date.parse(start) - BEFORE_START - now;
  if (untilWarning > 0)
    return { done: false, detail, checkInMs: Math.min(15 * MINUTE, untilWarning), checkFor };
  const unbound = `"${title}" (video ${videoId}) is still live on the encoder "${stream}": end it in YouTube Studio, then this one is bound within 5 minutes. Until then the encoder feeds the old page`;
  return { done: false, detail, checkInMs: 5 * MINUTE, checkFor, unbound };
}

const hasPassed = (at: number | undefined, now: number): boolean => at !== undefined && at <= now;

const unknownStreamFailure = (title: string | undefined, titles: readonly string[]): Failure =>
  stall(
    'unknown-stream',
    `YouTube has no stream with the title "${title}"; there are: ${titles.map((name) => `"${name}"`).join(', ') || 'none'}. Correct streams in academy.yaml, or create the stream in YouTube Studio; then send the update retry`,
  );
