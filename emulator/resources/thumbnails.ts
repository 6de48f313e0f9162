/** YouTube's names for thumbnail sizes, with the file names in their URLs. */
const SIZES = [
  { name: 'default', file: 'default', width: 120, height: 90 },
  { name: 'medium', file: 'mqdefault', width: 320, height: 180 },
  { name: 'high', file: 'hqdefault', width: 480, height: 360 },
  { name: 'standard', file: 'sddefault', width: 640, height: 480 },
  { name: 'maxres', file: 'maxresdefault', width: 1280, height: 720 },
] as const;

/** `snippet.thumbnails` of a video: the URLs stay the same when the picture changes, as on YouTube's CDN. */
export function renderThumbnails(origin: string, videoId: string): Record<string, unknown> {
  return Object.fromEntries(
    SIZES.map(({ name, file, width, height }) => [
      name,
      { url: thumbnailUrl(origin, videoId, file), width, height },
    ]),
  );
}

export function thumbnailUrl(origin: string, videoId: string, file = 'maxresdefault'): string {
  return `${origin}/vi/${encodeURIComponent(videoId)}/${file}.jpg`;
}
