import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { ImportedPlaylist, ImportedVideo } from '../../domain/changes/import/imported-channel.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { YouTubeClient } from './client.ts';
import { parseInstant, required } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { listAll, listPages, send } from './send.ts';
import { parseVideo, VIDEO_PARTS } from './videos.ts';

/** The channel's own playlists, without that of its uploads: 1 unit per 50. */
export async function listPlaylists(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  signal?: AbortSignal,
): Promise<Pick<ImportedPlaylist, 'id' | 'title'>[]> {
  const items = await listAll((pageToken) =>
    send({
      youtube,
      meter,
      signal,
      method: 'playlists.list',
      request: (options) =>
        youtube.api.playlists.list(
          { part: ['id', 'snippet'], mine: true, maxResults: PAGE_SIZE, ...(pageToken ? { pageToken } : {}) },
          options,
        ),
    }),
  );
  return items.map(({ id, snippet }) => ({
    id: required(id, 'playlists.list', 'id'),
    title: snippet?.title ?? '',
  }));
}

/** The videos of a playlist, and as many as YouTube says that it has: 1 unit per 50. */
export async function readPlaylist(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  playlistId: string,
  signal?: AbortSignal,
): Promise<Pick<ImportedPlaylist, 'videoIds' | 'size'>> {
  let size = 0;
  let listed = 0;
  const ids = new Set<string>();
  const list = async (pageToken: string | undefined) => {
    const page = await send({
      youtube,
      meter,
      signal,
      method: 'playlistItems.list',
      request: (options) =>
        youtube.api.playlistItems.list(
          {
            ...{ part: ['id', 'contentDetails'], playlistId, maxResults: PAGE_SIZE },
            ...(pageToken ? { pageToken } : {}),
          },
          options,
        ),
    });
    size = Math.max(size, page.pageInfo?.totalResults ?? 0);
    return page;
  };
  for await (const items of listPages<youtube_v3.Schema$PlaylistItem>(list)) {
    listed += items.length;
    for (const { contentDetails } of items)
      ids.add(required(contentDetails?.videoId, 'playlistItems.list', 'contentDetails.videoId'));
  }
  // A playlist may hold a video twice.
  return { videoIds: [...ids], size: size - listed + ids.size };
}

/** Up to 50 videos of this channel for 1 unit, with all that an import takes; those of other channels are left out. */
export async function readImportedVideos(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  { channelId, ids }: { readonly channelId: string; readonly ids: readonly string[] },
  signal?: AbortSignal,
): Promise<ImportedVideo[]> {
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'videos.list',
    request: (options) => youtube.api.videos.list({ part: VIDEO_PARTS, id: [...ids] }, options),
  });
  return (answer.items ?? [])
    .filter(({ snippet }) => snippet?.channelId === channelId)
    .map(parseImportedVideo);
}

function parseImportedVideo(video: youtube_v3.Schema$Video): ImportedVideo {
  const parsed = parseVideo(video);
  const publishedAt = parseInstant(video.snippet?.publishedAt);
  const actualStart = parseInstant(video.liveStreamingDetails?.actualStartTime);
  return {
    ...parsed,
    publishedAt: required(publishedAt, 'videos.list', 'snippet.publishedAt'),
    ...defined({ actualStart }),
    translations: Object.keys(video.localizations ?? {})
      .filter((language) => language !== parsed.defaultLanguage)
      .toSorted(),
  };
}
