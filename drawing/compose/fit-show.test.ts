import { expect, it } from 'vitest';
import { chooseFonts } from '../fonts/font-set.ts';
import { findTemplate } from '../templates/index.ts';
import type { DrawnPicture } from '../templates/template.ts';
import { fitShow } from './fit-show.ts';

const faces = [0, 1].map((index) => ({ initials: 'AB', hue: 40 * index }));

async function fitOf(show: string, more: Partial<DrawnPicture> = {}) {
  const picture: DrawnPicture = {
    ...{ kind: 'drawn', template: 'classic', title: 'T', show, number: 589, faces },
    ...{ background: ['#000000'], accent: '#ffcc00', ...more },
  };
  return fitShow(picture, findTemplate(picture.template).place(picture), await chooseFonts([show]));
}

it('a name that has room keeps the usual letters', async () => {
  expect(await fitOf('Deep Dive')).toBeUndefined();
  expect(await fitOf('LINUX Unplugged', { faces: [], number: 589 })).toBeUndefined();
});

it('a name that is a little too long is whole, in smaller letters', async () => {
  for (const [template, number] of [
    ['classic', 589],
    ['workshop', 12],
  ] as const) {
    const fitted = await fitOf('LINUX Unplugged', { template, number });
    expect(fitted?.lines).toEqual(['LINUX Unplugged']);
    expect(fitted?.size).toBeLessThanOrEqual(34);
    expect(fitted?.size).toBeGreaterThanOrEqual(20);
  }
});

it('a name that is far too long is cut within a word, never in two lines', async () => {
  const { size, lines } = (await fitOf('A Very Long Name of a Show That Goes On')) ?? {};
  expect([size, lines?.length]).toEqual([20, 1]);
  expect(lines?.[0]).toMatch(/^A Very Long Name of a Sh[a-zA-Z ]*…$/);
});

it('is not asked for where the show is not shown', async () => {
  expect(await fitOf('LINUX Unplugged', { badge: 'number' })).toBeUndefined();
  expect(await fitOf('')).toBeUndefined();
});
