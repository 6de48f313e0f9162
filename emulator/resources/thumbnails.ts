import type { VideoRow } from '../state/rows.ts';

/** YouTube's names for thumbnail sizes, with the file names in their URLs. */
const SIZES = [
  { name: 'default', file: 'default', width: 120, height: 90 },
  { name: 'medium', file: 'mqdefault', width: 320, height: 180 },
  { name: 'high', file: 'hqdefault', width: 480, height: 360 },
  { name: 'standard', file: 'sddefault', width: 640, height: 480 },
  { name: 'maxres', file: 'maxresdefault', width: 1280, height: 720 },
] as const;

/** Since September 2026, of a picture that has so many pixels. */
const LARGE_SIZES = [
  { name: 'fhd', file: 'fhddefault', width: 1920, height: 1080 },
  { name: 'qhd', file: 'qhddefault', width: 2560, height: 1440 },
  { name: 'uhd', file: 'uhddefault', width: 3840, height: 2160 },
] as const;

type Shown = Pick<VideoRow, 'id' | 'thumbnail' | 'thumbnailWidth'>;

/** `snippet.thumbnails` of a video: the URLs stay the same when the picture changes, as on YouTube's CDN. */
export function renderThumbnails(
  origin: string,
  { id, thumbnail, thumbnailWidth = 0 }: Shown,
): Record<string, unknown> {
  const most = thumbnail === undefined ? 0 : thumbnailWidth;
  const sizes = [...SIZES, ...LARGE_SIZES.filter(({ width }) => width <= most)];
  return Object.fromEntries(
    sizes.map(({ name, file, width, height }) => [
      name,
      { url: thumbnailUrl(origin, id, file), width, height },
    ]),
  );
}

export function thumbnailUrl(origin: string, videoId: string, file = 'maxresdefault'): string {
  return `${origin}/vi/${encodeURIComponent(videoId)}/${file}.jpg`;
}
