import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '../../domain/content/catalog/thumbnail-templates.ts';
import { type Box, durationCorner } from './box.ts';
import { findTemplate, templateNames } from './index.ts';
import { canvas, type DrawnPicture, type Point, type Shape } from './template.ts';
import { drawTiles, fillTiles, type Tile } from './tiles.ts';

const cases = templateNames.flatMap((name) => [0, 1, 2, 3, 4, 5, 9].map((count) => [name, count] as const));

describe.each(cases)('%s with %i faces', (name, count) => {
  const picture = pictureOf(name, count);
  const places = findTemplate(name).place(picture);
  const { title, faces } = places;
  const tiles = fillTiles(picture.faces, faces);

  it('stays on the canvas without overlaps', () => {
    const boxes = [title, ...faces];
    expect(boxes.filter((box) => !contains(canvas, box))).toEqual([]);
    const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => touches(a, b)));
    expect(overlaps).toEqual([]);
  });

  it('keeps text out of the corner with the duration', () => {
    expect(touches(title, durationCorner)).toBe(false);
    expect(
      drawTiles(tiles)
        .map(boxOfText)
        .filter((box) => touches(box, durationCorner)),
    ).toEqual([]);
  });

  it('draws initials and the number of further guests as large in each tile of a size', () => {
    const cards = drawTiles(tiles).map(({ props: { style } }) => style);
    const sizes = cards.map((card) => [card['width'], card['height'], card['fontSize']].join(' '));
    const boxes = cards.map((card) => [card['width'], card['height']].join(' '));
    expect(new Set(sizes).size).toBe(new Set(boxes).size);
  });

  it('has only hairlines under the title, so that its contrast is that with the background', () => {
    const lines = { size: 40, lineHeight: 1, direction: 'ltr', lines: ['T'] } as const;
    const shapes = findTemplate(name).backdrop({ picture, places, tiles, title: lines });
    const points = [0, 0.25, 0.5, 0.75, 1].flatMap((across) =>
      [0, 0.25, 0.5, 0.75, 1].map(
        (down): Point => [title.x + across * title.width, title.y + down * title.height],
      ),
    );
    const under = shapes.filter(
      (shape) => !isHairline(shape) && points.some((point) => covers(shape, point)),
    );
    expect(under).toEqual([]);
  });

  it('keeps logo and badges on the canvas, off the title, the faces and the duration', () => {
    const { badges, logo, title, faces } = findTemplate(name).place({ ...picture, logo: file });
    for (const box of [badges, logo]) {
      expect(contains(canvas, box)).toBe(true);
      expect([title, ...faces, durationCorner].filter((other) => touches(box, other))).toEqual([]);
    }
    expect(touches(badges, logo)).toBe(false);
  });

  it('gives the title the row of badges when there are none, unless the duration is there', () => {
    const { title: alone } = findTemplate(name).place({ ...picture, badge: 'none' });
    expect(contains(alone, title)).toBe(true);
    const isBelow = places.badges.y > title.y;
    expect(alone.height > title.height).toBe(!isBelow);
  });

  it('has a box for every face, or shows how many more there are', () => {
    expect(tiles.reduce((sum, tile) => sum + shown(tile), 0)).toBe(count);
    expect(tiles.length).toBeGreaterThanOrEqual(Math.min(3, count));
  });
});

it('the templates are those that content may name', () => {
  expect(templateNames).toEqual(BUILT_IN_TEMPLATES);
});

it('an unknown template is an error that lists the known ones', () => {
  expect(() => findTemplate('neon')).toThrow('no template "neon"; expected classic, versus, solo, workshop');
});

const file = { path: 'thumbs/logo.png', blob: 'b10b' };

function isHairline(shape: Shape): boolean {
  if (!('points' in shape)) return false;
  const [xs, ys] = [0, 1].map((axis) => shape.points.map((point) => point[axis] ?? 0));
  return [xs, ys].some((values = []) => Math.max(...values) - Math.min(...values) <= 2);
}

function covers(shape: Shape, [x, y]: Point): boolean {
  if (!('points' in shape)) return Math.hypot(x - shape.centre[0], y - shape.centre[1]) < shape.radius;
  const sides = shape.points.map(([ax, ay], index) => {
    const [bx, by] = shape.points[(index + 1) % shape.points.length] ?? [0, 0];
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  });
  return sides.every((side) => side > 0) || sides.every((side) => side < 0);
}

function pictureOf(template: string, count: number): DrawnPicture {
  const faces = Array.from({ length: count }, (_, index) => ({ initials: 'WW', hue: index * 40 }));
  return {
    kind: 'drawn',
    template,
    title: 'T',
    show: 'S',
    background: ['#000000'],
    accent: '#ffcc00',
    faces,
  };
}

function shown(tile: Tile): number {
  return tile.kind === 'more' ? tile.count : 1;
}

function boxOfText({ props: { style } }: ReturnType<typeof drawTiles>[number]): Box {
  const [x, top, width, boxHeight, fontSize] = ['left', 'top', 'width', 'height', 'fontSize'].map((key) =>
    Number(style[key]),
  );
  if (
    x === undefined ||
    top === undefined ||
    width === undefined ||
    boxHeight === undefined ||
    fontSize === undefined
  )
    throw new Error('a card has a place');
  // Capitals and digits, in the middle of what is above the padding.
  const height = 0.74 * fontSize;
  const above = boxHeight - Number(style['paddingBottom'] ?? 0);
  return { x, y: top + (above - height) / 2, width, height };
}

function contains(outer: Box, inner: Box): boolean {
  const right = inner.x + inner.width <= outer.x + outer.width;
  return (
    right && inner.x >= outer.x && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height
  );
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
