import { shadeOf } from './backdrop.ts';
import type { Box } from './box.ts';
import { classic } from './classic.ts';
import { mix, readableOn } from './colours.ts';
import { type Element, h } from './element.ts';
import { hasBadges } from './grid.ts';
import type { DrawnPicture, Scene, Shape, TemplatePlaces, ThumbnailTemplate } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { at, drawTiles } from './tiles.ts';

const top = 308;
const height = 372;
const sides = [36, 724] as const;
const sideWidth = 520;
const gap = 16;

/** Two sides under one title with "VS" between them: the first half of the faces against the second. */
export const versus: ThumbnailTemplate = {
  place: (picture) => (hasSides(picture) ? place(picture) : classic.place(picture)),
  backdrop: (scene) => (hasSides(scene.picture) ? backdrop(scene) : classic.backdrop(scene)),
  compose: (scene) => (hasSides(scene.picture) ? compose(scene) : classic.compose(scene)),
};

// A single face has no opponent.
function hasSides({ faces }: DrawnPicture): boolean {
  return faces.length >= 2;
}

function place(picture: DrawnPicture): TemplatePlaces {
  const { length: count } = picture.faces;
  const y = picture.logo || hasBadges(picture) ? 96 : 36;
  const onLeft = Math.min(2, Math.ceil(count / 2));
  const onRight = Math.min(2, count - onLeft);
  const faces = [...placeSide(sides[0], onLeft), ...placeSide(sides[1], onRight)];
  return {
    title: { x: 56, y, width: 1168, height: 292 - y, largest: 200 },
    faces,
    badges: { x: 276, y: 26, width: 728, height: 60 },
    logo: { x: 36, y: 22, width: 220, height: 68 },
  };
}

function placeSide(x: number, count: number): Box[] {
  if (count === 1) return [{ x: x + (sideWidth - 400) / 2, y: top, width: 400, height }];
  const width = (sideWidth - gap) / 2;
  return [x, x + width + gap].map((left) => ({ x: left, y: top, width, height }));
}

function compose(scene: Scene): Element {
  return drawStage([
    drawBadges(scene, 'center'),
    drawTitle(scene, 'center'),
    ...drawTiles(scene.tiles),
    drawVersus(scene.picture.accent),
  ]);
}

function drawVersus(accent: string): Element {
  const style = {
    ...at({ x: 564, y: 418, width: 152, height: 152 }),
    alignItems: 'center',
    justifyContent: 'center',
    borderRadius: 76,
    border: '8px solid #ffffff',
    backgroundColor: accent,
    color: readableOn(accent),
    fontWeight: 800,
    fontSize: 68,
    lineHeight: 1,
  };
  return h('div', style, 'VS');
}

function backdrop({ picture }: Scene): readonly Shape[] {
  const left = mix(picture.background[0] ?? '#000000', picture.accent, 0.35);
  return [
    {
      points: [
        [0, 380],
        [1280, 380],
        [1280, 720],
        [0, 720],
      ],
      fill: left,
    },
    {
      points: [
        [690, 380],
        [1280, 380],
        [1280, 720],
        [590, 720],
      ],
      fill: shadeOf(picture),
    },
  ];
}
