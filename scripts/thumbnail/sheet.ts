import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { chooseType } from '../../drawing/fonts/type.ts';
import { type Element, h } from '../../drawing/templates/element.ts';
import { typeset } from '../../drawing/text/typeset.ts';
import { type Cell, half, layPage, nameWidth, small } from './geometry.ts';

/** A picture as bytes or as the path of its file, and what stands beside it. */
export type Named = { readonly name: string; readonly image: Buffer | string };

const ground = '#14171f';

/** One page of pictures, two in a row, each at half of its size and at 168x94. Encode what it answers as you like. */
export async function composeSheet(pictures: readonly Named[]): Promise<Sharp> {
  const { width, height, cells } = layPage(pictures.length);
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
  const type = await chooseType(names);
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
