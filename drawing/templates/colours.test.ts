import { expect, it } from 'vitest';
import { colourOfHue, contrast, mix, readableOn } from './colours.ts';

it('uses white on dark and near black on bright colours', () => {
  expect(readableOn('#0b132b', '#1c2541')).toBe('#ffffff');
  expect(readableOn('#fff4d6', '#ffb703')).toBe('#0c1220');
});

it('white initials can be read on the colour of every hue', () => {
  const worst = Math.min(...Array.from({ length: 360 }, (_, hue) => contrast('#ffffff', colourOfHue(hue))));
  expect(worst).toBeGreaterThan(3);
  expect(new Set([0, 60, 120, 180, 240, 300].map(colourOfHue)).size).toBe(6);
});

it('mixes from one colour to the other', () => {
  expect([mix('#000000', '#ffffff', 0), mix('#000000', '#ff0080', 0.5)]).toEqual(['#000000', '#800040']);
});
