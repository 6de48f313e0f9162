import { canvas } from '../templates/template.ts';
import type { Layer } from './raster.ts';

/** The picture while it is laid together: 1280x720 pixels of red, green and blue, a byte each. */
export type Ground = Buffer;

const { width, height } = canvas;

/** A layer that fills the canvas, on black where it shows through. */
export function openGround(layer: Layer): Ground {
  const ground = Buffer.alloc(3 * width * height);
  layOver(ground, layer, { x: 0, y: 0 });
  return ground;
}

/** Lays a layer over the ground with its top left corner at whole pixels. What reaches over the canvas is cut off. */
export function layOver(ground: Ground, layer: Layer, at: { readonly x: number; readonly y: number }): void {
  const left = Math.max(0, -at.x);
  const right = Math.min(layer.width, width - at.x);
  const bottom = Math.min(layer.height, height - at.y);
  for (let y = Math.max(0, -at.y); y < bottom; y++) {
    const from = y * layer.width;
    layRow(
      ground,
      3 * ((at.y + y) * width + at.x + left),
      layer.pixels,
      4 * (from + left),
      4 * (from + right),
    );
  }
}

// A plain loop over bytes: a call or an object for each of a million pixels would take longer than the drawing.
function layRow(ground: Ground, start: number, pixels: Buffer, from: number, to: number): void {
  for (let at = from, over = start; at < to; at += 4, over += 3) {
    const alpha = pixels[at + 3] as number;
    if (alpha === 0) continue;
    const through = 255 - alpha;
    if (through === 0) {
      ground[over] = pixels[at] as number;
      ground[over + 1] = pixels[at + 1] as number;
      ground[over + 2] = pixels[at + 2] as number;
      continue;
    }
    for (let channel = 0; channel < 3; channel++) {
      const below = ((through * (ground[over + channel] as number) + 127) / 255) | 0;
      ground[over + channel] = (pixels[at + channel] as number) + below;
    }
  }
}
