import { Resvg } from '@resvg/resvg-js';
import { expect, it } from 'vitest';
import { h } from '../templates/element.ts';
import { typeset } from '../text/typeset.ts';
import { chooseType } from './type.ts';

/** Rows of pixels that hold ink, at 100 px, as stretches without a gap. */
async function stretchesOf(text: string): Promise<number> {
  const element = h('div', { color: '#000', fontSize: 100, lineHeight: 2, height: 200, width: 200 }, text);
  const svg = await typeset(element, { width: 200, height: 200 }, await chooseType([text]));
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  const inked = Array.from({ length: 200 }, (_, row) =>
    pixels.subarray(row * 800, (row + 1) * 800).some((value) => value > 128),
  );
  return inked.filter((ink, row) => ink && !inked[row - 1]).length;
}

// A dot that satori moves the wrong way lies on its letter, and only one stretch is left.
it('stand apart from their letters: dots of Arabic, points of Hebrew, signs of Devanagari', async () => {
  expect(await stretchesOf('ة')).toBe(2);
  expect(await stretchesOf('ب')).toBe(2);
  expect(await stretchesOf('בְ')).toBeGreaterThan(1);
});
