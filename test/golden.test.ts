import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { createThumbnails } from '../drawing/index.ts';
import { assertGolden, readGoldens } from './golden/golden.ts';
import { listGoldens } from './golden/pictures.ts';
import { createDrawnPicture, drawSample, lookOf } from './pictures/sample.ts';

/** In the state folder, which git ignores. */
const DIFFERENCES = fileURLToPath(new URL('../.showrunner/goldens', import.meta.url));

const thumbnails = createThumbnails();
afterAll(() => thumbnails.close());

const goldens = await readGoldens();
const pictures = Object.entries(listGoldens());

it('there is a golden for each picture, and no other', () => {
  expect(Object.keys(goldens.sha256).toSorted()).toEqual(pictures.map(([name]) => name).toSorted());
});

it.each(pictures)('%s is drawn as before', async (name, picture) => {
  const drawn = await drawSample(thumbnails, picture);
  await assertGolden({ name, drawn, goldens, folder: DIFFERENCES });
});

it('a picture has the same bytes in another process, whatever was drawn before', async () => {
  const other = createThumbnails();
  try {
    for (const [name, picture] of pictures.toReversed()) {
      const [one, two] = [await drawSample(thumbnails, picture), await drawSample(other, picture)];
      expect([name, two.sha256]).toEqual([name, one.sha256]);
    }
  } finally {
    await other.close();
  }
});

it('a failure writes the difference as an image and names its path', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-goldens-'));
  try {
    const drawn = await drawSample(thumbnails, createDrawnPicture(lookOf('classic'), 'Another title', 2));
    const file = join(folder, 'classic-two.png');
    const asserted = assertGolden({ name: 'classic-two', drawn, goldens, folder });
    await expect(asserted).rejects.toThrow(`look at ${file}: before, now, and their difference`);
    const difference = sharp(await readFile(file));
    expect(await difference.metadata()).toMatchObject({ width: 784, height: 144 });
    expect(await peakOf(file, { left: 528 + 16, width: 100 })).toBe(255);
    expect(await peakOf(file, { left: 528 + 250, width: 6 })).toBeLessThan(32);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function peakOf(file: string, { left, width }: { left: number; width: number }): Promise<number> {
  const strip = await sharp(file)
    .extract({ left, top: 0, width, height: 144 })
    .removeAlpha()
    .png()
    .toBuffer();
  const { channels } = await sharp(strip).stats();
  return Math.max(...channels.map(({ max }) => max));
}
