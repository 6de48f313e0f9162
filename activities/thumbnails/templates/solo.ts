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
  const title = { x: margin, y: 124, width, height: bottom - 124, largest: 150 };
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

function backdrop({ picture, places }: Scene): readonly Shape[] {
  const ground = picture.background.at(-1) ?? '#000000';
  const centre = places.faces.length > 0 ? ([964, 360] as const) : ([1240, 700] as const);
  const ring = (radius: number, share: number): Shape => ({
    centre,
    radius,
    fill: mix(picture.accent, ground, share),
  });
  return [ring(500, 0.88), ring(430, 0.72), { centre, radius: 360, fill: shadeOf(picture) }];
}
