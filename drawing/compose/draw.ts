import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Page } from '../../domain/render/thumbnail/page-tree.ts';
import { createCache } from '../cache.ts';
import { bakeTile } from '../pictures/bake-avatar.ts';
import { encode } from '../pictures/encode.ts';
import { copyFrame, createFrame, drawLayer, type Frame } from '../pictures/frame.ts';
import { drawLogo, drawPhoto } from '../pictures/photo-and-logo.ts';
import { type Layer, rasterizeSvg, wrapSvg } from '../pictures/raster.ts';
import type { EncodedPicture, ReadFile } from '../process/protocol.ts';
import { backgroundShape, drawShapes } from '../templates/backdrop.ts';
import type { Box } from '../templates/box.ts';
import { findTemplate } from '../templates/index.ts';
import { scaleBox, scaleOf } from '../templates/scale.ts';
import { canvas, type DrawnPicture, type Shape } from '../templates/template.ts';
import { fillTiles, type Tile } from '../templates/tiles.ts';
import { fitText } from '../text/fit.ts';
import { chooseDrawableFonts } from './drawable-fonts.ts';
import { fitShow } from './fit-show.ts';
import { type Drawing, drawElements } from './layers.ts';
import { normalisePicture } from './normalise.ts';
import { composePage } from './page.ts';

/** Enough for what an academy draws again and again: 8 backdrops and 24 faces of 1280x720, or two and five of 4K. */
const MOST = 60_000_000;
const bytesOf = ({ pixels }: Frame | Layer): number => pixels.length;
const backdrops = createCache<Frame>(8, { bytesOf, most: MOST });
const baked = createCache<Layer>(24, { bytesOf, most: MOST });

type Input = Drawing & { readonly readFile: ReadFile };

/** Draws one picture in its size. Runs in the drawing process, which the rasterizer may abort. */
export async function drawPicture(picture: DrawnPicture, readFile: ReadFile): Promise<EncodedPicture> {
  return drawScene(normalisePicture(picture), readFile);
}

async function drawScene(picture: DrawnPicture, readFile: ReadFile): Promise<EncodedPicture> {
  const fontSet = await chooseDrawableFonts(picture);
  const input = { fontSet, readFile, scale: scaleOf(picture.size) };
  const frame = picture.page
    ? await drawPageFrame(picture, picture.page, input)
    : await drawTemplateFrame(picture, input);
  return encode({ ...frame, channels: 3 }, 'image/png');
}

async function drawPageFrame(picture: DrawnPicture, page: Page, input: Input): Promise<Frame> {
  const stage = await composePage(page, input);
  const frame = await createBackdrop(picture, [], input);
  await drawElements(frame, stage, input);
  return frame;
}

async function drawTemplateFrame(picture: DrawnPicture, input: Input): Promise<Frame> {
  const template = findTemplate(picture.template);
  const places = template.place(picture);
  const tiles = fillTiles(picture.faces, places.faces);
  const title = await fitText({ text: picture.title, ...places.title }, input.fontSet);
  const show = await fitShow(picture, places, input.fontSet);
  const scene = { picture, places, title, tiles, show };
  const frame = await createBackdrop(picture, template.backdrop(scene), input);
  if (picture.logo) await addLogo(frame, picture.logo, places.logo, input);
  for (const tile of tiles) await addTile(frame, tile, input);
  await drawElements(frame, template.compose(scene), input);
  return frame;
}

async function createBackdrop(picture: DrawnPicture, shapes: readonly Shape[], input: Input): Promise<Frame> {
  if (picture.photo) return createPhotoBackdrop(picture.photo, shapes, input);
  const { scale } = input;
  const svg = drawShapes([backgroundShape(picture), ...shapes]);
  const known = await backdrops(`${scale} ${svg}`, async () =>
    createFrame(rasterizeSvg(wrapSvg(canvas, svg), scale)),
  );
  return copyFrame(known);
}

async function createPhotoBackdrop(
  file: FileRef,
  shapes: readonly Shape[],
  { readFile, scale }: Input,
): Promise<Frame> {
  const svg = drawShapes(shapes);
  const frame = await backdrops(`${file.blob} ${scale} ${svg}`, async () => {
    const photo = createFrame(await drawPhoto(await readFile(file), file.path, scaleBox(canvas, scale)));
    drawLayer(photo, rasterizeSvg(wrapSvg(canvas, svg), scale), canvas);
    return photo;
  });
  return copyFrame(frame);
}

async function addLogo(frame: Frame, file: FileRef, place: Box, { readFile, scale }: Input): Promise<void> {
  const box = scaleBox(place, scale);
  const key = `logo ${file.blob} ${box.width}x${box.height}`;
  const layer = await baked(key, async () => drawLogo(await readFile(file), file.path, box));
  drawLayer(frame, layer, box);
}

// One by one: the process requests one file at a time, and the same face may appear twice.
async function addTile(frame: Frame, tile: Tile, { readFile, scale }: Input): Promise<void> {
  if (tile.kind !== 'avatar') return;
  const { file } = tile;
  const box = scaleBox(tile.box, scale);
  const layer = await baked(`${file.blob} ${box.width}x${box.height} ${scale}`, async () => {
    const png = await bakeTile(await readFile(file), file.path, box, scale);
    const href = `data:image/png;base64,${png.toString('base64')}`;
    return rasterizeSvg(wrapSvg(box, `<image width="${box.width}" height="${box.height}" href="${href}"/>`));
  });
  drawLayer(frame, layer, box);
}
