import { type Element, h, type Style } from './templates/element.ts';
import { type Extent, typeset } from './typeset.ts';

const smallest = 36;
const largest = 110;
const probed = 100;
// Widths do not scale exactly; without some room a word's last letter would break off.
const spare = 0.97;

/** Text that shall fill a box of pixels: its size is the largest of 36 to 110 px that fits without breaking a word. */
export type TextBox = {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly style: Style;
};

/** Pixels. A text too long even for the smallest size gets that, and is clamped by whoever draws it. */
export async function fitText(box: TextBox): Promise<number> {
  let low = smallest;
  let high = await capByWords(box);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((await measureHeight(box, middle)) <= box.height) low = middle;
    else high = middle - 1;
  }
  return low;
}

// A word wider than the box at every size must break anyway and sets no limit.
async function capByWords({ text, width, style }: TextBox): Promise<number> {
  const words = text.split(/\s+/).map((word) => h('div', { whiteSpace: 'nowrap' }, word));
  const column = h('div', { ...style, flexDirection: 'column', fontSize: probed }, words);
  const widest = await measure(column, { height: 10_000 }, 'width');
  const cap = Math.floor((spare * probed * width) / widest);
  return cap < smallest ? largest : Math.min(largest, cap);
}

function measureHeight({ text, width, style }: TextBox, fontSize: number): Promise<number> {
  const block = h('div', { ...style, width, fontSize, display: 'block', overflowWrap: 'anywhere' }, text);
  return measure(block, { width }, 'height');
}

async function measure(element: Element, extent: Extent, side: 'width' | 'height'): Promise<number> {
  const svg = await typeset(element, extent);
  return Number(svg.match(new RegExp(`^<svg[^>]*? ${side}="([\\d.]+)"`))?.[1]);
}
