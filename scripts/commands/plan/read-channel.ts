import { listBroadcasts } from '../../../clients/youtube/broadcasts.ts';
import { readUploadsPlaylistId } from '../../../clients/youtube/channel.ts';
import type { YouTubeClient } from '../../../clients/youtube/client.ts';
import { listPlaylist } from '../../../clients/youtube/playlists.ts';
import { quotaDay } from '../../../clients/youtube/quota-day.ts';
import { createQuotaMeter, type QuotaMeter } from '../../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../../clients/youtube/videos.ts';
import { markerIdsOf } from '../../../domain/changes/claims.ts';
import type { LiveBroadcast, LiveVideo } from '../../../domain/changes/live.ts';
import type { EpisodeChange } from '../../../domain/changes/plan/changes.ts';
import { type LiveChannel, videosOf } from '../../../domain/changes/plan/compare-live.ts';
import type { Catalog, Episode } from '../../../domain/content/catalog/records.ts';
import { parseDescription } from '../../../domain/render/description/marker.ts';
import { type Costs, PAGE_SIZE } from '../../../domain/shared/costs.ts';

/** What to read from the channel, and the most units that it may cost. */
export type ChannelRead = {
  readonly catalog: Catalog;
  readonly episodes: readonly Episode[];
  /** Episodes whose file names no video: they are found by their markers. */
  readonly unnamed: readonly Episode[];
  readonly upcoming: boolean;
  /** Units reserved for the videos themselves. */
  readonly unitsForVideos: number;
  readonly maxUnits: number;
  /** Units of each method. */
  readonly costs: Costs;
};

/** One unit for 50 videos; the list of uploads is read only when a file names no video. */
export function planChannelRead(
  catalog: Catalog,
  changes: readonly EpisodeChange[],
  costs: Costs,
): ChannelRead {
  const episodes = changes.flatMap(({ episodeId }) => catalog.episodes[episodeId] ?? []);
  // A new stream is among the broadcasts, or does not exist yet.
  const isNew = ({ base, finished }: EpisodeChange): boolean => base === undefined && !finished;
  const unnamed = changes
    .filter((change) => !isNew(change))
    .flatMap(({ episodeId }) => catalog.episodes[episodeId] ?? [])
    .filter(({ youtube }) => youtube?.videoId === undefined);
  const upcoming = changes.some(({ finished }) => !finished);
  const unitsForVideos = Math.ceil(episodes.length / PAGE_SIZE) * costs['videos.list'];
  const uploadPages = Math.ceil(Object.keys(catalog.episodes).length / PAGE_SIZE) + SPARE_PAGES;
  const maxUnits =
    unitsForVideos +
    (upcoming ? BROADCAST_PAGES * costs['liveBroadcasts.list'] : 0) +
    costs['channels.list'] +
    (unnamed.length > 0 ? uploadPages * costs['playlistItems.list'] : 0);
  return { catalog, episodes, unnamed, upcoming, unitsForVideos, maxUnits, costs };
}

/** A channel also has videos that no file names. */
const SPARE_PAGES = 10;
/** Enough for 400 upcoming streams and those on air. */
const BROADCAST_PAGES = 9;

/** Reads what was planned from the channel that academy.yaml names, with units that the worker's quota does not count. @throws Failure */
export async function readChannel(
  youtube: YouTubeClient,
  planned: ChannelRead,
  clock: () => number,
): Promise<{ readonly channel: LiveChannel; readonly spent: number }> {
  const { catalog, episodes, upcoming, unitsForVideos, maxUnits, costs } = planned;
  const { day } = quotaDay(clock());
  const { channelId } = catalog.academy;
  const meter = createQuotaMeter({ id: 'plan', day, units: maxUnits, channelId }, clock, costs);
  const index = createMarkerIndex(planned);
  const broadcasts = new Map<string, LiveBroadcast>();
  if (upcoming)
    for (const status of ['upcoming', 'active'] as const)
      for (const broadcast of await listBroadcasts(youtube, meter, status)) {
        broadcasts.set(broadcast.videoId, broadcast);
        index.add(broadcast);
      }
  if (index.countMissing() > 0) await indexUploads(youtube, meter, { index, reserve: unitsForVideos });
  const { marked } = index;
  const ids = [...new Set(episodes.flatMap((episode) => videosOf(catalog, episode, { marked })))];
  const videos = new Map<string, LiveVideo>();
  for (let from = 0; from < ids.length; from += PAGE_SIZE)
    for (const video of await readVideos(youtube, meter, ids.slice(from, from + PAGE_SIZE)))
      videos.set(video.videoId, video);
  return { channel: { videos, broadcasts, marked }, spent: meter.spent };
}

/** Video ids by the episode that their marker names. */
type MarkerIndex = {
  readonly marked: Map<string, readonly string[]>;
  add(video: { readonly videoId: string; readonly description: string }): void;
  /** How many of the unnamed episodes have no video so far. */
  countMissing(): number;
};

function createMarkerIndex({ catalog, unnamed }: ChannelRead): MarkerIndex {
  const marked = new Map<string, readonly string[]>();
  return {
    marked,
    add(video) {
      const { videoId } = video;
      const { marker } = parseDescription(video, catalog.academy);
      if (marker === undefined) return;
      const ids = marked.get(marker.episodeId) ?? [];
      if (!ids.includes(videoId)) marked.set(marker.episodeId, [...ids, videoId]);
    },
    countMissing: () =>
      unnamed.filter((episode) => !markerIdsOf(episode).some((id) => marked.has(id))).length,
  };
}

/** Newest first, until every episode has its video or only the reserve is left: the plan reports the rest as without a video. */
async function indexUploads(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  { index, reserve }: { readonly index: MarkerIndex; readonly reserve: number },
): Promise<void> {
  const uploads = await readUploadsPlaylistId(youtube, meter);
  for await (const items of listPlaylist(youtube, meter, uploads)) {
    for (const item of items) index.add(item);
    if (index.countMissing() === 0 || meter.left <= reserve) return;
  }
}
