import { expect, test } from 'vitest';
import { median } from './statistics.ts';

test.each([
  [[3, 1, 2], 2],
  [[10, 9, 100, 1], 9],
  [[7], 7],
])('the median of %j is %d, by number and never between two of them', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow('nothing');
});
