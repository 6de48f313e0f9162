import { ApiError, badRequest, forbidden, notFound } from '../api/errors.ts';
import { type ApiAnswer, type ApiRequest, readParts, readRequired } from '../api/request.ts';
import { BROADCAST_PARTS, type BroadcastVideo } from '../resources/broadcast.ts';
import { completeBroadcast, setStreamActive, startBroadcast } from '../state/life.ts';
import type { Broadcast, LifeCycle } from '../state/rows.ts';
import type { World } from '../world.ts';
import { DOMAIN } from './broadcast-parts.ts';
import { readBroadcast, renderBroadcastAnswer } from './broadcasts-write.ts';

/** `liveBroadcasts.bind`: binds to a stream (state ready), or unbinds when no `streamId` is sent (state created). */
export function bindBroadcast(world: World, { query, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, BROADCAST_PARTS);
  const video = readBroadcast(world, readRequired(query, 'id'));
  const { lifeCycleStatus } = video.broadcast;
  if (lifeCycleStatus !== 'created' && lifeCycleStatus !== 'ready')
    throw forbidden(
      'liveBroadcastBindingNotAllowed',
      'Binding is not allowed in the current broadcast status.',
      DOMAIN,
    );
  const streamId = query.get('streamId');
  const bound = {
    ...video,
    broadcast: streamId ? bindTo(world, video.broadcast, streamId) : unbind(video.broadcast),
  };
  world.store.video.put(bound);
  return renderBroadcastAnswer(world, origin, bound, parts);
}

function bindTo({ store, now }: World, broadcast: Broadcast, streamId: string): Broadcast {
  if (store.stream.get(streamId) === undefined)
    throw notFound(
      'liveStreamNotFound',
      'The specified stream ID does not match any existing stream.',
      DOMAIN,
    );
  return {
    ...broadcast,
    lifeCycleStatus: 'ready',
    boundStreamId: streamId,
    boundAt: new Date(now()).toISOString(),
  };
}

function unbind(broadcast: Broadcast): Broadcast {
  const { boundStreamId: _stream, boundAt: _at, ...kept } = broadcast;
  return { ...kept, lifeCycleStatus: 'created' };
}

/** The states from which each target can be reached. */
const SOURCES: Readonly<Record<'testing' | 'live' | 'complete', readonly LifeCycle[]>> = {
  testing: ['ready'],
  live: ['ready', 'testing'],
  complete: ['live', 'testing'],
};

/** `liveBroadcasts.transition` to testing, live or complete. Intermediate states are skipped. */
export function transitionBroadcast(world: World, { query, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, BROADCAST_PARTS);
  const target = parseTarget(readRequired(query, 'broadcastStatus'));
  const video = readBroadcast(world, readRequired(query, 'id'));
  assertTransition(world, video, target);
  const moved = moveTo(world, video, target);
  // There is no encoder that could stop sending.
  if (target === 'complete') setStreamActive(world.store, video.broadcast, false);
  world.store.video.put(moved);
  return renderBroadcastAnswer(world, origin, moved, parts);
}

function parseTarget(value: string): keyof typeof SOURCES {
  if (value === 'testing' || value === 'live' || value === 'complete') return value;
  throw badRequest('invalidParameter', `Invalid value '${value}' for broadcastStatus.`, 'youtube.parameter');
}

function assertTransition(
  { store }: World,
  { broadcast }: BroadcastVideo,
  target: keyof typeof SOURCES,
): void {
  const { lifeCycleStatus, boundStreamId, settings } = broadcast;
  if (lifeCycleStatus === target) throw forbidden('redundantTransition', 'Redundant transition', DOMAIN);
  const skipsTest = target === 'live' && lifeCycleStatus === 'ready' && settings.enableMonitorStream;
  if (!SOURCES[target].includes(lifeCycleStatus) || skipsTest)
    throw forbidden('invalidTransition', 'Invalid transition', DOMAIN);
  if (target !== 'complete' && store.stream.get(boundStreamId ?? '')?.active !== true)
    throw new ApiError(403, 'errorStreamInactive', 'Stream is inactive', DOMAIN);
}

function moveTo(world: World, video: BroadcastVideo, target: keyof typeof SOURCES): BroadcastVideo {
  if (target === 'live') return startBroadcast(video, world.now());
  if (target === 'complete') return completeBroadcast(video, world.now());
  return { ...video, broadcast: { ...video.broadcast, lifeCycleStatus: 'testing' } };
}
