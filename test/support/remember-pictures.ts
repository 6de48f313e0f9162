import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Thumbnail, Thumbnails } from '../../drawing/index.ts';

/**
 * Draws each picture once for all tests of a run and reads it from `folder` afterwards. For pictures that are on YouTube before a test
 * starts, and for workers that are killed.
 */
export function cachePictures(thumbnails: Thumbnails, folder: string): Thumbnails {
  return {
    ...thumbnails,
    draw: async (picture, readBlob) => {
      const path = join(folder, createHash('sha256').update(JSON.stringify(picture)).digest('hex'));
      const known = await readFile(path, 'utf8').catch(() => undefined);
      if (known !== undefined) return parseThumbnail(known);
      const drawn = await thumbnails.draw(picture, readBlob);
      await mkdir(folder, { recursive: true });
      // Others may draw the same picture now: each writes its own file, and the last one stays.
      const own = `${path}.${randomUUID()}`;
      await writeFile(own, formatThumbnail(drawn));
      await rename(own, path);
      return drawn;
    },
  };
}

const formatThumbnail = ({ bytes, ...rest }: Thumbnail): string =>
  JSON.stringify({ ...rest, bytes: bytes.toString('base64') });

function parseThumbnail(text: string): Thumbnail {
  const { bytes, ...rest } = JSON.parse(text) as Omit<Thumbnail, 'bytes'> & { readonly bytes: string };
  return { ...rest, bytes: Buffer.from(bytes, 'base64') };
}
