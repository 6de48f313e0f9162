import { badRequest } from '../api/errors.ts';
import { parseSettings } from '../methods/broadcast-parts.ts';
import { plantStream } from '../state/first.ts';
import { newPlaylistItemId } from '../state/ids.ts';
import { listItems, nextOrder } from '../state/order.ts';
import type { Broadcast, VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import type { Seed, SeededVideo } from './seed-body.ts';

/** Fills the channel as if all of it had happened before; what is there already is left as it is. Costs no units. */
export function seedChannel(world: World, seed: Seed): { created: number; existing: number } {
  const { store } = world;
  if (seed.channel !== undefined) renameChannel(world, seed.channel);
  const titles = new Set([...store.stream.rows()].map(({ title }) => title));
  for (const title of seed.streams) if (!titles.has(title)) plantStream(store, title, world.now());
  for (const { id, title } of seed.playlists)
    if (store.playlist.get(id) === undefined)
      store.playlist.put({
        id,
        title,
        description: '',
        privacyStatus: 'public',
        createdAt: new Date(world.now()).toISOString(),
      });
  const fresh = seed.videos.filter(({ id }) => store.video.get(id) === undefined);
  plantVideos(world, fresh);
  world.commit();
  return { created: fresh.length, existing: seed.videos.length - fresh.length };
}

function renameChannel({ store, channel }: World, { id, title }: NonNullable<Seed['channel']>): void {
  const before = channel();
  store.channel.put({ ...before, channelId: id ?? before.channelId, title: title ?? before.title });
}

function plantVideos(world: World, videos: readonly SeededVideo[]): void {
  const { store } = world;
  const first = nextOrder(store);
  // All rows before the first is put: a picture that is none refuses the whole seed.
  const rows = videos.map((seeded, index) => renderRow(world, seeded, first + index));
  for (const row of rows) store.video.put(row);
  const ranks = new Map<string, number>();
  for (const seeded of videos) {
    for (const playlistId of seeded.playlists) {
      const rank = (ranks.get(playlistId) ?? listItems(store, playlistId).at(-1)?.rank ?? -1) + 1;
      ranks.set(playlistId, rank);
      store.item.put({
        id: newPlaylistItemId(),
        playlistId,
        videoId: seeded.id,
        addedAt: renderTime(world.now()),
        rank,
      });
    }
  }
}

function renderRow(world: World, seeded: SeededVideo, order: number): VideoRow {
  const {
    id,
    title,
    description,
    tags,
    categoryId,
    privacyStatus,
    selfDeclaredMadeForKids,
    durationSeconds,
  } = seeded;
  const { defaultLanguage, defaultAudioLanguage, thumbnailBase64 } = seeded;
  const start = seeded.actualStartTime ?? seeded.scheduledStartTime;
  const [first] = world.store.stream.rows();
  const stream =
    seeded.actualStartTime === undefined || first === undefined ? {} : { boundStreamId: first.id };
  const broadcast =
    start === undefined ? {} : { broadcast: { ...renderBroadcast(seeded, Date.parse(start)), ...stream } };
  return {
    ...{
      id,
      order,
      title,
      description,
      tags,
      categoryId,
      privacyStatus,
      selfDeclaredMadeForKids,
      durationSeconds,
    },
    ...(defaultLanguage === undefined ? {} : { defaultLanguage }),
    ...(defaultAudioLanguage === undefined ? {} : { defaultAudioLanguage }),
    ...(thumbnailBase64 === undefined ? {} : { thumbnail: keepPicture(world, id, thumbnailBase64) }),
    ...{ license: 'youtube', embeddable: true, publicStatsViewable: true, visibleAt: 0 },
    publishedAt: renderTime(
      Date.parse(seeded.publishedAt ?? seeded.actualStartTime ?? renderTime(world.now())),
    ),
    ...broadcast,
  };
}

/** With `actualStartTime` a finished stream; with only `scheduledStartTime` an upcoming one. */
function renderBroadcast(seeded: SeededVideo, start: number): Broadcast {
  const settings = parseSettings({ enableAutoStart: true });
  const scheduledStartTime = renderTime(Date.parse(seeded.scheduledStartTime ?? renderTime(start)));
  if (seeded.actualStartTime === undefined)
    return { lifeCycleStatus: 'created', scheduledStartTime, settings };
  const end =
    seeded.actualEndTime === undefined
      ? start + seeded.durationSeconds * 1000
      : Date.parse(seeded.actualEndTime);
  return {
    lifeCycleStatus: 'complete',
    scheduledStartTime,
    actualStartTime: renderTime(start),
    actualEndTime: renderTime(end),
    settings,
  };
}

function keepPicture(world: World, id: string, base64: string): string {
  const sha256 = world.pictures.keep(Buffer.from(base64, 'base64'));
  if (sha256 === undefined)
    throw badRequest('invalidImage', `thumbnailBase64 of ${id} is neither a PNG nor a JPEG.`, 'seed');
  return sha256;
}

function renderTime(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
