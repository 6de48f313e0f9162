import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import {
  type BroadcastChange,
  mergeBroadcast,
  type NewBroadcast,
  parseBroadcast,
  renderBroadcastChange,
  renderNewBroadcast,
  type StoredBroadcast,
} from './broadcast-resource.ts';
import type { YouTubeClient } from './client.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { listAll, send } from './send.ts';

const PARTS = ['id', 'snippet', 'status', 'contentDetails'];

/** Up to 50 broadcasts for 1 unit; unknown ids are left out. Without ids no call is made. */
export async function readBroadcasts(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<StoredBroadcast[]> {
  if (ids.length === 0) return [];
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'liveBroadcasts.list',
    request: (options) =>
      youtube.api.liveBroadcasts.list({ part: PARTS, id: [...ids], maxResults: PAGE_SIZE }, options),
  });
  return (answer.items ?? []).map((item) => parseBroadcast(item, 'liveBroadcasts.list'));
}

/** All upcoming or active broadcasts of the channel: 1 unit per 50. */
export async function listBroadcasts(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  status: 'upcoming' | 'active',
  signal?: AbortSignal,
): Promise<StoredBroadcast[]> {
  const list = (pageToken: string | undefined) =>
    send({
      youtube,
      meter,
      signal,
      method: 'liveBroadcasts.list',
      request: (options) =>
        youtube.api.liveBroadcasts.list(
          {
            part: PARTS,
            broadcastStatus: status,
            maxResults: PAGE_SIZE,
            ...(pageToken ? { pageToken } : {}),
          },
          options,
        ),
    });
  const items = await listAll(list);
  return items.map((item) => parseBroadcast(item, 'liveBroadcasts.list'));
}

/**
 * Schedules a stream: 50 units. Not idempotent, because YouTube has no request id: search for the marker before the call, and
 * again after a Failure whose outcome is `unknown`.
 */
export async function insertBroadcast(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: NewBroadcast,
  signal?: AbortSignal,
): Promise<StoredBroadcast> {
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'liveBroadcasts.insert',
    request: (options) =>
      youtube.api.liveBroadcasts.insert({ part: PARTS, requestBody: renderNewBroadcast(input) }, options),
  });
  return parseBroadcast(answer, 'liveBroadcasts.insert');
}

/**
 * Changes the start, end or settings of a broadcast: 50 units, or none when nothing differs. Read `live` just before, because
 * YouTube replaces whole parts. Returns what YouTube stored.
 */
export async function updateBroadcast(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: { readonly live: StoredBroadcast; readonly change: BroadcastChange },
  signal?: AbortSignal,
): Promise<StoredBroadcast> {
  const { live, change } = input;
  const parts = renderBroadcastChange(live, change);
  if (Object.keys(parts).length === 0) return live;
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'liveBroadcasts.update',
    request: (options) =>
      youtube.api.liveBroadcasts.update(
        { part: ['id', ...Object.keys(parts)], requestBody: { id: live.videoId, ...parts } },
        options,
      ),
  });
  return mergeBroadcast(live, answer);
}

/** Binds a broadcast to a stream, or with `streamId` undefined to none: 50 units. */
export async function bindBroadcast(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: { readonly videoId: string; readonly streamId: string | undefined },
  signal?: AbortSignal,
): Promise<StoredBroadcast> {
  const { videoId: id, streamId } = input;
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'liveBroadcasts.bind',
    request: (options) =>
      youtube.api.liveBroadcasts.bind({ part: PARTS, id, ...(streamId ? { streamId } : {}) }, options),
  });
  return parseBroadcast(answer, 'liveBroadcasts.bind');
}
