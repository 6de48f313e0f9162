import type { Download, YouTubeClient } from './client.ts';
import { abortedFailure, toYouTubeFailure } from './failures.ts';
import { parseThumbnailUrl } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';

/** A picture to upload: JPEG or PNG, below 50 MB. */
export type ThumbnailInput = {
  readonly videoId: string;
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/jpeg' | 'image/png';
};

/**
 * Replaces a video's thumbnail: 50 units. Returns the URL of its largest size, if YouTube gives one. For a video created seconds
 * ago it may throw a Failure with the reason `videoNotFound`.
 */
export async function setThumbnail(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: ThumbnailInput,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { videoId, bytes, mimeType } = input;
  // A Buffer, not a stream: gaxios cannot send a stream twice, and its length must be known.
  const media = { mimeType, body: Buffer.from(bytes) };
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'thumbnails.set',
    request: (options) => youtube.api.thumbnails.set({ videoId, media }, options),
  });
  return parseThumbnailUrl(answer.items?.[0]);
}

/** YouTube serves its own renderings, which are far smaller; the local one serves what was uploaded. More is not compared. */
const MAX_BYTES = 20_000_000;

/**
 * Downloads a video's picture from YouTube's CDN, at most 20 MB. Costs no units and sends no token; on a local run it reads
 * from the local YouTube only. Throws a Failure.
 */
export async function readPicture(
  youtube: YouTubeClient,
  url: string,
  signal?: AbortSignal,
): Promise<Download> {
  if (signal?.aborted) throw abortedFailure('picture');
  const timeout = AbortSignal.timeout(youtube.timeoutMs);
  try {
    return await youtube.download({
      url,
      maxBytes: MAX_BYTES,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    throw toYouTubeFailure(error, 'picture');
  }
}
