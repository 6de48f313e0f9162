import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { mergeBroadcast, parseBroadcast, type StoredBroadcast } from './broadcast-answer.ts';
import {
  type BroadcastChange,
  type NewBroadcast,
  renderBroadcastChange,
  renderNewBroadcast,
} from './broadcast-request.ts';
import type { YouTubeClient } from './client.ts';
import { listAll } from './pages.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';

const PARTS = ['id', 'snippet', 'status', 'contentDetails'];

/** Up to 50 broadcasts for 1 unit; ids it does not know are left out. Without ids nothing is asked. */
export async function readBroadcasts(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<StoredBroadcast[]> {
  if (ids.length === 0) return [];
  const answer = await send({
    youtube,
    purse,
    signal,
    method: 'liveBroadcasts.list',
    request: (options) =>
      youtube.api.liveBroadcasts.list({ part: PARTS, id: [...ids], maxResults: PAGE_SIZE }, options),
  });
  return (answer.items ?? []).map((item) => parseBroadcast(item, 'liveBroadcasts.list'));
}

/** Every broadcast of the channel that is to come or on air; 1 unit for each 50. */
export async function listBroadcasts(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  status: 'upcoming' | 'active',
  signal?: AbortSignal,
): Promise<StoredBroadcast[]> {
  const list = (pageToken: string | undefined) =>
    send({
      youtube,
      purse,
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
 * Schedules a stream: 50 units. Not idempotent, YouTube knows no request id: look for the marker first, and after a
 * Failure whose outcome is `unknown`.
 */
export async function insertBroadcast(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  input: NewBroadcast,
  signal?: AbortSignal,
): Promise<StoredBroadcast> {
  const answer = await send({
    youtube,
    purse,
    signal,
    method: 'liveBroadcasts.insert',
    request: (options) =>
      youtube.api.liveBroadcasts.insert({ part: PARTS, requestBody: renderNewBroadcast(input) }, options),
  });
  return parseBroadcast(answer, 'liveBroadcasts.insert');
}

/**
 * Moves a stream or changes how it airs: 50 units, or none when nothing differs. `live` must have been read just before,
 * as parts are replaced whole. Answers what YouTube stored.
 */
export async function updateBroadcast(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  input: { readonly live: StoredBroadcast; readonly change: BroadcastChange },
  signal?: AbortSignal,
): Promise<StoredBroadcast> {
  const { live, change } = input;
  const parts = renderBroadcastChange(live, change);
  if (Object.keys(parts).length === 0) return live;
  const answer = await send({
    youtube,
    purse,
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
  purse: QuotaMeter,
  input: { readonly videoId: string; readonly streamId: string | undefined },
  signal?: AbortSignal,
): Promise<StoredBroadcast> {
  const { videoId: id, streamId } = input;
  const answer = await send({
    youtube,
    purse,
    signal,
    method: 'liveBroadcasts.bind',
    request: (options) =>
      youtube.api.liveBroadcasts.bind({ part: PARTS, id, ...(streamId ? { streamId } : {}) }, options),
  });
  return parseBroadcast(answer, 'liveBroadcasts.bind');
}
