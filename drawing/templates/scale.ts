import { PIXELS_OF_SIZE, type ThumbnailSize } from '../../domain/content/catalog/thumbnail-sizes.ts';
import type { Box } from './box.ts';
import { canvas } from './template.ts';

/** Pixels of a thumbnail for one pixel of the canvas that templates are laid out on: 1, 1.5 or 3. */
export const scaleOf = (size: ThumbnailSize = '720p'): number => PIXELS_OF_SIZE[size].width / canvas.width;

/** A box of the canvas in whole pixels of the thumbnail. Boxes that touch still do. */
export function scaleBox({ x, y, width, height }: Box, scale: number): Box {
  const [left, top] = [Math.round(x * scale), Math.round(y * scale)];
  return {
    x: left,
    y: top,
    width: Math.round((x + width) * scale) - left,
    height: Math.round((y + height) * scale) - top,
  };
}
