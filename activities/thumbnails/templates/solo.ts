import { shadeOf } from './backdrop.ts';
import { mix } from './colours.ts';
import { aboveLogo, margin } from './grid.ts';
import type { Box, DrawnPicture, Places, Scene, Shape, Template } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { drawTiles } from './tiles.ts';

const hero = { x: 704, y: 40, width: 520, height: 640 };
const small = 124;
const logo = { x: 476, y: 584, width: 188, height: 68 };

const loneLogo = { x: margin, y: 604, width: 260, height: 68 };

/** One person, large, before a disc of the accent; who else is there stands small below the title. */
export const solo: Template = {
  place,
  backdrop,
  compose: (scene) => drawStage([drawBadges(scene), drawTitle(scene, 'left'), ...drawTiles(scene.tiles)]),
};

function place(picture: DrawnPicture): Places {
  const faces = placeFaces(picture.faces.length);
  const width = (faces.length > 0 ? hero.x - 40 : 1280 - margin) - margin;
  const bottom = faces.length === 1 ? 676 : faces.length === 0 ? 480 : 528;
  const badges = { x: margin, y: 44, width, height: 60 };
  const title = { x: margin, y: 124, width, height: bottom - 124, largest: 200 };
  if (faces.length > 1) return { title, faces, badges, logo };
  return { title: aboveLogo(picture, title, loneLogo), faces, badges, logo: loneLogo };
}

function placeFaces(count: number): readonly Box[] {
  if (count === 0) return [];
  const others = Array.from({ length: Math.min(4, count) - 1 }, (_, index) => ({
    x: margin + index * (small + 16),
    y: 556,
    width: small,
    height: small,
  }));
  return [hero, ...others];
}

// It ends where the title's box does.
const behind = { centre: [1040, 400], radius: 376, inner: 312 } as const;
const corner = { centre: [1280, 720], radius: 236, inner: 190 } as const;

function backdrop({ picture, places }: Scene): readonly Shape[] {
  const ground = picture.background.at(-1) ?? '#000000';
  const { centre, radius, inner } = places.faces.length > 0 ? behind : corner;
  const ring = mix(picture.accent, ground, 0.6);
  return [
    { centre, radius, fill: ring },
    { centre, radius: inner, fill: shadeOf(picture) },
  ];
}
