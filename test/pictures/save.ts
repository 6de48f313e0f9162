import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';

const MOST_BYTES = 250 * 1024;

/** Writes a picture as a small PNG with a palette; answers its bytes. One above 250 KB is an error. */
export async function savePicture(path: string, png: Buffer): Promise<number> {
  const small = await sharp(png)
    .png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 })
    .toBuffer();
  if (small.length > MOST_BYTES) throw new Error(`${path} would have ${small.length} bytes, above 250 KB`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, small);
  return small.length;
}
