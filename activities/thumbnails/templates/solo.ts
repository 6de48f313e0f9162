import { shadeOf } from './backdrop.ts';
import { mix } from './colours.ts';
import { aboveLogo, margin } from './grid.ts';
import type { Box, DrawnPicture, Places, Scene, Shape, Template } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { drawTiles } from './tiles.ts';

const hero = { x: 704, y: 40, width: 520, height: 640 };
const small = 148;
const logo = { x: 444, y: 604, width: 220, height: 68 };

/** One person, large, before a disc of the accent; who else is there stands small below the title. */
export const solo: Template = {
  place,
  backdrop,
  compose: (scene) => drawStage([drawBadges(scene), drawTitle(scene, 'left'), ...drawTiles(scene.tiles)]),
};

function place(picture: DrawnPicture): Places {
  const faces = placeFaces(picture.faces.length);
  const width = (faces.length > 0 ? hero.x - 40 : 1280 - margin) - margin;
  const bottom = faces.length === 1 ? 676 : faces.length === 0 ? 546 : 500;
  const badges = { x: margin, y: 44, width, height: 60 };
  const title = { x: margin, y: 124, width, height: bottom - 124, largest: 200 };
  const lone = { ...logo, x: margin, width: 260 };
  const place = faces.length > 1 && faces.length < 4 ? logo : lone;
  return { title: faces.length > 1 ? title : aboveLogo(picture, title, place), faces, badges, logo: place };
}

function placeFaces(count: number): readonly Box[] {
  if (count === 0) return [];
  const others = Array.from({ length: Math.min(4, count) - 1 }, (_, index) => ({
    x: margin + index * (small + 16),
    y: 528,
    width: small,
    height: small,
  }));
  return [hero, ...others];
}

// It ends where the title's box does.
const centre = [1040, 400] as const;

function backdrop({ picture }: Scene): readonly Shape[] {
  const ground = picture.background.at(-1) ?? '#000000';
  const ring: Shape = { centre, radius: 376, fill: mix(picture.accent, ground, 0.6) };
  return [ring, { centre, radius: 312, fill: shadeOf(picture) }];
}
