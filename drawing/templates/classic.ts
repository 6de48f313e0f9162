import { fillCorner, shadeOf } from './backdrop.ts';
import { aboveLogo, faceGrid, hasBadges, margin, placeTitleOnly } from './grid.ts';
import type { DrawnPicture, Scene, Shape, TemplatePlaces, ThumbnailTemplate } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { drawTiles } from './tiles.ts';

const logo = { x: margin, y: 604, width: 260, height: 68 };

/** Title on the left, faces on an accent panel on the right: one large, two side by side, or up to four in a grid. */
export const classic: ThumbnailTemplate = {
  place,
  backdrop,
  compose: (scene) => drawStage([drawBadges(scene), drawTitle(scene, 'left'), ...drawTiles(scene.tiles)]),
};

function place(picture: DrawnPicture): TemplatePlaces {
  const faces = faceGrid(picture.faces.length);
  if (faces.length === 0) return placeTitleOnly(picture);
  const end = Math.min(...faces.map((box) => box.x - 40));
  const badges = { x: margin, y: 44, width: end - margin, height: 60 };
  const y = hasBadges(picture) ? 124 : 44;
  const title = { x: margin, y, width: end - margin, height: 676 - y, largest: 200 };
  return { title: aboveLogo(picture, title, logo), faces, badges, logo };
}

function backdrop({ picture, places }: Scene): readonly Shape[] {
  const { accent } = picture;
  const bar: Shape = {
    points: [
      [0, 0],
      [16, 0],
      [16, 720],
      [0, 720],
    ],
    fill: accent,
  };
  if (places.faces.length === 0) return [...fillCorner(picture), bar];
  const first = Math.min(...places.faces.map((box) => box.x + box.width * 0.4));
  const edge = {
    points: [
      [first + 56, 0],
      [first + 74, 0],
      [first - 106, 720],
      [first - 124, 720],
    ],
  } as const;
  const panel = {
    points: [
      [first + 90, 0],
      [1280, 0],
      [1280, 720],
      [first - 90, 720],
    ],
  } as const;
  return [{ ...panel, fill: shadeOf(picture) }, { ...edge, fill: accent }, bar];
}
