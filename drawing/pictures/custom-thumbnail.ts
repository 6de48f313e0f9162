import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { ThumbnailError } from '../errors.ts';
import type { MimeType } from '../process/protocol.ts';
import { canvas } from '../templates/template.ts';
import { decode, type Size } from './decode.ts';
import { encode } from './encode.ts';

const { width, height } = canvas;
const smallest = { width: 640, height: 360 };
const widest = 32 / 9;
const narrowest = 9 / 16;
/** How much of a side may be cut off without being noticed. */
const margin = 0.02;

type Pixels = { readonly data: Buffer; readonly info: OutputInfo };

/**
 * Fits an author's finished thumbnail to 1280x720: 16:9 fills it, any other shape is shown whole on a blurred, dark copy of itself.
 * A JPEG stays a JPEG.
 */
export async function fitCustomThumbnail(
  bytes: Buffer,
  name: string,
): Promise<{ bytes: Buffer; mimeType: MimeType }> {
  const { pixels, format } = await decode(bytes, name, async (image, size) => {
    assertShape(size, name);
    const whole = isWide(size) ? { fit: 'cover' as const } : { fit: 'inside' as const };
    const pixels = await read(image.resize({ width, height, ...whole }));
    return { pixels, format: (await image.metadata()).format };
  });
  const { info } = pixels;
  const full = info.width === width && info.height === height ? pixels : await placeOnBlurredCopy(pixels);
  return encode(sharp(full.data, { raw: full.info }), format === 'jpeg' ? 'image/jpeg' : 'image/png');
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
  return Math.abs((size.width * height) / (size.height * width) - 1) <= margin;
}

async function placeOnBlurredCopy({ data, info }: Pixels): Promise<Pixels> {
  const small = await read(
    sharp(data, { raw: info }).resize({ width: 160, height: 90, fit: 'cover' }).blur(4),
  );
  const backdrop = sharp(small.data, { raw: small.info }).modulate({ brightness: 0.5 }).resize(width, height);
  return read(backdrop.composite([{ input: data, raw: info }]));
}

function read(image: Sharp): Promise<Pixels> {
  return image.raw().toBuffer({ resolveWithObject: true });
}
