/** Pixels. A cell: a picture at half size; below it the same picture as small as in a list of videos, with its name to the right. */
export const half = { width: 640, height: 360 } as const;
export const small = { width: 168, height: 94 } as const;
const gap = 12;
const margin = 24;
const columns = 2;

/** The position of a cell: `below` is the top of the small picture and of the name, `beside` the left of the name. */
export type Cell = {
  readonly x: number;
  readonly y: number;
  readonly below: number;
  readonly beside: number;
};

export const nameWidth = half.width - small.width - gap;

/** The size of a page and its cells, in two columns. */
export function layoutPage(count: number): {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly Cell[];
} {
  const cellHeight = half.height + gap + small.height + margin;
  const cells = Array.from({ length: count }, (_, index): Cell => {
    const x = margin + (index % columns) * (half.width + margin);
    const y = margin + Math.floor(index / columns) * cellHeight;
    return { x, y, below: y + half.height + gap, beside: x + small.width + gap };
  });
  const wide = Math.min(count, columns);
  return {
    width: margin + wide * (half.width + margin),
    height: margin + Math.ceil(count / columns) * cellHeight,
    cells,
  };
}
