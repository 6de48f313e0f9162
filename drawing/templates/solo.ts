import { shadeOf } from './backdrop.ts';
import type { Box } from './box.ts';
import { mix } from './colours.ts';
import { aboveLogo, hasBadges, margin, placeTitleOnly } from './grid.ts';
import type { DrawnPicture, Scene, Shape, TemplatePlaces, ThumbnailTemplate } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { drawTiles } from './tiles.ts';

const hero = { x: 704, y: 40, width: 520, height: 640 };
const small = 124;
const row = 556;

/** One person, large, on a disc of the accent colour; others are small, below the title. */
export const solo: ThumbnailTemplate = {
  place,
  backdrop,
  compose: (scene) => drawStage([drawBadges(scene), drawTitle(scene, 'left'), ...drawTiles(scene.tiles)]),
};

function place(picture: DrawnPicture): TemplatePlaces {
  const { length } = picture.faces;
  if (length === 0) return placeTitleOnly(picture);
  const faces = placeFaces(length);
  const width = hero.x - 40 - margin;
  const badges = { x: margin, y: 44, width, height: 60 };
  const y = hasBadges(picture) ? 124 : 44;
  const title = { x: margin, y, width, height: (length === 1 ? 676 : 528) - y, largest: 200 };
  const logo = placeLogo(faces.length - 1);
  return { title: length === 1 ? aboveLogo(picture, title, logo) : title, faces, badges, logo };
}

function placeFaces(count: number): readonly Box[] {
  const others = Array.from({ length: Math.min(4, count) - 1 }, (_, index) => ({
    x: margin + index * (small + 16),
    y: row,
    width: small,
    height: small,
  }));
  return [hero, ...others];
}

/** After the row of small faces, nearly as high as they are. */
function placeLogo(others: number): Box {
  const x = margin + others * (small + 16) + (others > 0 ? 8 : 0);
  return { x, y: row + 14, width: Math.min(280, hero.x - 40 - x), height: small - 28 };
}

// The disc ends where the title's box does.
const disc = { centre: [1040, 400], radius: 376, inner: 312 } as const;
const corner = { centre: [1280, 720], radius: 180, inner: 140 } as const;

function backdrop({ picture, places }: Scene): readonly Shape[] {
  const base = picture.background.at(-1) ?? '#000000';
  const { centre, radius, inner } = places.faces.length > 0 ? disc : corner;
  const ring = mix(picture.accent, base, 0.6);
  return [
    { centre, radius, fill: ring },
    { centre, radius: inner, fill: shadeOf(picture) },
  ];
}
