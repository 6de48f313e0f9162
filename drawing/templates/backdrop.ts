import type { Box } from './box.ts';
import { mix } from './colours.ts';
import { canvas, type DrawnPicture, type Fill, type Point, type Shape } from './template.ts';

const { width, height } = canvas;

/** The background of every template: its colours from the top left to the bottom right corner. */
export const backgroundShape = ({ background }: DrawnPicture): Shape => ({
  points: cornersOf(canvas),
  fill: diagonalFill(background),
});

/** Shapes as SVG. satori would draw gradients through patterns, which takes twice as long. */
export function drawShapes(shapes: readonly Shape[]): string {
  const fills = shapes.map(({ fill }, index) => defineFill(fill, `fill${index}`));
  const defined = fills.map(({ definition }) => definition).join('');
  const drawn = shapes.map((shape, index) => drawShape(shape, fills[index]?.name ?? 'none')).join('');
  return `<defs>${defined}</defs>${drawn}`;
}

export const cornersOf = ({ x, y, width, height }: Box): readonly Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** A gradient from the top left corner of the canvas to the bottom right one. */
const diagonalFill = (colours: readonly string[]): Fill => ({
  colours,
  from: [0, 0],
  to: [width, height],
});

/** A gradient of the accent colour, so that a large surface does not look flat. */
export function shadeOf({ accent, background }: DrawnPicture): Fill {
  return diagonalFill([mix(accent, '#ffffff', 0.12), mix(accent, background[0] ?? '#000000', 0.3)]);
}

/** Bands of the accent colour in the corner that the duration covers anyway, for a picture without faces. */
export function fillCorner({ accent, background }: DrawnPicture): readonly Shape[] {
  const base = background[0] ?? '#000000';
  const band = (outer: number, inner: number, fill: string): Shape => ({
    points: [
      [width - outer, height],
      [width, height - outer],
      [width, height - inner],
      [width - inner, height],
    ],
    fill,
  });
  return [
    band(150, 0, accent),
    band(196, 164, mix(accent, base, 0.55)),
    band(232, 212, mix(accent, base, 0.8)),
  ];
}

function defineFill(fill: Fill, name: string): { name: string; definition: string } {
  if (typeof fill === 'string') return { name: fill, definition: '' };
  const [[x1, y1], [x2, y2]] = [fill.from, fill.to];
  const last = Math.max(1, fill.colours.length - 1);
  const stops = fill.colours.map(
    (colour, index) => `<stop offset="${index / last}" stop-color="${colour}"/>`,
  );
  const extent = `gradientUnits="userSpaceOnUse" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`;
  return {
    name: `url(#${name})`,
    definition: `<linearGradient id="${name}" ${extent}>${stops.join('')}</linearGradient>`,
  };
}

function drawShape(shape: Shape, fill: string): string {
  const paint = `fill="${fill}"${shape.opacity === undefined ? '' : ` fill-opacity="${shape.opacity}"`}`;
  if ('points' in shape)
    return `<path d="M${shape.points.map(([x, y]) => `${x} ${y}`).join('L')}Z" ${paint}/>`;
  const [x, y] = shape.centre;
  return `<circle cx="${x}" cy="${y}" r="${shape.radius}" ${paint}/>`;
}
