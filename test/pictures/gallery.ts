import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import { templateNames } from '../../drawing/templates/index.ts';
import { composeContactSheet, type NamedImage } from '../../scripts/commands/thumbnail/contact-sheets.ts';
import { type Exhibit, listPages } from './gallery-pages.ts';
import { createDrawnPicture, drawSample, lookOf } from './sample.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/gallery', import.meta.url));
const mostBytes = 400_000;

/** Draws the sheets of docs/gallery.md, and one picture of each template at its full size. */
export async function makeGallery(print: (line: string) => void): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const thumbnails = createThumbnails({ workers: Math.min(2, availableParallelism()) });
  const save = async (name: string, bytes: Buffer): Promise<void> => {
    if (bytes.length > mostBytes)
      throw new Error(`${name} would have ${bytes.length} bytes, above ${mostBytes}`);
    await writeFile(join(FOLDER, name), bytes);
    print(`gallery/${name}  ${Math.round(bytes.length / 1024)} KB`);
  };
  try {
    for (const template of templateNames)
      await save(`${template}.webp`, await drawFull(thumbnails, template));
    for (const { file, exhibits } of listPages()) {
      const page = await composeContactSheet(await Promise.all(exhibits.map((one) => draw(thumbnails, one))));
      await save(`${file}.webp`, await page.webp({ quality: 82, effort: 6 }).toBuffer());
    }
  } finally {
    await thumbnails.close();
  }
}

async function drawFull(thumbnails: Thumbnails, template: string): Promise<Buffer> {
  const { bytes } = await drawSample(
    thumbnails,
    createDrawnPicture(lookOf(template), 'Two Clusters, One Storm', 2),
  );
  return sharp(bytes).webp({ quality: 88, effort: 6 }).toBuffer();
}

const draw = async (thumbnails: Thumbnails, { name, picture }: Exhibit): Promise<NamedImage> => ({
  name,
  image: (await drawSample(thumbnails, picture)).bytes,
});
