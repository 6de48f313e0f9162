import type { YouTubeClient } from './client.ts';
import { largestThumbnail } from './largest.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';

/** A picture to show; YouTube takes JPEG and PNG, stay below 2 MB. */
export type ThumbnailInput = {
  readonly videoId: string;
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/jpeg' | 'image/png';
};

/**
 * Replaces a video's thumbnail: 50 units. Answers the URL of its largest size, where YouTube tells it. A video made seconds
 * ago may answer a Failure with reason `videoNotFound`.
 */
export async function setThumbnail(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  input: ThumbnailInput,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { videoId, bytes, mimeType } = input;
  // A Buffer, not a stream: gaxios cannot send a stream twice, and its length must be known.
  const media = { mimeType, body: Buffer.from(bytes) };
  const answer = await send({
    youtube,
    purse,
    signal,
    method: 'thumbnails.set',
    request: (options) => youtube.api.thumbnails.set({ videoId, media }, options),
  });
  return largestThumbnail(answer.items?.[0]);
}
