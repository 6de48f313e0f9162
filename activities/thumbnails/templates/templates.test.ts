import { describe, expect, it } from 'vitest';
import { findTemplate, templateNames } from './index.ts';
import { type Box, canvas, type DrawnPicture, durationCorner } from './template.ts';
import { drawTiles, fillTiles, type Tile } from './tiles.ts';

const cases = templateNames.flatMap((name) => [0, 1, 2, 3, 4, 5, 9].map((count) => [name, count] as const));

describe.each(cases)('%s with %i faces', (name, count) => {
  const picture = pictureOf(name, count);
  const { title, faces } = findTemplate(name).place(picture);
  const tiles = fillTiles(picture.faces, faces);

  it('stays on the canvas and lays nothing over anything', () => {
    const boxes = [title, ...faces];
    expect(boxes.filter((box) => !contains(canvas, box))).toEqual([]);
    const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => touches(a, b)));
    expect(overlaps).toEqual([]);
  });

  it('keeps text out of the corner where the duration stands', () => {
    expect(touches(title, durationCorner)).toBe(false);
    expect(
      drawTiles(tiles)
        .map(boxOfText)
        .filter((box) => touches(box, durationCorner)),
    ).toEqual([]);
  });

  it('has a place for every face, or says how many more there are', () => {
    expect(tiles.reduce((sum, tile) => sum + shown(tile), 0)).toBe(count);
    expect(tiles.length).toBe(Math.min(4, count));
  });
});

it('names the templates there are when one is unknown', () => {
  expect(() => findTemplate('neon')).toThrow('no template "neon"; expected classic, versus, solo, workshop');
});

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
  const [x, top, width, boxHeight, height] = ['left', 'top', 'width', 'height', 'fontSize'].map((key) =>
    Number(style[key]),
  );
  if (
    x === undefined ||
    top === undefined ||
    width === undefined ||
    boxHeight === undefined ||
    height === undefined
  )
    throw new Error('a card has a place');
  return { x, y: top + (boxHeight - height) / 2, width, height };
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
