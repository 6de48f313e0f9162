import { defineGradient, shadeOf } from './backdrop.ts';
import type { Box, DrawnPicture, Scene, Template } from './template.ts';
import { drawBadges, drawStage, drawTitle } from './text.ts';
import { drawTiles } from './tiles.ts';

const margin = 56;
const gap = 20;
const right = 1280 - margin;

/** Title on the left, faces on an accent panel on the right: one large, two side by side, up to four in a grid. */
export const classic: Template = {
  place,
  backdrop,
  compose: (scene) =>
    drawStage([
      drawBadges(scene.picture, { x: margin, y: margin, width: scene.places.title.width, height: 56 }),
      drawTitle(scene, 'left'),
      ...drawTiles(scene.tiles),
    ]),
};

function place(picture: DrawnPicture) {
  const faces = placeFaces(picture.faces.length);
  const end = Math.min(960, ...faces.map((box) => box.x - 36));
  return { title: { x: margin, y: 132, width: end - margin, height: 532 }, faces };
}

function placeFaces(count: number): readonly Box[] {
  if (count === 0) return [];
  if (count === 1) return [{ x: right - 500, y: 76, width: 500, height: 568 }];
  const width = count === 2 ? 300 : 282;
  const columns = [right - 2 * width - gap, right - width];
  if (count === 2) return columns.map((x) => ({ x, y: 130, width, height: 460 }));
  const middle = [(right - width + right - 2 * width - gap) / 2];
  const rows = [columns, count === 3 ? middle : columns];
  return rows.flatMap((row, index) =>
    row.map((x) => ({ x, y: 62 + index * (width + gap), width, height: width })),
  );
}

function backdrop({ picture, places }: Scene): string {
  const [light, deep] = shadeOf(picture);
  const first = Math.min(1100, ...places.faces.map((box) => box.x + box.width * 0.4));
  return `<defs>${defineGradient('ground', picture.background)}${defineGradient('panel', [light, deep])}</defs>
<rect width="1280" height="720" fill="url(#ground)"/>
<path d="M${first + 90} 0H1280V720H${first - 90}Z" fill="url(#panel)"/>
<path d="M${first + 66} 0h10L${first - 104} 720h-10Z" fill="${light}"/>
<rect x="0" y="0" width="14" height="720" fill="${picture.accent}"/>`;
}
