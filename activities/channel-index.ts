import { readUploadsPlaylistId } from '../clients/youtube/channel.ts';
import type { YouTubeClient } from '../clients/youtube/client.ts';
import { listPlaylist, type PlaylistItem } from '../clients/youtube/playlists.ts';
import type { YouTubeCall } from '../clients/youtube/quota-meter.ts';
import { type MarkerSettings, parseDescription } from '../domain/render/description/marker.ts';

/** From an episode's id to the videos with its marker. In memory; any worker can rebuild it for one unit per 50 videos. */
export type ChannelIndex = {
  /** The first of `all`. Free. */
  get(episodeId: string): string | undefined;
  /** All videos that were seen with this sealed marker: the last remembered one, then the newest. Free. */
  all(episodeId: string): readonly string[];
  /** Videos that only link to the episode's page: they never are the episode. Free. */
  linked(episodeId: string): readonly string[];
  remember(episodeId: string, videoId: string): void;
  /** Call it when the video turns out to have another marker, or none. */
  forget(episodeId: string, videoId: string): void;
  /** Lists the newest uploads (one page) and remembers all markers. */
  listNewest(call: YouTubeCall, settings: MarkerSettings): Promise<void>;
  /** Whether the whole channel was listed already, so that `listAll` is free. */
  isComplete(): boolean;
  /** The playlist of all uploads: 1 unit, once per worker. */
  readUploads(call: YouTubeCall): Promise<string>;
  /** Lists the whole channel, once per worker. */
  listAll(call: YouTubeCall, settings: MarkerSettings): Promise<void>;
};

export function createChannelIndex(youtube: YouTubeClient): ChannelIndex {
  const videos = new Map<string, readonly string[]>();
  const links = new Map<string, readonly string[]>();
  let uploads: string | undefined;
  let complete = false;
  let running: Promise<void> | undefined;

  const addItem = (item: PlaylistItem, settings: MarkerSettings): void => {
    const { marker, links: linked } = parseDescription(item, settings);
    if (marker !== undefined) add(videos, marker.episodeId, item.videoId);
    for (const episodeId of linked) add(links, episodeId, item.videoId);
  };
  const readUploads = async ({ meter, signal }: YouTubeCall): Promise<string> => {
    uploads ??= await readUploadsPlaylistId(youtube, meter, signal);
    return uploads;
  };
  const list = async (call: YouTubeCall, settings: MarkerSettings, pages: number): Promise<void> => {
    const playlist = await readUploads(call);
    let page = 0;
    for await (const items of listPlaylist(youtube, call.meter, playlist, call.signal)) {
      for (const item of items) addItem(item, settings);
      page += 1;
      if (page >= pages) return;
    }
  };

  return {
    get: (episodeId) => videos.get(episodeId)?.[0],
    all: (episodeId) => videos.get(episodeId) ?? [],
    linked: (episodeId) => links.get(episodeId) ?? [],
    remember: (episodeId, videoId) =>
      void videos.set(episodeId, [videoId, ...without(videos.get(episodeId), videoId)]),
    forget: (episodeId, videoId) => void videos.set(episodeId, without(videos.get(episodeId), videoId)),
    listNewest: (call, settings) => list(call, settings, 1),
    isComplete: () => complete,
    readUploads,
    async listAll(call, settings) {
      // Slices of a rewrite call this concurrently: one lists, the others wait, and try themselves if it fails.
      while (!complete && running !== undefined) await running.catch(() => undefined);
      if (complete) return;
      running = list(call, settings, Number.POSITIVE_INFINITY);
      try {
        await running;
        complete = true;
      } finally {
        running = undefined;
      }
    },
  };
}

function add(to: Map<string, readonly string[]>, episodeId: string, videoId: string): void {
  const known = to.get(episodeId) ?? [];
  if (!known.includes(videoId)) to.set(episodeId, [...known, videoId]);
}

const without = (ids: readonly string[] = [], videoId: string): readonly string[] =>
  ids.filter((id) => id !== videoId);
