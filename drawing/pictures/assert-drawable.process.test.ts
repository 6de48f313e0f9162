import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { broken, sound } from '../fixtures/images.ts';
import { createThumbnails } from '../index.ts';

const thumbnails = createThumbnails();
afterAll(() => thumbnails.close());

const check = (bytes: Buffer, use: 'avatar' | 'logo' | 'background' | 'thumbnail') =>
  thumbnails.assertDrawable({ path: 'thumbs/a.png', bytes, use });
const paint = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#d1495b' } })
    .png()
    .toBuffer();

describe('assertDrawable', () => {
  it.each(Object.entries(broken))('rejects what drawing rejects: %s', async (_name, { make, message }) => {
    const checking = check(await make(), 'avatar');
    await expect(checking).rejects.toMatchObject({
      fault: 'image',
      message: expect.stringMatching(/^thumbs.a/),
    });
    await expect(checking).rejects.toThrow(message);
  });

  it.each(Object.entries(sound))('accepts %s', async (_name, make) => {
    await expect(check(await make(), 'avatar')).resolves.toBeUndefined();
  });

  it('checks the shape by the use', async () => {
    const wide = await paint(800, 100);
    await expect(check(wide, 'avatar')).rejects.toThrow('too long and thin');
    await expect(check(wide, 'thumbnail')).rejects.toThrow('is 16:9: crop it');
    await expect(check(wide, 'logo')).resolves.toBeUndefined();
    await expect(check(wide, 'background')).resolves.toBeUndefined();
  });

  it.each(['logo', 'background', 'thumbnail'] as const)('decodes a %s to its end', async (use) => {
    const whole = await paint(1280, 720);
    await expect(check(whole, use)).resolves.toBeUndefined();
    await expect(check(whole.subarray(0, whole.length - 200), use)).rejects.toThrow('is damaged or cut off');
  });

  it('a picture that kills the process is an error with its path', async () => {
    const heavy = createThumbnails({ maxBytes: 1 });
    const checking = heavy.assertDrawable({
      path: 'thumbs/a.png',
      bytes: await paint(7_000, 7_000),
      use: 'background',
    });
    await expect(checking).rejects.toThrow(/^thumbs.a.png cannot be read: .*used more than/);
    await heavy.close();
  });
});
