import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { chooseFonts } from '../../../drawing/fonts/font-set.ts';
import { type Element, h } from '../../../drawing/templates/element.ts';
import { typeset } from '../../../drawing/text/typeset.ts';
import type { Drawn } from './draw.ts';
import { type Cell, half, layoutPage, nameWidth, small } from './page-layout.ts';

const PER_PAGE = 12;

/** Writes contact sheets of the pictures that were drawn, twelve on a page; returns their paths. */
export async function writeContactSheets(drawn: readonly Drawn[], out: string): Promise<readonly string[]> {
  const pictures = drawn.flatMap((one): NamedImage[] =>
    'file' in one ? [{ name: one.id, image: one.file }] : [],
  );
  const files: string[] = [];
  await mkdir(out, { recursive: true });
  for (let start = 0; start < pictures.length; start += PER_PAGE) {
    // No id starts with an underscore: a sheet never replaces a picture.
    const file = join(out, `_sheet-${files.length + 1}.png`);
    const page = await composeContactSheet(pictures.slice(start, start + PER_PAGE));
    await page.png({ palette: true, quality: 90, effort: 4 }).toFile(file);
    files.push(file);
  }
  return files;
}

/** A picture, as bytes or as the path of its file, and the name printed next to it. */
export type NamedImage = { readonly name: string; readonly image: Buffer | string };

const ground = '#14171f';

/** Composes a page of pictures, two in a row, each at half size and at 168x94; the caller encodes it. */
export async function composeContactSheet(pictures: readonly NamedImage[]): Promise<Sharp> {
  const { width, height, cells } = layoutPage(pictures.length);
  const parts = await Promise.all(
    cells.flatMap(({ x, y, below }, index) => [
      shrink(pictures[index]?.image, half, { left: x, top: y }),
      shrink(pictures[index]?.image, small, { left: x, top: below }),
    ]),
  );
  const names = pictures.map(({ name }) => name);
  const letters = Buffer.from(await writeNames(names, cells, { width, height }));
  return sharp({ create: { width, height, channels: 3, background: ground } }).composite([
    ...parts,
    { input: letters, left: 0, top: 0 },
  ]);
}

async function shrink(
  image: Buffer | string | undefined,
  size: { readonly width: number; readonly height: number },
  place: { readonly left: number; readonly top: number },
): Promise<OverlayOptions> {
  return { input: await sharp(image).resize(size).png({ compressionLevel: 1 }).toBuffer(), ...place };
}

async function writeNames(
  names: readonly string[],
  cells: readonly Cell[],
  size: { readonly width: number; readonly height: number },
): Promise<string> {
  const type = await chooseFonts(names);
  const bare = new Set(type.missing);
  const shown = names.map((name) => [...name].map((sign) => (bare.has(sign) ? '?' : sign)).join(''));
  const children = cells.map((cell, index) => writeName(shown[index] ?? '', cell));
  return typeset(h('div', { ...size, position: 'relative' }, children), size, type);
}

const writeName = (name: string, { beside, below }: Cell): Element =>
  h(
    'div',
    {
      position: 'absolute',
      left: beside,
      top: below,
      width: nameWidth,
      fontSize: 24,
      fontWeight: 800,
      lineHeight: 1.3,
      color: '#e6e9f0',
      display: 'block',
      overflowWrap: 'anywhere',
    },
    name,
  );
