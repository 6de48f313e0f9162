import sharp, { type Sharp } from 'sharp';
import { ThumbnailError } from './errors.ts';

// One picture at a time is drawn; a cache of open files and a thread per core would only cost memory.
sharp.cache(false);
sharp.concurrency(1);

const maxPixels = 60_000_000;

/**
 * Opens a picture that `checkImage` let through as upright, opaque 8-bit sRGB and hands it on. What cannot be decoded whole is an error,
 * never half a picture.
 */
export async function decode<T>(bytes: Buffer, name: string, use: (image: Sharp) => Promise<T>): Promise<T> {
  try {
    return await use(open(bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n')[0] : String(error);
    throw new ThumbnailError('image', `${name} is damaged or cut off (${why})`, { cause: error });
  }
}

function open(bytes: Buffer): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
}
