import { type MarkerForms, parseDescription } from '../domain/marker.ts';
import type { Till } from './run.ts';
import { readUploadsPlaylistId } from './youtube/channel.ts';
import type { YouTubeClient } from './youtube/client.ts';
import { listPlaylist } from './youtube/playlists.ts';

/** Episode id to video id, found by the markers of the channel. Any worker can rebuild it: one unit per 50 videos. */
export type ChannelIndex = {
  /** From memory, costs nothing. */
  get(episodeId: string): string | undefined;
  remember(episodeId: string, videoId: string): void;
  /** Lists the newest uploads (one page) and remembers every marker. */
  listNewest(till: Till, forms: MarkerForms): Promise<void>;
  /** Lists the whole channel, once in the life of the worker. */
  listAll(till: Till, forms: MarkerForms): Promise<void>;
};

export function createChannelIndex(youtube: YouTubeClient): ChannelIndex {
  const videos = new Map<string, string>();
  let uploads: string | undefined;
  let complete = false;
  let underWay: Promise<void> | undefined;

  const list = async (till: Till, forms: MarkerForms, pages: number): Promise<void> => {
    uploads ??= await readUploadsPlaylistId(youtube, till.purse, till.signal);
    let page = 0;
    for await (const items of listPlaylist(youtube, till.purse, uploads, till.signal)) {
      for (const { videoId, description } of items) {
        const { marker } = parseDescription(description, forms);
        if (marker !== undefined && !videos.has(marker.episodeId)) videos.set(marker.episodeId, videoId);
      }
      page += 1;
      if (page >= pages) return;
    }
  };

  return {
    get: (episodeId) => videos.get(episodeId),
    remember: (episodeId, videoId) => void videos.set(episodeId, videoId),
    listNewest: (till, forms) => list(till, forms, 1),
    async listAll(till, forms) {
      // Slices of a rewrite ask at the same time: one pays, the others wait, and try themselves if it fails.
      while (!complete && underWay !== undefined) await underWay.catch(() => undefined);
      if (complete) return;
      underWay = list(till, forms, Number.POSITIVE_INFINITY);
      try {
        await underWay;
        complete = true;
      } finally {
        underWay = undefined;
      }
    },
  };
}
