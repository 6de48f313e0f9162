import sharp from 'sharp';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Page } from '../../domain/render/thumbnail/page-tree.ts';
import { createCache } from '../cache.ts';
import type { FontSet } from '../fonts/font-set.ts';
import { bakeTile } from '../pictures/bake-avatar.ts';
import { encode } from '../pictures/encode.ts';
import { createFrame, drawLayer, type Frame } from '../pictures/frame.ts';
import { drawLogo, drawPhoto } from '../pictures/photo-and-logo.ts';
import { type Layer, rasterizeSvg, wrapSvg } from '../pictures/raster.ts';
import type { MimeType, ReadFile } from '../process/protocol.ts';
import { backgroundShape, drawShapes } from '../templates/backdrop.ts';
import type { Box } from '../templates/box.ts';
import { findTemplate } from '../templates/index.ts';
import { canvas, type DrawnPicture, type Shape } from '../templates/template.ts';
import { fillTiles, type Tile } from '../templates/tiles.ts';
import { fitText } from '../text/fit.ts';
import { chooseDrawableFonts } from './drawable-fonts.ts';
import { drawElements } from './layers.ts';
import { normalisePicture } from './normalise.ts';
import { composePage, type PageInput } from './page.ts';

const { width, height } = canvas;
// Up to 3 MB each: enough for what an academy draws again and again.
const backdrops = createCache<Frame>(8);
const baked = createCache<Layer>(24);

export type DrawnThumbnail = { readonly bytes: Buffer; readonly mimeType: MimeType };

/** Draws one picture, 1280x720 and below 2 MB. Runs in the drawing process, which the rasterizer may abort. */
export async function drawPicture(picture: DrawnPicture, readFile: ReadFile): Promise<DrawnThumbnail> {
  return drawScene(normalisePicture(picture), readFile);
}

async function drawScene(picture: DrawnPicture, readFile: ReadFile): Promise<DrawnThumbnail> {
  const fontSet = await chooseDrawableFonts(picture);
  const frame = picture.page
    ? await drawPageFrame(picture, picture.page, { fontSet, readFile })
    : await drawTemplateFrame(picture, fontSet, readFile);
  return encode(sharp(frame, { raw: { width, height, channels: 3 } }), 'image/png');
}

async function drawPageFrame(picture: DrawnPicture, page: Page, input: PageInput): Promise<Frame> {
  const stage = await composePage(page, input);
  const frame = await createBackdrop(picture, [], input.readFile);
  await drawElements(frame, stage, input.fontSet);
  return frame;
}

async function drawTemplateFrame(
  picture: DrawnPicture,
  fontSet: FontSet,
  readFile: ReadFile,
): Promise<Frame> {
  const template = findTemplate(picture.template);
  const places = template.place(picture);
  const tiles = fillTiles(picture.faces, places.faces);
  const title = await fitText({ text: picture.title, ...places.title }, fontSet);
  const scene = { picture, places, title, tiles };
  const frame = await createBackdrop(picture, template.backdrop(scene), readFile);
  if (picture.logo) await addLogo(frame, picture.logo, places.logo, readFile);
  for (const tile of tiles) await addTile(frame, tile, readFile);
  await drawElements(frame, template.compose(scene), fontSet);
  return frame;
}

async function createBackdrop(picture: DrawnPicture, shapes: readonly Shape[], readFile: ReadFile) {
  if (picture.photo) return createPhotoBackdrop(picture.photo, shapes, readFile);
  const svg = drawShapes([backgroundShape(picture), ...shapes]);
  return Buffer.from(await backdrops(svg, async () => createFrame(rasterizeSvg(wrapSvg(canvas, svg)))));
}

async function createPhotoBackdrop(
  file: FileRef,
  shapes: readonly Shape[],
  readFile: ReadFile,
): Promise<Frame> {
  const svg = drawShapes(shapes);
  const frame = await backdrops(`${file.blob} ${svg}`, async () => {
    const photo = createFrame(await drawPhoto(await readFile(file), file.path));
    drawLayer(photo, rasterizeSvg(wrapSvg(canvas, svg)), canvas);
    return photo;
  });
  return Buffer.from(frame);
}

async function addLogo(frame: Frame, file: FileRef, box: Box, readFile: ReadFile): Promise<void> {
  const key = `logo ${file.blob} ${box.width}x${box.height}`;
  const layer = await baked(key, async () => drawLogo(await readFile(file), file.path, box));
  drawLayer(frame, layer, box);
}

// One by one: the process requests one file at a time, and the same face may appear twice.
async function addTile(frame: Frame, tile: Tile, readFile: ReadFile): Promise<void> {
  if (tile.kind !== 'avatar') return;
  const { file, box } = tile;
  const layer = await baked(`${file.blob} ${box.width}x${box.height}`, async () => {
    const png = await bakeTile(await readFile(file), file.path, box);
    const href = `data:image/png;base64,${png.toString('base64')}`;
    return rasterizeSvg(wrapSvg(box, `<image width="${box.width}" height="${box.height}" href="${href}"/>`));
  });
  drawLayer(frame, layer, box);
}
