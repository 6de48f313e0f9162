import { describe, expect, it } from 'vitest';
import { contrast, readableOn } from './colours.ts';
import { findUnreadable, type Surface } from './contrast.ts';

const greys = Array.from({ length: 256 }, (_, grey) => `#${grey.toString(16).padStart(2, '0').repeat(3)}`);

it('calculates the contrast of WCAG', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
  expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
});

describe('a title', () => {
  it.each<[Surface, string | undefined]>([
    [['#0b132b', '#1c2541'], undefined],
    [['#f5b700'], undefined],
    [{ file: 'any.jpg' }, undefined],
    [['#ffffff', '#ffe08a'], '#222222'],
  ])('is readable on %j', (surface, text) => {
    expect(findUnreadable(surface, text)).toBeUndefined();
  });

  it.each<[Surface, string | undefined]>([
    [['#0b132b', '#f5f5f5'], undefined],
    [['#777777'], '#888888'],
    [{ file: 'any.jpg' }, '#0c1220'],
    // Both ends are bright enough for near black; the middle between red and green is dark.
    [['#ff4d4d', '#00b300'], '#1a1a1a'],
    [['#000000', '#ffffff'], '#ff0000'],
  ])('is unreadable on %j, and readable with the suggestion', (surface, text) => {
    const unreadable = findUnreadable(surface, text);
    if (unreadable === undefined) throw new Error('it is readable');
    expect(unreadable.found).toBeLessThan(4.5);
    const { better } = unreadable;
    const corrected =
      'text' in better ? findUnreadable(surface, better.text) : findUnreadable(better.background, text);
    expect(corrected).toBeUndefined();
  });

  it('gets the closest colour as a suggestion', () => {
    expect(findUnreadable(['#0b132b', '#f5f5f5'])).toMatchObject({
      better: { background: ['#0b132b', '#767676'] },
    });
    expect(findUnreadable(['#0b132b'], '#5b6b8b')).toMatchObject({ better: { text: '#72809b' } });
  });
});

it('finds a text with a contrast of at least 3 for a badge of any colour', () => {
  const worst = Math.min(...greys.map((grey) => contrast(readableOn(grey), grey)));
  expect(worst).toBeGreaterThan(3);
});
