import sharp from 'sharp';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import { type Page, textsOf } from '../../domain/render/thumbnail/page-tree.ts';
import { createCache } from '../cache.ts';
import { chooseType, type Type } from '../fonts/type.ts';
import { drawLogo, drawPhoto } from '../pictures/art.ts';
import { bakeTile } from '../pictures/bake.ts';
import { encode } from '../pictures/encode.ts';
import { type Ground, layOver, openGround } from '../pictures/ground.ts';
import { type Layer, rasterSvg, wrapSvg } from '../pictures/raster.ts';
import type { MimeType, ReadFile } from '../process/protocol.ts';
import { drawShapes, groundOf } from '../templates/backdrop.ts';
import type { Box } from '../templates/box.ts';
import { findTemplate } from '../templates/index.ts';
import { canvas, type DrawnPicture, type Shape } from '../templates/template.ts';
import { fillTiles, type Tile } from '../templates/tiles.ts';
import { fitText } from '../text/fit.ts';
import { assertShown } from '../text/glyphs.ts';
import { layStage } from './layers.ts';
import { normalisePicture } from './normalise.ts';
import { composePage, type Tools } from './page.ts';

const { width, height } = canvas;
// Pixels, up to 3 MB each: what an academy draws again and again, not all that it has.
const backdrops = createCache<Ground>(8);
const baked = createCache<Layer>(24);

export type DrawnThumbnail = { readonly bytes: Buffer; readonly mimeType: MimeType };

/** Draws one picture, 1280x720 and below 2 MB. Runs in the drawing process: the raster may end it. */
export async function drawPicture(picture: DrawnPicture, readFile: ReadFile): Promise<DrawnThumbnail> {
  return drawScene(normalisePicture(picture), readFile);
}

async function drawScene(picture: DrawnPicture, readFile: ReadFile): Promise<DrawnThumbnail> {
  const type = await findType(picture);
  const ground = picture.page
    ? await layPage(picture, picture.page, { type, readFile })
    : await layTemplate(picture, type, readFile);
  return encode(sharp(ground, { raw: { width, height, channels: 3 } }), 'image/png');
}

async function layPage(picture: DrawnPicture, page: Page, tools: Tools): Promise<Ground> {
  const stage = await composePage(page, tools);
  const ground = await layBackdrop(picture, [], tools.readFile);
  await layStage(ground, stage, tools.type);
  return ground;
}

async function layTemplate(picture: DrawnPicture, type: Type, readFile: ReadFile): Promise<Ground> {
  const template = findTemplate(picture.template);
  const places = template.place(picture);
  const tiles = fillTiles(picture.faces, places.faces);
  const title = await fitText({ text: picture.title, ...places.title }, type);
  const scene = { picture, places, title, tiles };
  const ground = await layBackdrop(picture, template.backdrop(scene), readFile);
  if (picture.logo) await layLogo(ground, picture.logo, places.logo, readFile);
  for (const tile of tiles) await layTile(ground, tile, readFile);
  await layStage(ground, template.compose(scene), type);
  return ground;
}

async function layBackdrop(picture: DrawnPicture, shapes: readonly Shape[], readFile: ReadFile) {
  if (picture.photo) return layOnPhoto(picture.photo, shapes, readFile);
  const svg = drawShapes([groundOf(picture), ...shapes]);
  return Buffer.from(await backdrops(svg, async () => openGround(rasterSvg(wrapSvg(canvas, svg)))));
}

async function layOnPhoto(file: FileRef, shapes: readonly Shape[], readFile: ReadFile): Promise<Ground> {
  const svg = drawShapes(shapes);
  const ground = await backdrops(`${file.blob} ${svg}`, async () => {
    const photo = openGround(await drawPhoto(await readFile(file), file.path));
    layOver(photo, rasterSvg(wrapSvg(canvas, svg)), canvas);
    return photo;
  });
  return Buffer.from(ground);
}

async function layLogo(ground: Ground, file: FileRef, box: Box, readFile: ReadFile): Promise<void> {
  const key = `logo ${file.blob} ${box.width}x${box.height}`;
  const layer = await baked(key, async () => drawLogo(await readFile(file), file.path, box));
  layOver(ground, layer, box);
}

async function findType(picture: DrawnPicture): Promise<Type> {
  const { title, show, faces, page, language } = picture;
  const shown = page === undefined ? [title, show] : textsOf(page);
  const type = await chooseType([...shown, ...faces.map(({ initials }) => initials)], language);
  assertShown(picture, type);
  return type;
}

// One after the other: the process asks for one file at a time, and a face may stand there twice.
async function layTile(ground: Ground, tile: Tile, readFile: ReadFile): Promise<void> {
  if (tile.kind !== 'avatar') return;
  const { file, box } = tile;
  const layer = await baked(`${file.blob} ${box.width}x${box.height}`, async () => {
    const png = await bakeTile(await readFile(file), file.path, box);
    const href = `data:image/png;base64,${png.toString('base64')}`;
    return rasterSvg(wrapSvg(box, `<image width="${box.width}" height="${box.height}" href="${href}"/>`));
  });
  layOver(ground, layer, box);
}
