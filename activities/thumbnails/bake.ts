import sharp from 'sharp';
import { decode } from './decode.ts';
import type { Box } from './templates/template.ts';
import { tileBorder, tileRadius } from './templates/tiles.ts';

type Size = Pick<Box, 'width' | 'height'>;

/**
 * A foreign picture as a tile: cropped to its size, rounded, with a white border, as PNG. Done once for each avatar and size,
 * because clipping in the final raster costs more every time.
 */
export async function bakeTile(bytes: Buffer, name: string, { width, height }: Size): Promise<Buffer> {
  const inner = { width: width - 2 * tileBorder, height: height - 2 * tileBorder };
  const photo = await decode(bytes, name, (image) =>
    image
      .resize({ ...inner, fit: 'cover' })
      .png()
      .toBuffer(),
  );
  const rounded = await sharp(photo)
    .ensureAlpha()
    .composite([{ input: roundedRectangle(inner, tileRadius - tileBorder), blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(roundedRectangle({ width, height }, tileRadius))
    .composite([{ input: rounded, left: tileBorder, top: tileBorder }])
    .png({ compressionLevel: 3 })
    .toBuffer();
}

function roundedRectangle({ width, height }: Size, radius: number): Buffer {
  const shape = `<rect width="${width}" height="${height}" rx="${radius}" fill="#fff"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`,
  );
}
