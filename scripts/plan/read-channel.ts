import { listBroadcasts } from '../../clients/youtube/broadcasts.ts';
import { readUploadsPlaylistId } from '../../clients/youtube/channel.ts';
import type { YouTubeClient } from '../../clients/youtube/client.ts';
import { listPlaylist } from '../../clients/youtube/playlists.ts';
import { quotaDay } from '../../clients/youtube/quota-day.ts';
import { createQuotaMeter, type QuotaMeter } from '../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import { namesOf } from '../../domain/changes/claims.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import type { EpisodeChange } from '../../domain/changes/plan/changes.ts';
import { type LiveChannel, videosOf } from '../../domain/changes/plan/live.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { parseDescription } from '../../domain/render/description/marker.ts';
import { type Costs, PAGE_SIZE } from '../../domain/shared/costs.ts';

/** What a look at the channel needs, and what it may cost at the most: told before anything is sent, and never passed. */
export type Look = {
  readonly catalog: Catalog;
  readonly episodes: readonly Episode[];
  /** Their file names no video: they are looked for by their markers. */
  readonly unnamed: readonly Episode[];
  readonly upcoming: boolean;
  /** Units that are kept for the videos themselves. */
  readonly forVideos: number;
  readonly most: number;
  /** What each call is charged with. */
  readonly costs: Costs;
};

/** Decides what is read: one unit for 50 videos, and the uploads' list only where a file names no video. */
export function planLook(catalog: Catalog, changes: readonly EpisodeChange[], costs: Costs): Look {
  const episodes = changes.flatMap(({ episodeId }) => catalog.episodes[episodeId] ?? []);
  // A new stream is among the broadcasts, or not there.
  const isNew = ({ base, finished }: EpisodeChange): boolean => base === undefined && !finished;
  const unnamed = changes
    .filter((change) => !isNew(change))
    .flatMap(({ episodeId }) => catalog.episodes[episodeId] ?? [])
    .filter(({ youtube }) => youtube?.videoId === undefined);
  const upcoming = changes.some(({ finished }) => !finished);
  const forVideos = Math.ceil(episodes.length / PAGE_SIZE) * costs['videos.list'];
  const uploads = Math.ceil(Object.keys(catalog.episodes).length / PAGE_SIZE) + SPARE_PAGES;
  const most =
    forVideos +
    (upcoming ? PAGES_OF_BROADCASTS * costs['liveBroadcasts.list'] : 0) +
    (unnamed.length > 0 ? costs['channels.list'] + uploads * costs['playlistItems.list'] : 0);
  return { catalog, episodes, unnamed, upcoming, forVideos, most, costs };
}

/** A channel also has videos that no file names. */
const SPARE_PAGES = 10;
/** 400 streams to come, and those on air. */
const PAGES_OF_BROADCASTS = 9;

/** Reads what the look needs, with units of its own: the treasurer knows nothing of them. @throws Failure */
export async function readChannel(
  youtube: YouTubeClient,
  look: Look,
  clock: () => number,
): Promise<{ readonly channel: LiveChannel; readonly spent: number }> {
  const purse = createQuotaMeter(
    { id: 'plan', day: quotaDay(clock()).day, units: look.most },
    clock,
    look.costs,
  );
  const marks = createMarks(look);
  const broadcasts = new Map<string, LiveBroadcast>();
  if (look.upcoming)
    for (const status of ['upcoming', 'active'] as const)
      for (const broadcast of await listBroadcasts(youtube, purse, status)) {
        broadcasts.set(broadcast.videoId, broadcast);
        marks.see(broadcast);
      }
  if (marks.missing() > 0) await listUploads(youtube, purse, { marks, keep: look.forVideos });
  const { marked } = marks;
  const ids = [...new Set(look.episodes.flatMap((episode) => videosOf(look.catalog, episode, { marked })))];
  const videos = new Map<string, LiveVideo>();
  for (let from = 0; from < ids.length; from += PAGE_SIZE)
    for (const video of await readVideos(youtube, purse, ids.slice(from, from + PAGE_SIZE)))
      videos.set(video.videoId, video);
  return { channel: { videos, broadcasts, marked }, spent: purse.spent };
}

type Marks = {
  readonly marked: Map<string, readonly string[]>;
  see(video: { readonly videoId: string; readonly description: string }): void;
  /** How many of the unnamed have not been seen. */
  missing(): number;
};

function createMarks({ catalog, unnamed }: Look): Marks {
  const marked = new Map<string, readonly string[]>();
  return {
    marked,
    see({ videoId, description }) {
      const { marker } = parseDescription(description, catalog.academy);
      if (marker === undefined) return;
      const known = marked.get(marker.episodeId) ?? [];
      if (!known.includes(videoId)) marked.set(marker.episodeId, [...known, videoId]);
    },
    missing: () => unnamed.filter((episode) => !namesOf(episode).some((id) => marked.has(id))).length,
  };
}

/** The newest first, until everybody was seen or the page budget is used: the rest is told as without a video. */
async function listUploads(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  { marks, keep }: { readonly marks: Marks; readonly keep: number },
): Promise<void> {
  const uploads = await readUploadsPlaylistId(youtube, purse);
  for await (const items of listPlaylist(youtube, purse, uploads)) {
    for (const item of items) marks.see(item);
    if (marks.missing() === 0 || purse.left <= keep) return;
  }
}
