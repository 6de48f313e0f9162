import { expect, it } from 'vitest';
import { chooseFonts } from '../../../drawing/fonts/font-set.ts';
import { isPlain } from './list-texts.ts';

it('a font has every plain character', async () => {
  const plain = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter(isPlain);
  const { missing, images } = await chooseFonts([plain.join('')]);
  expect(missing).toEqual([]);
  expect(images).toEqual({});
  expect(plain.length).toBeGreaterThan(300);
});

it.each(['Ł', 'É', '“a” – b…'])('%s is plain', (text) => expect(isPlain(text)).toBe(true));
it.each(['ไทย', '🚀', 'Ж', '日', 'x\u0302'])('%s is not', (text) => expect(isPlain(text)).toBe(false));
