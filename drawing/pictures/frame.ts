import type { Layer } from './raster.ts';

/** The picture that is being drawn: rows of red, green and blue, a byte each. */
export type Frame = { readonly width: number; readonly height: number; readonly pixels: Buffer };

/** A frame from a layer that fills it, on black where it is transparent. */
export function createFrame(layer: Layer): Frame {
  const { width, height } = layer;
  const frame = { width, height, pixels: Buffer.alloc(3 * width * height) };
  drawLayer(frame, layer, { x: 0, y: 0 });
  return frame;
}

export const copyFrame = (frame: Frame): Frame => ({ ...frame, pixels: Buffer.from(frame.pixels) });

/** Draws a layer on a frame with its top left corner at whole pixels. What is outside the frame is cut off. */
export function drawLayer(frame: Frame, layer: Layer, at: { readonly x: number; readonly y: number }): void {
  const { width, height, pixels } = frame;
  const left = Math.max(0, -at.x);
  const right = Math.min(layer.width, width - at.x);
  const bottom = Math.min(layer.height, height - at.y);
  for (let y = Math.max(0, -at.y); y < bottom; y++) {
    const from = y * layer.width;
    drawRow(
      pixels,
      3 * ((at.y + y) * width + at.x + left),
      layer.pixels,
      4 * (from + left),
      4 * (from + right),
    );
  }
}

// A plain loop over bytes: a call or an object for each of a million pixels would take longer than the drawing.
function drawRow(frame: Buffer, start: number, pixels: Buffer, from: number, to: number): void {
  for (let at = from, over = start; at < to; at += 4, over += 3) {
    const alpha = pixels[at + 3] as number;
    if (alpha === 0) continue;
    const through = 255 - alpha;
    if (through === 0) {
      frame[over] = pixels[at] as number;
      frame[over + 1] = pixels[at + 1] as number;
      frame[over + 2] = pixels[at + 2] as number;
      continue;
    }
    for (let channel = 0; channel < 3; channel++) {
      const below = ((through * (frame[over + channel] as number) + 127) / 255) | 0;
      frame[over + channel] = (pixels[at + channel] as number) + below;
    }
  }
}
