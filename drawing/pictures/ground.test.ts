import { expect, it } from 'vitest';
import { canvas } from '../templates/template.ts';
import { layOver, openGround } from './ground.ts';
import { rasterSvg, wrapSvg } from './raster.ts';

const size = { width: 4, height: 2 };
const fill = (colour: string) => `<rect width="1280" height="720" fill="${colour}"/>`;
const open = () => openGround(rasterSvg(wrapSvg(canvas, fill('#204060'))));
const pixel = (ground: Buffer, x: number, y: number) => [
  ...ground.subarray(3 * (1280 * y + x), 3 * (1280 * y + x) + 3),
];

it('lays a layer where it is told, and nothing beside it', () => {
  const ground = open();
  layOver(ground, rasterSvg(wrapSvg(size, fill('#ff8000'))), { x: 10, y: 20 });
  expect(pixel(ground, 10, 20)).toEqual([255, 128, 0]);
  expect(pixel(ground, 13, 21)).toEqual([255, 128, 0]);
  for (const [x, y] of [
    [9, 20],
    [14, 20],
    [10, 19],
    [13, 22],
  ] as const)
    expect(pixel(ground, x, y)).toEqual([0x20, 0x40, 0x60]);
});

it('lets the ground through where the layer does', () => {
  const ground = open();
  const half = '<rect width="2" height="2" fill="#ff8000" fill-opacity="0.5"/>';
  layOver(ground, rasterSvg(wrapSvg(size, half)), { x: 0, y: 0 });
  expect(pixel(ground, 0, 0)).toEqual([0x90, 0x60, 0x30]);
  expect(pixel(ground, 2, 0)).toEqual([0x20, 0x40, 0x60]);
});

it('cuts off what reaches over an edge', () => {
  const ground = open();
  const layer = rasterSvg(wrapSvg(size, fill('#ff8000')));
  for (const at of [
    { x: -2, y: -1 },
    { x: 1278, y: 719 },
    { x: -2, y: 300 },
    { x: 1278, y: 400 },
    { x: 5000, y: 0 },
    { x: 0, y: -500 },
  ])
    layOver(ground, layer, at);
  expect(pixel(ground, 1, 0)).toEqual([255, 128, 0]);
  expect(pixel(ground, 2, 0)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(ground, 1279, 719)).toEqual([255, 128, 0]);
  expect(pixel(ground, 1277, 719)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(ground, 0, 1)).toEqual([0x20, 0x40, 0x60]);
  // Nor does it come out on the other side, a row above or below.
  expect(pixel(ground, 1279, 299)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(ground, 0, 402)).toEqual([0x20, 0x40, 0x60]);
  expect(pixel(ground, 0, 401)).toEqual([0x20, 0x40, 0x60]);
});
