import { defineGradient, shadeOf } from './backdrop.ts';
import { classic } from './classic.ts';
import { mix, readableOn } from './colours.ts';
import { type Element, h } from './element.ts';
import type { Box, DrawnPicture, Scene, Template } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { at, drawTiles } from './tiles.ts';

const top = 308;
const height = 372;
const sides = [36, 724] as const;
const sideWidth = 520;
const gap = 16;

/** Two sides under one title, "VS" between them: the first half of the faces against the second. */
export const versus: Template = {
  place: (picture) => (hasSides(picture) ? place(picture.faces.length) : classic.place(picture)),
  backdrop: (scene) => (hasSides(scene.picture) ? backdrop(scene) : classic.backdrop(scene)),
  compose: (scene) => (hasSides(scene.picture) ? compose(scene) : classic.compose(scene)),
};

// One face has nobody to stand against.
function hasSides({ faces }: DrawnPicture): boolean {
  return faces.length >= 2;
}

function place(count: number) {
  const onLeft = Math.min(2, Math.ceil(count / 2));
  const onRight = Math.min(2, count - onLeft);
  const faces = [...placeSide(sides[0], onLeft), ...placeSide(sides[1], onRight)];
  return { title: { x: 56, y: 96, width: 1168, height: 196 }, faces };
}

function placeSide(x: number, count: number): Box[] {
  if (count === 1) return [{ x: x + (sideWidth - 400) / 2, y: top, width: 400, height }];
  const width = (sideWidth - gap) / 2;
  return [x, x + width + gap].map((left) => ({ x: left, y: top, width, height }));
}

function compose(scene: Scene): Element {
  return drawStage([
    drawBadges(scene.picture, { x: 56, y: 28, width: 1168, height: 56 }, true),
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

function backdrop({ picture }: Scene): string {
  const [light, deep] = shadeOf(picture);
  const left = mix(picture.background[0] ?? '#000000', picture.accent, 0.35);
  return `<defs>${defineGradient('ground', picture.background)}${defineGradient('panel', [light, deep])}</defs>
<rect width="1280" height="720" fill="url(#ground)"/>
<path d="M0 380L1280 380V720H0Z" fill="${left}"/>
<path d="M690 380H1280V720H590Z" fill="url(#panel)"/>`;
}
