import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Face } from '../../domain/render/thumbnail/face.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { hashText } from '../../domain/shared/hash.ts';
import type { Thumbnail, Thumbnails } from '../../drawing/index.ts';
import type { DrawnPicture } from '../../drawing/templates/template.ts';
import { pinFiles } from '../../scripts/lib/pin-files.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const fileRef = (path: string): FileRef => ({ path, blob: path });
const withAvatar = (name: string): Face => ({
  initials: '',
  hue: 0,
  avatar: fileRef(`guests/avatars/${name}.png`),
});
const withInitials = (initials: string): Face => ({
  initials,
  hue: Number.parseInt(hashText(initials, 6), 16) % 360,
});

/** Seven guests of the sample academy; the fourth has no avatar. */
const faces: readonly Face[] = [
  withAvatar('ada-okafor'),
  withAvatar('bruno-lindqvist'),
  withAvatar('mei-chen'),
  withInitials('KR'),
  withAvatar('hiro-tanaka'),
  withAvatar('ines-duarte'),
  withAvatar('grace-mbeki'),
];

export type Look = Pick<DrawnPicture, 'template' | 'show' | 'background' | 'accent'>;

/** How a template is meant to be worn; one that is not here looks like the first. */
export function lookOf(template: string): Look {
  const [show, background, accent] = LOOKS[template] ?? ['Deep Dive', ['#0b132b', '#1c2541'], '#5bc0be'];
  return { template, show, background, accent };
}

const LOOKS: Readonly<
  Record<string, readonly [show: string, background: readonly string[], accent: string]>
> = {
  versus: ['Breakage', ['#2b0b1f', '#5c1a33'], '#ff8a5b'],
  solo: ['Office Hours', ['#0b3b2e', '#14695a'], '#ffd166'],
  workshop: ['Workshop', ['#1d1a3a', '#3a2f7a'], '#8ee3ef'],
};

/** @param first the guest who comes first */
export const createDrawnPicture = (look: Look, title: string, guests: number, first = 0): DrawnPicture => ({
  kind: 'drawn',
  ...look,
  title,
  number: 12,
  faces: [...faces, ...faces].slice(first, first + guests),
});

export const photo = fileRef('made/photo.png');
export const logo = fileRef('made/logo.png');

/** A landscape and a mark: what an academy brings along. */
const MADE: Readonly<Record<string, string>> = {
  [photo.path]: `<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080"><defs><linearGradient id="s" x2="0" y2="1">
<stop stop-color="#7fb7e6"/><stop offset="1" stop-color="#ffd9a0"/></linearGradient></defs><rect width="1920" height="1080" fill="url(#s)"/>
<circle cx="1380" cy="420" r="130" fill="#fff3c4"/><path d="M0 760 420 420 760 700 1180 330 1920 820V1080H0Z" fill="#5d7f9c"/>
<path d="M0 900 560 640 1040 880 1500 660 1920 880V1080H0Z" fill="#2f5d50"/></svg>`,
  [logo.path]: `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><circle cx="200" cy="200" r="190" fill="#ffffff"/>
<path d="M70 230q65-90 130 0t130 0v50q-65 90-130 0t-130 0Z" fill="#0f6fb5"/><circle cx="200" cy="130" r="40" fill="#f5b700"/></svg>`,
};

async function readSample({ path }: FileRef): Promise<Buffer> {
  const svg = MADE[path];
  return svg === undefined ? readFile(`${ROOT}${path}`) : sharp(Buffer.from(svg)).png().toBuffer();
}

/** Draws a picture whose files are those of the sample academy, or the landscape and the mark. */
export async function drawSample(thumbnails: Thumbnails, picture: Picture): Promise<Thumbnail> {
  const pinned = await pinFiles(picture, readSample);
  return thumbnails.draw(pinned.picture, pinned.readBlob);
}
