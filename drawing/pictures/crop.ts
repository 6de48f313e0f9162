import type { Sharp } from 'sharp';
import { ThumbnailError } from '../errors.ts';
import type { Size } from './decode.ts';

const smallest = 32;
const maxRatio = 4;

// Eyes are a third below the top of a portrait. libvips' "attention" finds the loudest colour, which is the shirt.
const shareCutAbove = 0.25;

/** Fills a box with a face: horizontally centred; of the excess height, a quarter is cut off above and three quarters below. */
export function cropFace(image: Sharp, size: Size, box: Size): Sharp {
  const scale = Math.max(box.width / size.width, box.height / size.height);
  const width = Math.max(box.width, Math.round(size.width * scale));
  const height = Math.max(box.height, Math.round(size.height * scale));
  const left = Math.round((width - box.width) / 2);
  const top = Math.round((height - box.height) * shareCutAbove);
  return image.resize({ width, height, fit: 'fill' }).extract({ left, top, ...box });
}

/** Throws for a picture that cannot be a face, such as a placeholder of one pixel or a banner. */
export function assertFace({ width, height }: Size, name: string): void {
  const found = `${name} is ${width}x${height} pixels`;
  if (Math.min(width, height) < smallest)
    throw new ThumbnailError(
      'image',
      `${found}; an avatar needs ${smallest}x${smallest} or more, 600x600 look good`,
    );
  if (Math.max(width, height) > maxRatio * Math.min(width, height))
    throw new ThumbnailError('image', `${found}, too long and thin for a face: crop it`);
}
