import { cornersOf, fillCorner, shadeOf } from './backdrop.ts';
import type { Box } from './box.ts';
import { mix } from './colours.ts';
import type { DrawnPicture, Scene, Shape, TemplatePlaces, ThumbnailTemplate } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { drawTiles } from './tiles.ts';

const panel = 500;
const gap = 20;
const step = 80;

/** Squared paper: faces on an accent panel on the left, the title to their right. */
export const workshop: ThumbnailTemplate = {
  place,
  backdrop,
  compose: (scene) => drawStage([drawTitle(scene, 'left'), drawBadges(scene), ...drawTiles(scene.tiles)]),
};

function place({ faces: { length }, logo }: DrawnPicture): TemplatePlaces {
  const x = length > 0 ? panel + 52 : 96;
  const width = 1224 - x;
  const [top, bottom] = [logo ? 124 : 44, length > 0 ? 544 : 536];
  return {
    title: { x, y: top, width, height: bottom - top, largest: 200 },
    faces: placeFaces(length),
    badges: { x, y: 596, width: 940 - x, height: 60 },
    logo: { x, y: 40, width: 280, height: 68 },
  };
}

function placeFaces(count: number): readonly Box[] {
  const [x, y, width, height] = [40, 40, 420, 640];
  const low = (height - gap) / 2;
  const half = (width - gap) / 2;
  if (count === 0) return [];
  if (count === 1) return [{ x, y, width, height }];
  // Square, one to the left and one to the right: a tile as wide as the panel would cut off hair.
  const wide = { y, width: low, height: low };
  if (count === 2)
    return [
      { ...wide, x },
      { ...wide, x: x + width - low, y: y + low + gap },
    ];
  const columns = [x, x + half + gap];
  const [first, second] = [y, y + low + gap].map((top) =>
    columns.map((left) => ({ x: left, y: top, width: half, height: low })),
  );
  const above = count === 3 ? [{ ...wide, x: x + (width - low) / 2 }] : (first ?? []);
  return [...above, ...(second ?? [])];
}

function backdrop({ picture, places }: Scene): readonly Shape[] {
  const { accent, background } = picture;
  const line = mix(background[0] ?? '#000000', accent, 0.24);
  const alone = places.faces.length === 0;
  const width = alone ? 44 : panel;
  return [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((n) =>
      stroke({ x: n * step, y: 0, width: 2, height: 720 }, line),
    ),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => stroke({ x: 0, y: n * step, width: 1280, height: 2 }, line)),
    { points: cornersOf({ x: 0, y: 0, width, height: 720 }), fill: shadeOf(picture) },
    ...(alone ? fillCorner(picture) : []),
    stroke({ x: width + 10, y: 0, width: 8, height: 720 }, accent),
  ];
}

const stroke = (box: Box, fill: string): Shape => ({ points: cornersOf(box), fill });
