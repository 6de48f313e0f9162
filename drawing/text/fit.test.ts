import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseFonts } from '../fonts/font-set.ts';
import { styleText } from '../templates/letters.ts';
import { fitText } from './fit.ts';
import { measureWidths } from './measure.ts';

const box = { width: 500, height: 300 };
const fitOf = async (text: string, room = box) => fitText({ ...room, text }, await chooseFonts([text]));

it('a short title gets the largest size of the box', async () => {
  expect(await fitOf('Go')).toMatchObject({ size: 110, lines: ['Go'] });
  expect(await fitText({ ...box, text: 'Go', largest: 180 }, await chooseFonts(['Go']))).toMatchObject({
    size: 180,
  });
});

it('makes letters smaller until the text fits its height', async () => {
  const short = await fitOf('Broken clusters in the wild');
  const long = await fitOf('Broken clusters '.repeat(6));
  expect(long.size).toBeLessThan(short.size);
  expect(long.size).toBeGreaterThanOrEqual(36);
});

it('breaks no word that fits on a line', async () => {
  const { size, lines } = await fitOf('Observability');
  expect(lines).toEqual(['Observability']);
  expect(size).toBeGreaterThan(60);
  expect(size).toBeLessThan(80);
});

it('makes lines of about the same length', async () => {
  const { lines } = await fitOf('One two three four five six', { width: 640, height: 130 });
  expect(lines).toEqual(['One two three', 'four five six']);
});

it('breaks Japanese at words', async () => {
  const { lines } = await fitOf('壊れたクラスターを直そう！');
  expect(lines).toEqual(['壊れた', 'クラスターを', '直そう！']);
});

it('ends in an ellipsis at 36 pixels, also for endless words', async () => {
  for (const text of ['many words '.repeat(60).trim(), 'W'.repeat(400), 'שלום '.repeat(99).trim()]) {
    const { size, lines } = await fitOf(text);
    expect(size).toBe(36);
    expect(lines.at(-1)).toMatch(/…$/);
  }
});

// Split by code points, except Devanagari: a sign without its letter is not text.
const letters = [
  ...'abcdefgiWmQäöüßéŁабвЖщαβγΩابتثجحةאבגדשת한글쿠버네あいのカー漢字修复损坏的🚀🎉-:!?()',
  ...['क', 'कि', 'खा', 'क्ष', 'र्ग', '👩🏽‍🚀', '1️⃣', '🇩🇪'],
];
const title = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...letters) }, fc.constant(' ')), {
  minLength: 1,
  maxLength: 100,
});
const room = fc.record({
  width: fc.integer({ min: 300, max: 1168 }),
  height: fc.integer({ min: 90, max: 532 }),
});

it('keeps any title within its box, with an ellipsis where text is cut', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(title, room, async (characters, { width, height }) => {
      const text = characters.join('').replace(/ +/g, ' ').trim().normalize('NFC');
      const type = await chooseFonts([text]);
      const { size, lines, lineHeight } = await fitText({ text, width, height }, type);
      const widths = await measureWidths(lines, styleText(text), type);
      expect(size * Math.max(0, ...widths)).toBeLessThanOrEqual(width);
      expect(lines.length * size * lineHeight).toBeLessThanOrEqual(height);
      expect(size).toBeGreaterThanOrEqual(36);
      expect(size).toBeLessThanOrEqual(110);
      const shown = lines.join('').replace(/[\s\u200e\u200f]/g, '');
      const whole = text.replace(/\s/g, '');
      expect(shown === whole || (shown.endsWith('…') && whole.startsWith(shown.slice(0, -1)))).toBe(true);
    }),
    { numRuns: 60, seed: 7 },
  );
});
