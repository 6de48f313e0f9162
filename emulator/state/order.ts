import { readChannel } from './first.ts';
import { uploadsPlaylistId } from './ids.ts';
import type { PlaylistItemRow, VideoRow } from './rows.ts';
import type { Store } from './store.ts';

type Kept<Value> = { readonly key: string; readonly value: Value };
type Orders = {
  uploads?: Kept<readonly PlaylistItemRow[]>;
  playlists?: Kept<ReadonlyMap<string, PlaylistItemRow[]>>;
};

// Sorted lists are cached until a row is added or removed: a rewrite of 10,000 texts sorts nothing.
const orders = new WeakMap<Store, Orders>();

/** Every video, newest first. */
export function listUploads(store: Store): VideoRow[] {
  return listUploadItems(store).flatMap(({ videoId }) => store.video.get(videoId) ?? []);
}

/** The items of a playlist in order; those of the uploads playlist come from the videos. */
export function listItems(store: Store, playlistId: string): readonly PlaylistItemRow[] {
  if (playlistId === uploadsPlaylistId(readChannel(store).channelId)) return listUploadItems(store);
  const kept = orders.get(store) ?? {};
  const key = String(store.item.shape);
  const value = kept.playlists?.key === key ? kept.playlists.value : groupItems(store);
  orders.set(store, { ...kept, playlists: { key, value } });
  return value.get(playlistId) ?? [];
}

/** The `order` of the next video. It reads every row, so seeding calls it once. */
export function nextOrder(store: Store): number {
  let highest = 0;
  for (const { order } of store.video.rows()) highest = Math.max(highest, order);
  return highest + 1;
}

function listUploadItems(store: Store): readonly PlaylistItemRow[] {
  const kept = orders.get(store) ?? {};
  const playlistId = uploadsPlaylistId(readChannel(store).channelId);
  const key = `${playlistId} ${store.video.shape}`;
  const value = kept.uploads?.key === key ? kept.uploads.value : sortUploads(store, playlistId);
  orders.set(store, { ...kept, uploads: { key, value } });
  return value;
}

function sortUploads(store: Store, playlistId: string): PlaylistItemRow[] {
  return [...store.video.rows()].sort(newestFirst).map(({ id, publishedAt, order }) => ({
    id: Buffer.from(`${playlistId}.${id}`).toString('base64url'),
    playlistId,
    videoId: id,
    addedAt: publishedAt,
    rank: order,
  }));
}

function newestFirst(a: VideoRow, b: VideoRow): number {
  if (a.publishedAt === b.publishedAt) return b.order - a.order;
  return a.publishedAt < b.publishedAt ? 1 : -1;
}

function groupItems(store: Store): Map<string, PlaylistItemRow[]> {
  const groups = new Map<string, PlaylistItemRow[]>();
  for (const item of [...store.item.rows()].sort((a, b) => a.rank - b.rank)) {
    const group = groups.get(item.playlistId);
    if (group === undefined) groups.set(item.playlistId, [item]);
    else group.push(item);
  }
  return groups;
}
