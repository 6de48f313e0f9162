import type { z } from 'zod';
import { parseBody, playlistItemBody } from '../api/body.ts';
import { ApiError, badRequest, forbidden, notFound } from '../api/errors.ts';
import { renderAll, renderPage } from '../api/page.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  readFilter,
  readIds,
  readParts,
  readRequired,
} from '../api/request.ts';
import { defined } from '../defined.ts';
import { ITEM_PARTS, renderPlaylistItem } from '../resources/playlist.ts';
import { newPlaylistItemId, uploadsPlaylistId } from '../state/ids.ts';
import { listItems } from '../state/order.ts';
import type { PlaylistItemRow, VideoRow } from '../state/rows.ts';
import { renderTime } from '../state/time.ts';
import type { World } from '../world.ts';
import { playlistNotFound } from './playlists.ts';
import { readVideo } from './videos.ts';

const DOMAIN = 'youtube.playlistItem';
const MAX_ITEMS = 5000;

type Placed = { readonly item: PlaylistItemRow; readonly position: number; readonly video: VideoRow };

/** `playlistItems.list`: by `playlistId` (with `videoId` for a single video) or `id`; the uploads playlist newest first. */
export function listPlaylistItems(world: World, { query, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, ITEM_PARTS);
  const filter = readFilter(query, ['id', 'playlistId']);
  const render = (placed: Placed) => renderPlaylistItem({ origin, channel: world.channel() }, placed, parts);
  const kind = 'youtube#playlistItemListResponse';
  if (filter === 'id') return { body: renderAll(kind, findById(world, readIds(query)).map(render)) };
  const placed = placeItems(world, requirePlaylist(world, readRequired(query, 'playlistId')));
  const wanted = query.get('videoId');
  return {
    body: renderPage(
      query,
      kind,
      wanted ? placed.filter(({ video }) => video.id === wanted) : placed,
      render,
    ),
  };
}

/** `playlistItems.insert`: at the end, or before the item at `position`. */
export function insertPlaylistItem(world: World, { query, body, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, ITEM_PARTS);
  const { snippet = {} } = parseBody(playlistItemBody, body);
  if (!snippet.playlistId)
    throw badRequest('playlistIdRequired', 'The request does not specify a playlist ID.', DOMAIN);
  const playlistId = requireOwnPlaylist(world, snippet.playlistId);
  const video = readVideo(world, parseVideoId(snippet.resourceId), DOMAIN);
  const items = listItems(world.store, playlistId);
  assertFits(items, video.id);
  const position = Math.min(snippet.position ?? items.length, items.length);
  const addedAt = renderTime(world.now());
  const item = {
    id: newPlaylistItemId(),
    playlistId,
    videoId: video.id,
    addedAt,
    rank: rankAt(items, position),
  };
  world.store.item.put(item);
  const scene = { origin, channel: world.channel() };
  return { body: renderPlaylistItem(scene, { item, position, video }, parts), videoId: video.id };
}

/** `playlistItems.update`: `snippet` moves the item to `position`, if one is sent; `contentDetails` replaces its note. */
export function updatePlaylistItem(world: World, { query, body, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, ITEM_PARTS);
  const { id = '', snippet = {}, contentDetails } = parseBody(playlistItemBody, body);
  const before = readItem(world, id);
  const video = readVideo(world, before.videoId, DOMAIN);
  const moved = parts.has('snippet') ? moveItem(world, before, snippet) : before;
  const item = parts.has('contentDetails') ? replaceNote(moved, contentDetails?.note) : moved;
  // Removed first, so that the order of the playlist is found again.
  world.store.item.remove(id);
  world.store.item.put(item);
  const scene = { origin, channel: world.channel() };
  const position = placeItems(world, item.playlistId).findIndex((placed) => placed.item.id === id);
  return { body: renderPlaylistItem(scene, { item, position, video }, parts), videoId: video.id };
}

type ItemSnippet = NonNullable<z.infer<typeof playlistItemBody>['snippet']>;

function moveItem(world: World, item: PlaylistItemRow, sent: ItemSnippet): PlaylistItemRow {
  if (!sent.playlistId)
    throw badRequest('playlistIdRequired', 'The request does not specify a playlist ID.', DOMAIN);
  const videoId = parseVideoId(sent.resourceId);
  if (sent.playlistId !== item.playlistId || videoId !== item.videoId)
    throw badRequest('invalidSnippet', 'The item is of another playlist or video.', DOMAIN);
  if (sent.position === undefined) return item;
  const others = listItems(world.store, item.playlistId).filter(({ id }) => id !== item.id);
  return { ...item, rank: rankAt(others, Math.min(sent.position, others.length)) };
}

function replaceNote({ note: _before, ...item }: PlaylistItemRow, note: string | undefined): PlaylistItemRow {
  if (note === undefined || [...note].length <= 280) return { ...item, ...defined({ note }) };
  throw badRequest('invalidContentDetails', 'The note is longer than 280 characters.', DOMAIN);
}

/** `playlistItems.delete`. */
export function deletePlaylistItem({ store }: World, { query }: ApiRequest): ApiAnswer {
  const item = readItem({ store }, readRequired(query, 'id'));
  store.item.remove(item.id);
  return { status: 204, videoId: item.videoId };
}

function readItem({ store }: Pick<World, 'store'>, id: string): PlaylistItemRow {
  const item = store.item.get(id);
  if (item === undefined) throw itemNotFound();
  return item;
}

function itemNotFound() {
  return notFound('playlistItemNotFound', 'Playlist item not found.', DOMAIN);
}

function placeItems({ store, now }: World, playlistId: string): Placed[] {
  const placed: Placed[] = [];
  const moment = now(); // Read once: there may be 10,000 uploads.
  for (const item of listItems(store, playlistId)) {
    const video = store.video.get(item.videoId);
    if (video !== undefined && video.visibleAt <= moment)
      placed.push({ item, video, position: placed.length });
  }
  return placed;
}

function findById(world: World, ids: readonly string[]): Placed[] {
  const playlists = new Set(ids.flatMap((id) => world.store.item.get(id)?.playlistId ?? []));
  return [...playlists].flatMap((id) => placeItems(world, id)).filter(({ item }) => ids.includes(item.id));
}

function requirePlaylist(world: World, id: string): string {
  if (world.store.playlist.get(id) !== undefined || id === uploadsPlaylistId(world.channel().channelId))
    return id;
  throw playlistNotFound(DOMAIN);
}

function requireOwnPlaylist(world: World, id: string): string {
  if (requirePlaylist(world, id) !== uploadsPlaylistId(world.channel().channelId)) return id;
  throw forbidden('forbidden', 'The uploads playlist cannot be modified.', DOMAIN);
}

function parseVideoId(
  resource: { kind?: string | undefined; videoId?: string | undefined } | undefined,
): string {
  if (resource?.videoId === undefined || resource.videoId === '')
    throw badRequest('resourceIdRequired', 'The request must contain a resource with a video ID.', DOMAIN);
  if (resource.kind !== 'youtube#video')
    throw badRequest(
      'invalidResourceType',
      'The type specified for the resource is not supported for this operation.',
      DOMAIN,
    );
  return resource.videoId;
}

function assertFits(items: readonly PlaylistItemRow[], videoId: string): void {
  if (items.some((item) => item.videoId === videoId))
    throw new ApiError(
      409,
      'videoAlreadyInPlaylist',
      'The video that you are trying to add to the playlist is already in the playlist.',
      DOMAIN,
    );
  if (items.length >= MAX_ITEMS)
    throw forbidden(
      'playlistContainsMaximumNumberOfVideos',
      'The playlist already contains the maximum allowed number of items.',
      DOMAIN,
    );
}

function rankAt(items: readonly PlaylistItemRow[], position: number): number {
  const before = items[position - 1]?.rank;
  const after = items[position]?.rank;
  if (before === undefined) return after === undefined ? 0 : after - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}
