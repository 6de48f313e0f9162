import { expect, test } from 'vitest';
import { freeze } from './freeze.ts';

test('freezes deeply, in place', () => {
  const value = { a: [{ b: { c: 1 } }] };
  expect(freeze(value)).toBe(value);
  expect(Object.isFrozen(value.a[0]?.b)).toBe(true);
});

test('freezes the inside of a value that was frozen shallowly', () => {
  const inner = { a: 1 };
  freeze(Object.freeze([inner]));
  expect(Object.isFrozen(inner)).toBe(true);
});

test('handles a circle, and a value of 200,000 parts', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(Object.isFrozen(freeze(circle))).toBe(true);
  expect(freeze(Array.from({ length: 200_000 }, () => ({}))).every(Object.isFrozen)).toBe(true);
});
