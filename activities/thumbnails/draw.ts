import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import type { FileRef, Picture } from '../../domain/picture/picture.ts';
import { bakeTile } from './bake.ts';
import { createCache } from './cache.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { fitText } from './fit.ts';
import { chooseType, type Type } from './fonts/type.ts';
import { assertShown } from './glyphs.ts';
import { normalisePicture } from './normalise.ts';
import type { MimeType, ReadFile } from './protocol.ts';
import { findTemplate } from './templates/index.ts';
import { canvas, type DrawnPicture } from './templates/template.ts';
import { fillTiles, type Tile } from './templates/tiles.ts';
import { typeset } from './typeset.ts';

const { width, height } = canvas;
const baked = createCache<string>(128);

export type Drawn = { readonly bytes: Buffer; readonly mimeType: MimeType };

/** Draws one picture, 1280x720 and below 2 MB. Runs in the drawing process: the raster may end it. */
export async function drawPicture(picture: Picture, readFile: ReadFile): Promise<Drawn> {
  if (picture.kind === 'file') return fitFile(picture.file, readFile);
  return drawScene(normalisePicture(picture), readFile);
}

async function drawScene(picture: DrawnPicture, readFile: ReadFile): Promise<Drawn> {
  const template = findTemplate(picture.template);
  const places = template.place(picture);
  const tiles = fillTiles(picture.faces, places.faces);
  const type = await findType(picture);
  const title = await fitText({ text: picture.title, ...places.title }, type);
  const scene = { picture, places, title, tiles };
  const text = await typeset(template.compose(scene), { width, height }, type);
  const below = template.backdrop(scene) + (await layTiles(tiles, readFile));
  return encode(raster(layBelow(text, below)), 'image/png');
}

async function findType(picture: DrawnPicture): Promise<Type> {
  const { title, show, faces, language } = picture;
  const type = await chooseType([title, show, ...faces.map(({ initials }) => initials)], language);
  assertShown(picture, type);
  return type;
}

// One after the other: the process asks for one file at a time, and a face may stand there twice.
async function layTiles(tiles: readonly Tile[], readFile: ReadFile): Promise<string> {
  let images = '';
  for (const tile of tiles) images += await layTile(tile, readFile);
  return images;
}

async function layTile(tile: Tile, readFile: ReadFile): Promise<string> {
  if (tile.kind !== 'avatar') return '';
  const { file, box } = tile;
  const uri = await baked(`${file.blob} ${box.width}x${box.height}`, async () => {
    const png = await bakeTile(await readFile(file), file.path, box);
    return `data:image/png;base64,${png.toString('base64')}`;
  });
  return `<image x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" href="${uri}"/>`;
}

function layBelow(svg: string, below: string): string {
  const start = svg.indexOf('>') + 1;
  return svg.slice(0, start) + below + svg.slice(start);
}

function raster(svg: string) {
  const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return sharp(image.pixels, {
    raw: { width: image.width, height: image.height, channels: 4 },
  }).removeAlpha();
}

async function fitFile(file: FileRef, readFile: ReadFile): Promise<Drawn> {
  const { pixels, info, format } = await decode(await readFile(file), file.path, async (image) => {
    const { data, info } = await image
      .resize({ width, height, fit: 'cover' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, info, format: (await image.metadata()).format };
  });
  return encode(sharp(pixels, { raw: info }), format === 'jpeg' ? 'image/jpeg' : 'image/png');
}
