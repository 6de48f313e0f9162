import sharp, { type OutputInfo, type Sharp } from 'sharp';
import {
  PIXELS_OF_SIZE,
  THUMBNAIL_SIZES,
  type ThumbnailSize,
} from '../../domain/content/catalog/thumbnail-sizes.ts';
import { ThumbnailError } from '../errors.ts';
import type { EncodedPicture } from '../process/protocol.ts';
import { canvas } from '../templates/template.ts';
import { decode, type Size } from './decode.ts';
import { encode } from './encode.ts';

const smallest = { width: 640, height: 360 };
const widest = 32 / 9;
const narrowest = 9 / 16;
/** How much of a side may be cut off without being noticed. */
const margin = 0.02;

type Pixels = { readonly data: Buffer; readonly info: OutputInfo };

/**
 * Fits an author's finished thumbnail to a size: 16:9 fills it, any other shape is shown whole on a blurred, dark copy of itself.
 * A file that is too small for it is fitted to the largest size that it fills, at least to 1280x720. A JPEG stays a JPEG.
 */
export async function fitCustomThumbnail(
  bytes: Buffer,
  name: string,
  most?: ThumbnailSize,
): Promise<EncodedPicture> {
  const { pixels, format, room } = await decode(bytes, name, async (image, size) => {
    assertShape(size, name);
    const room = findRoom(size, most);
    const whole = isWide(size) ? { fit: 'cover' as const } : { fit: 'inside' as const };
    const pixels = await read(image.resize({ ...room, ...whole }));
    return { pixels, format: (await image.metadata()).format, room };
  });
  const { info } = pixels;
  const isFull = info.width === room.width && info.height === room.height;
  const full = isFull ? pixels : await placeOnBlurredCopy(pixels, room);
  const { width, height, channels } = full.info;
  const mimeType = format === 'jpeg' ? 'image/jpeg' : 'image/png';
  return encode({ width, height, channels, pixels: full.data }, mimeType);
}

/** A picture that fills its width or its height is not enlarged. */
function findRoom(size: Size, most: ThumbnailSize = '720p'): Size {
  const sizes = THUMBNAIL_SIZES.slice(0, THUMBNAIL_SIZES.indexOf(most) + 1);
  const large = sizes.findLast((name) => {
    const { width, height } = PIXELS_OF_SIZE[name];
    return size.width >= (1 - margin) * width || size.height >= (1 - margin) * height;
  });
  return PIXELS_OF_SIZE[large ?? '720p'];
}

function assertShape(size: Size, name: string): void {
  const found = `${name} is ${size.width}x${size.height} pixels`;
  const ratio = size.width / size.height;
  if (ratio > widest || ratio < narrowest)
    throw new ThumbnailError('image', `${found}; a thumbnail is 16:9: crop it to 1280x720`);
  if (size.width < smallest.width || size.height < smallest.height)
    throw new ThumbnailError(
      'image',
      `${found}; a thumbnail needs ${smallest.width}x${smallest.height} or more, best 1280x720`,
    );
}

function isWide(size: Size): boolean {
  return Math.abs((size.width * canvas.height) / (size.height * canvas.width) - 1) <= margin;
}

async function placeOnBlurredCopy({ data, info }: Pixels, { width, height }: Size): Promise<Pixels> {
  const small = await read(
    sharp(data, { raw: info }).resize({ width: 160, height: 90, fit: 'cover' }).blur(4),
  );
  const backdrop = sharp(small.data, { raw: small.info }).modulate({ brightness: 0.5 }).resize(width, height);
  return read(backdrop.composite([{ input: data, raw: info }]));
}

function read(image: Sharp): Promise<Pixels> {
  return image.raw().toBuffer({ resolveWithObject: true });
}
