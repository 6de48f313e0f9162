import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Thumbnail } from '../../drawing/index.ts';

/** The accepted pictures: the hash of each picture's bytes, and the picture scaled down. */
type Goldens = { readonly platform: string; readonly sha256: Readonly<Record<string, string>> };

/** Other processors round differently: there, pixels are compared instead of bytes. */
const platform = `${process.platform}-${process.arch}`;

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const fileOf = (name: string): string => join(FOLDER, `${name}.png`);
const LIST = join(FOLDER, 'goldens.json');
const size = { width: 256, height: 144 };
/** Mean difference of all pixels, of 255, that is not visible. */
const unseen = 1;

export const readGoldens = async (): Promise<Goldens> => JSON.parse(await readFile(LIST, 'utf8')) as Goldens;

export async function writeGoldens(drawn: ReadonlyMap<string, Thumbnail>): Promise<void> {
  for (const [name, { bytes }] of drawn) await writeFile(fileOf(name), await shrink(bytes));
  const sha256 = Object.fromEntries([...drawn].map(([name, one]) => [name, one.sha256]));
  await writeFile(LIST, `${JSON.stringify({ platform, sha256 }, null, 2)}\n`);
}

/**
 * Throws when a picture differs from its golden; the message names an image that shows the difference.
 *
 * @param folder gets that image: the golden, what is drawn now, and eight times their difference, side by side
 */
export async function assertGolden(input: {
  readonly name: string;
  readonly drawn: Thumbnail;
  readonly goldens: Goldens;
  readonly folder: string;
}): Promise<void> {
  const { name, drawn, goldens, folder } = input;
  if (drawn.sha256 === goldens.sha256[name]) return;
  const before = await readPixels(await readFile(fileOf(name)));
  const now = await readPixels(await shrink(drawn.bytes));
  const difference = before.map((value, at) => Math.abs(value - (now[at] ?? 0)));
  const mean = difference.reduce((sum, value) => sum + value, 0) / difference.length;
  if (platform !== goldens.platform && mean < unseen) return;
  const file = join(folder, `${name}.png`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, await joinImages([before, now, difference.map((value) => Math.min(255, value * 8))]));
  throw new Error(
    `${name} is not drawn as before (mean difference ${mean.toFixed(2)} of 255): look at ${file}: before, now, and their difference eight times as bright. ` +
      'If the change is intended: npm run pictures -- goldens',
  );
}

const shrink = (bytes: Buffer): Promise<Buffer> =>
  sharp(bytes).removeAlpha().resize(size).png({ compressionLevel: 9, effort: 10 }).toBuffer();

const readPixels = async (png: Buffer): Promise<number[]> => [
  ...(await sharp(png).removeAlpha().toColourspace('srgb').raw().toBuffer()),
];

function joinImages(images: readonly (readonly number[])[]): Promise<Buffer> {
  const { width, height } = size;
  const page = {
    width: images.length * (width + 8) - 8,
    height,
    channels: 3,
    background: '#ffffff',
  } as const;
  const parts = images.map((pixels, index) => ({
    input: Buffer.from(pixels),
    raw: { width, height, channels: 3 as const },
    left: index * (width + 8),
    top: 0,
  }));
  return sharp({ create: page }).composite(parts).png().toBuffer();
}
