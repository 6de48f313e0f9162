import { badRequest } from '../api/errors.ts';
import { renderAll, renderPage } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readFilter, readIds, readParts } from '../api/request.ts';
import {
  BROADCAST_PARTS,
  type BroadcastVideo,
  isBroadcast,
  renderBroadcast,
} from '../resources/broadcast.ts';
import { listUploads } from '../state/order.ts';
import type { LifeCycle } from '../state/rows.ts';
import type { World } from '../world.ts';

/** The states for each `broadcastStatus`. */
const FILTERS: Readonly<Record<string, readonly LifeCycle[]>> = {
  all: ['created', 'ready', 'testing', 'live', 'complete', 'revoked'],
  upcoming: ['created', 'ready'],
  active: ['testing', 'live'],
  completed: ['complete'],
};

/** `liveBroadcasts.list`: by exactly one of `id`, `mine`, `broadcastStatus`; newest first. Not subject to slow visibility. */
export function listBroadcasts(world: World, { query, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, BROADCAST_PARTS);
  const filter = readFilter(query, ['id', 'mine', 'broadcastStatus'], 'incompatibleParameters');
  const scene = { origin, channel: world.channel() };
  const render = (video: BroadcastVideo) => renderBroadcast(scene, video, parts);
  const kind = 'youtube#liveBroadcastListResponse';
  if (filter === 'id') return { body: renderAll(kind, findBroadcasts(world, readIds(query)).map(render)) };
  return { body: renderPage(query, kind, selectBroadcasts(world, query), render) };
}

function findBroadcasts({ store }: World, ids: readonly string[]): BroadcastVideo[] {
  return ids.flatMap((id) => store.video.get(id) ?? []).filter(isBroadcast);
}

function selectBroadcasts({ store }: World, query: URLSearchParams): BroadcastVideo[] {
  // All broadcasts are events; YouTube has no persistent ones any more either.
  if (query.get('broadcastType') === 'persistent') return [];
  const status = query.get('broadcastStatus') ?? 'all';
  const states = FILTERS[status];
  if (states === undefined)
    throw badRequest(
      'invalidParameter',
      `Invalid value '${status}' for broadcastStatus.`,
      'youtube.parameter',
    );
  return listUploads(store)
    .filter(isBroadcast)
    .filter(({ broadcast }) => states.includes(broadcast.lifeCycleStatus));
}
