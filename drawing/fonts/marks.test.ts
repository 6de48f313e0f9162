import { Resvg } from '@resvg/resvg-js';
import { expect, it } from 'vitest';
import { h } from '../templates/element.ts';
import { typeset } from '../text/typeset.ts';
import { chooseFonts } from './font-set.ts';

/** Stretches of rows with ink, at 100 px. */
async function stretchesOf(text: string): Promise<number> {
  const element = h('div', { color: '#000', fontSize: 100, lineHeight: 2, height: 200, width: 200 }, text);
  const svg = await typeset(element, { width: 200, height: 200 }, await chooseFonts([text]));
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  const inked = Array.from({ length: 200 }, (_, row) =>
    pixels.subarray(row * 800, (row + 1) * 800).some((value) => value > 128),
  );
  return inked.filter((ink, row) => ink && !inked[row - 1]).length;
}

// A dot that satori moves the wrong way overlaps its letter, so that only one stretch is left.
it('marks do not overlap their letters: dots of Arabic, points of Hebrew, signs of Devanagari', async () => {
  expect(await stretchesOf('ة')).toBe(2);
  expect(await stretchesOf('ب')).toBe(2);
  expect(await stretchesOf('בְ')).toBeGreaterThan(1);
});
