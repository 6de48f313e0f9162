import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { tileBorder, tileRadius } from '../templates/tiles.ts';
import { assertFace, cropFace } from './crop.ts';
import { decode, type Size } from './decode.ts';

/**
 * Bakes an avatar into a tile: cropped to its size, rounded, with a white border, as PNG. Callers cache it for each avatar and
 * size, because clipping in the final raster costs more each time.
 *
 * @param scale pixels for one pixel of the canvas: of the border and the corners
 */
export async function bakeTile(
  bytes: Buffer,
  name: string,
  { width, height }: Size,
  scale = 1,
): Promise<Buffer> {
  const [border, radius] = [tileBorder * scale, tileRadius * scale];
  const inner = { width: width - 2 * border, height: height - 2 * border };
  const photo = await decode(bytes, name, (image, size) => {
    assertFace(size, name);
    return cropFace(image, size, inner).png().toBuffer();
  });
  const rounded = await sharp(photo)
    .ensureAlpha()
    .composite([{ input: roundedRectangle(inner, radius - border), blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(roundedRectangle({ width, height }, radius))
    .composite([{ input: rounded, left: border, top: border }])
    .png({ compressionLevel: 3 })
    .toBuffer();
}

// With resvg: sharp must not read SVG in the drawing process.
function roundedRectangle({ width, height }: Size, radius: number): Buffer {
  const shape = `<rect width="${width}" height="${height}" rx="${radius}" fill="#fff"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}
