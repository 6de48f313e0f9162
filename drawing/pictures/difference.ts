import sharp from 'sharp';
import { FIRST_PICTURE, SECOND_PICTURE } from './assert-image.ts';
import { decode } from './decode.ts';

const width = 32;
const height = 18;

// Without this step, 480x270 and 1280x720 of the same picture differ by up to 15: the result depends on the original size.
const common = { width: 320, height: 180, fit: 'cover', kernel: 'linear' } as const;

/**
 * Mean absolute difference of the pixels of two pictures, both scaled to 32x18 and grey, 0 to 255. A re-encoding as JPEG stays
 * under 4; another picture is well above 12. `cover` cuts off the black bars of YouTube's 4:3 sizes.
 */
export async function measureDifference(a: Buffer, b: Buffer): Promise<number> {
  const [left, right] = await Promise.all([shrink(a, FIRST_PICTURE), shrink(b, SECOND_PICTURE)]);
  const sum = left.reduce((total, value, index) => total + Math.abs(value - (right[index] ?? 0)), 0);
  return sum / left.length;
}

async function shrink(bytes: Buffer, name: string): Promise<Buffer> {
  const even = await decode(bytes, name, (image) =>
    image
      .resize({ ...common, fastShrinkOnLoad: false })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const small = sharp(even.data, { raw: even.info }).resize(width, height, { kernel: 'linear' });
  return small.toColourspace('b-w').raw().toBuffer();
}
