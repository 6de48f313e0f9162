import type { Sharp } from 'sharp';
import { ThumbnailError } from '../errors.ts';
import type { Size } from './decode.ts';

const smallest = 32;
const slimmest = 4;

// Eyes stand a third from the top of a portrait. libvips' "attention" looks for the loudest colour and finds the shirt.
const above = 0.25;

/** Fills a box with a face: the middle from left to right, and of what is too high a quarter is cut above and three below. */
export function cropFace(image: Sharp, size: Size, box: Size): Sharp {
  const scale = Math.max(box.width / size.width, box.height / size.height);
  const width = Math.max(box.width, Math.round(size.width * scale));
  const height = Math.max(box.height, Math.round(size.height * scale));
  const left = Math.round((width - box.width) / 2);
  const top = Math.round((height - box.height) * above);
  return image.resize({ width, height, fit: 'fill' }).extract({ left, top, ...box });
}

/** A placeholder of one pixel or a banner is nobody's face. */
export function assertFace({ width, height }: Size, name: string): void {
  const found = `${name} is ${width}x${height} pixels`;
  if (Math.min(width, height) < smallest)
    throw new ThumbnailError(
      'image',
      `${found}; an avatar needs ${smallest}x${smallest} or more, 600x600 look good`,
    );
  if (Math.max(width, height) > slimmest * Math.min(width, height))
    throw new ThumbnailError('image', `${found}, too long and thin for a face: crop it`);
}
