import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Face } from '../../domain/render/thumbnail/face.ts';
import { segmentGraphemes } from '../text/segment.ts';
import { type Box, durationCorner } from './box.ts';
import { fillOfHue } from './colours.ts';
import { type Element, h, type Style } from './element.ts';

/** The content of a face's box: an avatar (drawn below the text), initials, or the number of further faces. */
export type Tile =
  | { readonly kind: 'avatar'; readonly box: Box; readonly file: FileRef }
  | { readonly kind: 'initials'; readonly box: Box; readonly text: string; readonly hue: number }
  | { readonly kind: 'more'; readonly box: Box; readonly count: number };

export const tileRadius = 36;
export const tileBorder = 8;

/** Assigns faces to boxes in order. With more faces than boxes, the last box counts the rest. */
export function fillTiles(faces: readonly Face[], boxes: readonly Box[]): Tile[] {
  const crowded = faces.length > boxes.length;
  return boxes.slice(0, faces.length).map((box, index) => {
    if (crowded && index === boxes.length - 1) return { kind: 'more', box, count: faces.length - index };
    return fillTile(faces[index], box);
  });
}

function fillTile(face: Face | undefined, box: Box): Tile {
  if (face?.avatar) return { kind: 'avatar', box, file: face.avatar };
  return { kind: 'initials', box, text: face?.initials ?? '', hue: face?.hue ?? 0 };
}

/** The tiles with text. Avatars are drawn elsewhere: satori would read and clip each image again. */
export function drawTiles(tiles: readonly Tile[]): Element[] {
  const cards = tiles.flatMap((tile) => fillCard(tile) ?? []);
  return cards.map((card) => drawCard(card, Math.max(...cards.filter(isInRowOf(card)).map(liftOf))));
}

type Card = {
  readonly box: Box;
  readonly text: string;
  readonly fill: Style;
  readonly fontSize: number;
};

function fillCard(tile: Tile): Card | undefined {
  if (tile.kind === 'avatar') return undefined;
  const text = tile.kind === 'more' ? `+${tile.count}` : segmentGraphemes(tile.text).slice(0, 3).join('');
  const fill = tile.kind === 'more' ? { backgroundColor: '#0c1220' } : fillOfHue(tile.hue);
  return { box: tile.box, text, fill, fontSize: fitCard(tile.box, text) };
}

const isInRowOf =
  ({ box }: Card) =>
  (other: Card): boolean =>
    other.box.y === box.y && other.box.height === box.height;

function drawCard({ box, text, fill, fontSize }: Card, lift: number): Element {
  const card: Style = {
    ...at(box),
    alignItems: 'center',
    justifyContent: 'center',
    ...fill,
    border: `${tileBorder}px solid #ffffff`,
    borderRadius: tileRadius,
    ...(lift > 0 ? { paddingBottom: 2 * lift } : {}),
    color: '#ffffff',
    fontWeight: 800,
    fontSize,
    lineHeight: 1,
  };
  return h('div', card, text);
}

/** Letters as large as the card allows. */
function fitCard(box: Box, text: string): number {
  const byWidth = (0.9 * box.width) / Math.max(2, segmentGraphemes(text).length);
  return Math.round(Math.min(byWidth, box.height * 0.5));
}

/** How far above the middle letters must be, to stay out of the corner with YouTube's duration: a whole row together. */
function liftOf({ box, text, fontSize }: Card): number {
  if (box.x + box.width <= durationCorner.x) return 0;
  const bottom = box.y + box.height / 2 + heightOf(text) * (fontSize / 2);
  return Math.max(0, Math.ceil(bottom - durationCorner.y));
}

/** In ems. Capitals and digits have nothing below the line; other letters may, and count as high as the whole line. */
const heightOf = (text: string): number => (CAPITALS.test(text) ? 0.74 : 1);

const CAPITALS = /^[\p{Nd}+A-Z\u00c0-\u00c6\u00c8-\u00d6\u00d8-\u00de]+$/u;

/** Absolute position as satori's style. */
export function at({ x, y, width, height }: Box): Style {
  return { position: 'absolute', left: x, top: y, width, height };
}
