import sharp from 'sharp';
import { assertFace, cropFace } from './crop.ts';
import { decode, type Size } from './decode.ts';
import { rasterizeSvg, wrapSvg } from './raster.ts';

/** An avatar that fills its box, with rounded corners, as PNG. A clip in the final raster could abort the process. */
export async function bakeFace(bytes: Buffer, name: string, box: Size, radius: number): Promise<Buffer> {
  const photo = await decode(bytes, name, (image, size) => {
    assertFace(size, name);
    return cropFace(image, size, box).png().toBuffer();
  });
  return round(photo, box, radius);
}

/** A whole logo in the middle of its box, as PNG; transparency is kept. */
export async function bakeLogo(bytes: Buffer, name: string, box: Size, radius: number): Promise<Buffer> {
  const whole = { ...box, fit: 'contain', background: '#00000000' } as const;
  const logo = await decode(bytes, name, (image) => image.resize(whole).png().toBuffer(), 'nothing');
  return round(logo, box, radius);
}

async function round(png: Buffer, { width, height }: Size, radius: number): Promise<Buffer> {
  if (radius === 0) return png;
  const shape = `<rect width="${width}" height="${height}" rx="${radius}" fill="#fff"/>`;
  const { pixels } = rasterizeSvg(wrapSvg({ width, height }, shape));
  const mask = { input: pixels, raw: { width, height, channels: 4 as const } };
  return sharp(png)
    .ensureAlpha()
    .composite([{ ...mask, blend: 'dest-in' }])
    .png({ compressionLevel: 3 })
    .toBuffer();
}
