import sharp from 'sharp';
import { expect, it } from 'vitest';
import { contrast, mix, photoShade, photoShare } from '../../domain/shared/colours.ts';
import { drawLogo, drawPhoto } from './photo-and-logo.ts';

const paint = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer();

it('darkens a background photo until white text on white can be read', async () => {
  const { width, height, pixels } = await drawPhoto(await paint(400, 400, '#ffffff'), 'a.png');
  const colour = `#${pixels.toString('hex', 0, 3)}`;
  expect([width, height, pixels[3]]).toEqual([1280, 720, 255]);
  expect(colour).toBe(mix('#ffffff', photoShade, photoShare));
  expect(contrast('#ffffff', colour)).toBeGreaterThan(4.5);
});

it('keeps a logo whole and transparent, at the left of its box', async () => {
  const { width, height, pixels } = await drawLogo(await paint(100, 100, '#ff000080'), 'a.png', {
    width: 260,
    height: 68,
  });
  const pixel = (x: number) => [...pixels.subarray(4 * (34 * width + x), 4 * (34 * width + x) + 4)];
  expect([width, height]).toEqual([260, 68]);
  expect(pixel(30)).toEqual([128, 0, 0, 128]);
  expect(pixel(200)).toEqual([0, 0, 0, 0]);
});

it('a damaged file is an error', async () => {
  const whole = await paint(100, 100, '#ff0000');
  await expect(drawLogo(whole.subarray(0, 90), 'logo.png', { width: 9, height: 9 })).rejects.toThrow(
    'logo.png is damaged',
  );
});
