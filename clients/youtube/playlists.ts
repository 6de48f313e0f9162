import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { YouTubeClient } from './client.ts';
import { parseInstant, required } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { listPages, send } from './send.ts';

/** One entry of a playlist with its video's text. `publishedAt` (ISO 8601, UTC): when it was added. */
export type PlaylistItem = {
  readonly itemId: string;
  readonly videoId: string;
  readonly title: string;
  readonly description: string;
  readonly publishedAt?: string;
};

/** The pages of a playlist, up to 50 entries and 1 unit each. In the uploads playlist the newest come first. */
export async function* listPlaylist(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  playlistId: string,
  signal?: AbortSignal,
): AsyncGenerator<PlaylistItem[]> {
  const list = (pageToken: string | undefined) =>
    send({
      youtube,
      meter,
      signal,
      method: 'playlistItems.list',
      request: (options) =>
        youtube.api.playlistItems.list(
          { part: ['id', 'snippet'], playlistId, maxResults: PAGE_SIZE, ...(pageToken ? { pageToken } : {}) },
          options,
        ),
    });
  for await (const page of listPages(list)) yield page.map(parseItem);
}

/** 1 unit for a playlist of any length. */
export async function isInPlaylist(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: { readonly playlistId: string; readonly videoId: string },
  signal?: AbortSignal,
): Promise<boolean> {
  const { items } = await send({
    youtube,
    meter,
    signal,
    method: 'playlistItems.list',
    request: (options) => youtube.api.playlistItems.list({ part: ['id'], ...input, maxResults: 1 }, options),
  });
  return (items ?? []).length > 0;
}

/**
 * Adds a video at the end: 50 units. Most playlists may contain a video twice, so call `isInPlaylist` first; a refused
 * duplicate counts as done.
 */
export async function addToPlaylist(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: { readonly playlistId: string; readonly videoId: string },
  signal?: AbortSignal,
): Promise<void> {
  const { playlistId, videoId } = input;
  const snippet = { playlistId, resourceId: { kind: 'youtube#video', videoId } };
  try {
    await send({
      youtube,
      meter,
      signal,
      method: 'playlistItems.insert',
      request: (options) =>
        youtube.api.playlistItems.insert({ part: ['snippet'], requestBody: { snippet } }, options),
    });
  } catch (error) {
    if (!(error instanceof Failure) || error.reason !== 'videoAlreadyInPlaylist') throw error;
  }
}

/**
 * Removes all entries of a video from a playlist: 1 unit for the listing, 50 per entry. Returns whether there was one; a deleted
 * playlist has none.
 */
export async function removeFromPlaylist(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: { readonly playlistId: string; readonly videoId: string },
  signal?: AbortSignal,
): Promise<boolean> {
  const listing = { part: ['id'], ...input, maxResults: PAGE_SIZE };
  const answer = await unlessGone('playlistNotFound', () =>
    send({
      youtube,
      meter,
      signal,
      method: 'playlistItems.list',
      request: (options) => youtube.api.playlistItems.list(listing, options),
    }),
  );
  const ids = (answer?.items ?? []).flatMap(({ id }) => id ?? []);
  for (const id of ids)
    await unlessGone('playlistItemNotFound', () =>
      send({
        youtube,
        meter,
        signal,
        method: 'playlistItems.delete',
        request: (options) => youtube.api.playlistItems.delete({ id }, options),
      }),
    );
  return ids.length > 0;
}

/** Undefined when YouTube refuses for this reason: it is gone already. */
async function unlessGone<T>(reason: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Failure && error.reason === reason) return undefined;
    throw error;
  }
}

function parseItem({ id, snippet }: youtube_v3.Schema$PlaylistItem): PlaylistItem {
  const publishedAt = parseInstant(snippet?.publishedAt);
  return {
    itemId: required(id, 'playlistItems.list', 'id'),
    videoId: required(snippet?.resourceId?.videoId, 'playlistItems.list', 'snippet.resourceId.videoId'),
    title: snippet?.title ?? '',
    description: snippet?.description ?? '',
    ...defined({ publishedAt }),
  };
}
