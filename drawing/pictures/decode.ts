import sharp, { type Sharp } from 'sharp';
import { ThumbnailError } from '../errors.ts';

// One picture at a time is drawn; a cache of open files and a thread per core would only cost memory.
sharp.cache(false);
sharp.concurrency(1);

/** Any phone's picture is smaller; a bomb says by its header how large it would become. */
export const maxMegapixels = 50;

/** Pixels, as the picture stands upright. */
export type Size = { readonly width: number; readonly height: number };

/**
 * Opens a picture that `checkImage` let through as upright 8-bit sRGB, opaque unless there is nothing `below`, and hands it on; of an animation the first frame.
 * What cannot be decoded whole is an error, never half a picture.
 */
export async function decode<T>(
  bytes: Buffer,
  name: string,
  use: (image: Sharp, size: Size) => Promise<T>,
  below: 'white' | 'nothing' = 'white',
): Promise<T> {
  try {
    const upright = open(bytes);
    const image = below === 'white' ? upright.flatten({ background: '#ffffff' }) : upright;
    const { autoOrient } = await image.metadata();
    return await use(image, autoOrient);
  } catch (error) {
    if (error instanceof ThumbnailError) throw error;
    throw new ThumbnailError('image', `${name} ${explain(error)}`, { cause: error });
  }
}

function open(bytes: Buffer): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: maxMegapixels * 1_000_000 })
    .autoOrient()
    .toColourspace('srgb');
}

function explain(error: unknown): string {
  const why = error instanceof Error ? error.message.trim().split('\n')[0] : String(error);
  if (/exceeds pixel limit/.test(why ?? ''))
    return `has more than ${maxMegapixels} megapixels: make it smaller`;
  return `is damaged or cut off (${why})`;
}
