import sharp, { type Sharp } from 'sharp';
import { ThumbnailError } from '../errors.ts';

// One picture is drawn at a time: a cache of open files and a thread per core would only use memory.
sharp.cache(false);
sharp.concurrency(1);

/** Photos of phones are smaller. Larger ones are rejected by their header, before they are decompressed. */
const maxMegapixels = 50;

/** Pixels, after rotation to upright. */
export type Size = { readonly width: number; readonly height: number };

/**
 * Decodes a picture that passed `assertImage` to upright 8-bit sRGB; of an animation, the first frame. It is opaque on white unless
 * `below` is `nothing`. A picture that cannot be decoded whole is an error.
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
    throw new ThumbnailError('image', `${name} ${describeFailure(error)}`, { cause: error });
  }
}

function open(bytes: Buffer): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: maxMegapixels * 1_000_000 })
    .autoOrient()
    .toColourspace('srgb');
}

function describeFailure(error: unknown): string {
  const why = error instanceof Error ? error.message.trim().split('\n')[0] : String(error);
  if (/exceeds pixel limit/.test(why ?? ''))
    return `has more than ${maxMegapixels} megapixels: make it smaller`;
  return `is damaged or cut off (${why})`;
}
