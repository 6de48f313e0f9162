import type { Sharp } from 'sharp';
import { photoShade, photoShare } from '../../domain/shared/colours.ts';
import { canvas } from '../templates/template.ts';
import { decode, type Size } from './decode.ts';
import type { Layer } from './raster.ts';

/** A background photo that fills a picture of this size, darkened as domain/shared/contrast.ts assumes. */
export async function drawPhoto(
  bytes: Buffer,
  name: string,
  { width, height }: Size = canvas,
): Promise<Layer> {
  const shade = channelsOf(photoShade);
  const share = 1 - photoShare;
  const layer = await decode(bytes, name, (image) =>
    readLayer(image.resize({ width, height, fit: 'cover' })),
  );
  layer.pixels.forEach((value, at) => {
    const below = shade[at % 4];
    if (below !== undefined) layer.pixels[at] = Math.round(value * share + below * photoShare);
  });
  return layer;
}

/** A logo as large as its box allows, at the left and vertically centred; transparency is kept. */
export function drawLogo(bytes: Buffer, name: string, { width, height }: Size): Promise<Layer> {
  const whole = { width, height, fit: 'contain', position: 'left', background: '#00000000' } as const;
  return decode(bytes, name, (image) => readLayer(image.resize(whole)), 'nothing');
}

async function readLayer(image: Sharp): Promise<Layer> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 4) multiply(data, at, (data[at + 3] ?? 0) / 255);
  return { width: info.width, height: info.height, pixels: data };
}

function multiply(pixels: Buffer, at: number, alpha: number): void {
  if (alpha === 1) return;
  for (let channel = 0; channel < 3; channel++)
    pixels[at + channel] = Math.round((pixels[at + channel] ?? 0) * alpha);
}

const channelsOf = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
