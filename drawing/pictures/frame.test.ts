import { expect, it } from 'vitest';
import { canvas } from '../templates/template.ts';
import { createFrame, drawLayer, type Frame } from './frame.ts';
import { rasterizeSvg, wrapSvg } from './raster.ts';

const size = { width: 4, height: 2 };
const fill = (colour: string) => `<rect width="1280" height="720" fill="${colour}"/>`;
const open = () => createFrame(rasterizeSvg(wrapSvg(canvas, fill('#204060'))));
const pixel = ({ width, pixels }: Frame, x: number, y: number) => [
  ...pixels.subarray(3 * (width * y + x), 3 * (width * y + x) + 3),
];

it('draws a layer at its place and nothing else', () => {
  const frame = open();
  drawLayer(frame, rasterizeSvg(wrapSvg(size, fill('#ff8000'))), { x: 10, y: 20 });
  expect(pixel(frame, 10, 20)).toEqual([255, 128, 0]);
  expect(pixel(frame, 13, 21)).toEqual([255, 128, 0]);
  for (const [x, y] of [
    [9, 20],
    [14, 20],
    [10, 19],
    [13, 22],
  ] as const)
    expect(pixel(frame, x, y)).toEqual([0x20, 0x40, 0x60]);
});

it('blends a translucent layer', () => {
  const frame = open();
  const half = '<rect width="2" height="2" fill="#ff8000" fill-opacity="0.5"/>';
  drawLayer(frame, rasterizeSvg(wrapSvg(size, half)), { x: 0, y: 0 });
  expect(pixel(frame, 0, 0)).toEqual([0x90, 0x60, 0x30]);
  expect(pixel(frame, 2, 0)).toEqual([0x20, 0x40, 0x60]);
});

it('cuts off what is outside the canvas', () => {
  const frame = open();
  const layer = rasterizeSvg(wrapSvg(size, fill('#ff8000')));
  for (const at of [
    { x: -2, y: -1 },
    { x: 1278, y: 719 },
    { x: -2, y: 300 },
    { x: 1278, y: 400 },
    { x: 5000, y: 0 },
    { x: 0, y: -500 },
  ])
    drawLayer(frame, layer, at);
  expect(pixel(frame, 1, 0)).toEqual([255, 128, 0]);
  expect(pixel(frame, 2, 0)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(frame, 1279, 719)).toEqual([255, 128, 0]);
  expect(pixel(frame, 1277, 719)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(frame, 0, 1)).toEqual([0x20, 0x40, 0x60]);
  // It does not wrap around to the other side, a row above or below.
  expect(pixel(frame, 1279, 299)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(frame, 0, 402)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(frame, 0, 401)).toEqual([0x20, 0x40, 0x60]);
});
