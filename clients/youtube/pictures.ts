import type { Download, YouTubeClient } from './client.ts';
import { createAborted, translateYouTubeError } from './failures.ts';

/** Pictures that YouTube serves are its own renderings, far below this. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * A video's picture from YouTube's CDN, at most 10 MB. Costs no units and carries no token; on a local run only the
 * local YouTube is asked. Throws a Failure.
 */
export async function readPicture(
  youtube: YouTubeClient,
  url: string,
  signal?: AbortSignal,
): Promise<Download> {
  if (signal?.aborted) throw createAborted('picture');
  const timeout = AbortSignal.timeout(youtube.timeoutMs);
  try {
    return await youtube.download({
      url,
      maxBytes: MAX_BYTES,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    throw translateYouTubeError(error, 'picture');
  }
}
