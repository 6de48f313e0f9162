import { badRequest } from '../api/errors.ts';
import { addStream } from '../state/first.ts';
import { newPlaylistItemId } from '../state/ids.ts';
import { listItems, nextOrder } from '../state/order.ts';
import { FOLLOWS } from '../state/pictures.ts';
import type { VideoRow } from '../state/rows.ts';
import { renderTime } from '../state/time.ts';
import type { World } from '../world.ts';
import { makeHandWritten } from './hand-written.ts';
import type { Seed, SeededVideo } from './seed-body.ts';
import { renderSeededRow, storePicture } from './seeded-row.ts';

/** Adds videos, streams and playlists as if they had existed before; existing ones are not changed. All or nothing, without units. */
export function seedChannel(world: World, given: Seed): { created: number; existing: number } {
  const seed = withHandWritten(world, given);
  const fresh = findFresh(world, seed.videos);
  assertPlaylists(world, seed);
  const first = nextOrder(world.store);
  const rows = fresh.map((seeded, index) => renderSeededRow(world, seeded, first + index));
  const followed = seed.thumbnails.flatMap((thumbnail) => addThumbnail(world, thumbnail));
  // Everything is checked above and changed below.
  if (seed.channel !== undefined) renameChannel(world, seed.channel);
  addStreams(world, seed.streams);
  addPlaylists(world, seed.playlists);
  for (const row of [...rows, ...followed]) world.store.video.put(row);
  addItems(world, fresh);
  world.commit();
  return { created: fresh.length, existing: seed.videos.length - fresh.length };
}

function withHandWritten(world: World, seed: Seed): Seed {
  if (seed.handWritten === undefined) return seed;
  const { playlists, videos } = makeHandWritten(world, seed.handWritten);
  return {
    ...seed,
    playlists: [...seed.playlists, ...playlists],
    videos: [...seed.videos, ...videos],
  };
}

/** Of a duplicate id, the first video counts. */
function findFresh({ store }: World, videos: readonly SeededVideo[]): SeededVideo[] {
  const seen = new Set<string>();
  return videos.filter(({ id }) => store.video.get(id) === undefined && !seen.has(id) && seen.add(id));
}

/** Of a video that still waits for it. */
function addThumbnail(
  world: World,
  { id, thumbnailBase64 }: Seed['thumbnails'][number],
): readonly VideoRow[] {
  const video = world.store.video.get(id);
  if (video?.thumbnail !== FOLLOWS) return [];
  const { thumbnail: _follows, ...rest } = video;
  if (thumbnailBase64 === undefined) return [rest];
  return [{ ...rest, ...storePicture(world, id, thumbnailBase64) }];
}

function assertPlaylists({ store }: World, { playlists, videos }: Seed): void {
  const seeded = new Set(playlists.map(({ id }) => id));
  for (const { id, playlists: wanted } of videos)
    for (const playlist of wanted)
      if (!seeded.has(playlist) && store.playlist.get(playlist) === undefined)
        throw badRequest(
          'playlistNotFound',
          `${id}: there is no playlist "${playlist}"; add it to playlists.`,
          'seed',
        );
}

function renameChannel({ store, channel }: World, { id, title }: NonNullable<Seed['channel']>): void {
  const before = channel();
  store.channel.put({ ...before, channelId: id ?? before.channelId, title: title ?? before.title });
}

function addStreams({ store, now }: World, wanted: readonly string[]): void {
  const titles = new Set([...store.stream.rows()].map(({ title }) => title));
  for (const title of wanted) if (!titles.has(title)) addStream(store, title, now());
}

function addPlaylists({ store, now }: World, playlists: Seed['playlists']): void {
  const fresh = playlists.filter(({ id }) => store.playlist.get(id) === undefined);
  for (const { id, title } of fresh)
    store.playlist.put({ id, title, description: '', privacyStatus: 'public', createdAt: renderTime(now()) });
}

function addItems({ store, now }: World, videos: readonly SeededVideo[]): void {
  const ranks = new Map<string, number>();
  const addedAt = renderTime(now());
  for (const { id: videoId, playlists } of videos)
    for (const playlistId of new Set(playlists)) {
      const rank = (ranks.get(playlistId) ?? listItems(store, playlistId).at(-1)?.rank ?? -1) + 1;
      ranks.set(playlistId, rank);
      store.item.put({ id: newPlaylistItemId(), playlistId, videoId, addedAt, rank });
    }
}
