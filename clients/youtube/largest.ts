import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';

/** The URL of the widest picture; sizes that YouTube has not made are absent. */
export function largestThumbnail(
  details: youtube_v3.Schema$ThumbnailDetails | null | undefined,
): string | undefined {
  const { maxres, standard, high, medium, default: smallest } = details ?? {};
  const best = [maxres, standard, high, medium, smallest].find((thumbnail) => thumbnail?.url);
  return best?.url ?? undefined;
}
