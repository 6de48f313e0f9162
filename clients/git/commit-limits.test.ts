import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSizeBudget } from './commit-limits.ts';

function listGone(sizes: readonly (readonly [string, number])[], most: number): string[] {
  const budget = createSizeBudget(most);
  return sizes.flatMap(([id, bytes]) => budget.add(id, bytes)).toSorted();
}

it('lets the largest go first, and only as many as have to', () => {
  const sizes = [
    ['a', 5],
    ['b', 60],
    ['c', 5],
    ['d', 50],
    ['e', 40],
  ] as const;
  expect(listGone(sizes, 200)).toEqual([]);
  expect(listGone(sizes, 100)).toEqual(['b']);
  expect(listGone(sizes, 50)).toEqual(['b', 'd']);
});

it('leaves the same ones, in whatever order they are read', () => {
  const files = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(9)), {
    selector: ([id]) => id,
    maxLength: 12,
  });
  fc.assert(
    fc.property(files, fc.nat(40), (sizes, most) => {
      const gone = listGone(sizes, most);
      expect(listGone(sizes.toReversed(), most)).toEqual(gone);
      const left = sizes.filter(([id]) => !gone.includes(id)).reduce((sum, [, bytes]) => sum + bytes, 0);
      expect(left).toBeLessThanOrEqual(most);
    }),
  );
});
