import { expect, it } from 'vitest';
import { THUMBNAIL_SIZES } from '../../domain/content/catalog/thumbnail-sizes.ts';
import { scaleBox, scaleOf } from './scale.ts';
import { canvas } from './template.ts';

it('720p is the canvas itself', () => {
  expect(THUMBNAIL_SIZES.map(scaleOf)).toEqual([1, 1.5, 3]);
  expect(scaleBox(canvas, scaleOf('4k'))).toEqual({ x: 0, y: 0, width: 3840, height: 2160 });
});

it('boxes are whole pixels, and those that touch still do', () => {
  const left = scaleBox({ x: 7, y: 3, width: 12, height: 5 }, 1.5);
  const right = scaleBox({ x: 19, y: 3, width: 4, height: 5 }, 1.5);
  expect([left, right].flatMap(Object.values).every(Number.isInteger)).toBe(true);
  expect(left.x + left.width).toBe(right.x);
});
