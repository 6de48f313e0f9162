import { expect, it } from 'vitest';
import { half, layoutPage, nameWidth, small } from './page-layout.ts';

it.each([1, 2, 7, 12])('%i cells stay on the page and apart', (count) => {
  const { width, height, cells } = layoutPage(count);
  expect(cells.length).toBe(count);
  const boxes = cells.flatMap(({ x, y, below, beside }) => [
    { x, y, ...half },
    { x, y: below, ...small },
    { x: beside, y: below, width: nameWidth, height: small.height },
  ]);
  expect(boxes.filter((box) => box.x + box.width > width || box.y + box.height > height)).toEqual([]);
  const touching = boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
  );
  expect(touching).toEqual([]);
});
