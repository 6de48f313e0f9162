import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Face } from '../../domain/render/thumbnail/face.ts';
import { segmentGraphemes } from '../text/segment.ts';
import { type Box, durationCorner } from './box.ts';
import { colourOfHue } from './colours.ts';
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
  return tiles.flatMap((tile) => {
    if (tile.kind === 'avatar') return [];
    if (tile.kind === 'more') return [drawCard(tile.box, `+${tile.count}`, '#0c1220')];
    return [drawCard(tile.box, segmentGraphemes(tile.text).slice(0, 3).join(''), colourOfHue(tile.hue))];
  });
}

function drawCard(box: Box, text: string, colour: string): Element {
  const card: Style = {
    ...at(box),
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: colour,
    border: `${tileBorder}px solid #ffffff`,
    borderRadius: tileRadius,
    color: '#ffffff',
    fontWeight: 800,
    fontSize: fitCard(box, text),
    lineHeight: 1,
  };
  return h('div', card, text);
}

/** Letters as large as the card allows, but not into the corner with YouTube's duration. */
function fitCard(box: Box, text: string): number {
  const centre = box.y + box.height / 2;
  const room = 2 * (durationCorner.y - centre);
  const reaches = box.x + box.width > durationCorner.x && centre < durationCorner.y;
  const byWidth = (0.9 * box.width) / Math.max(2, segmentGraphemes(text).length);
  return Math.round(Math.min(byWidth, box.height * 0.5, reaches ? room : Number.POSITIVE_INFINITY));
}

/** Absolute position as satori's style. */
export function at({ x, y, width, height }: Box): Style {
  return { position: 'absolute', left: x, top: y, width, height };
}
