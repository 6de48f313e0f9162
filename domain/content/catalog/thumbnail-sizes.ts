/** How large a thumbnail can be; a list of videos shows it at 168x94, a television at its full size. */
export const THUMBNAIL_SIZES = ['720p', '1080p', '4k'] as const;

export type ThumbnailSize = (typeof THUMBNAIL_SIZES)[number];

/** Pixels; all have the same shape, 16:9. */
export const PIXELS_OF_SIZE: Readonly<
  Record<ThumbnailSize, { readonly width: number; readonly height: number }>
> = {
  '720p': { width: 1280, height: 720 },
  '1080p': { width: 1920, height: 1080 },
  '4k': { width: 3840, height: 2160 },
};
