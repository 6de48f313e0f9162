import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { broken, pale, red, sound, stripes } from '../fixtures/images.ts';
import { avatars, duel, pixelAt, readBlob } from '../fixtures/pictures.ts';
import { createThumbnails } from '../index.ts';

const thumbnails = createThumbnails();
afterAll(() => thumbnails.close());

const ada = avatars.get('ada') ?? Buffer.alloc(0);

const drawWith = (blob: string, bytes: Buffer) => {
  const faces = [{ initials: 'X', hue: 0, avatar: { path: `avatars/${blob}`, blob } }];
  return thumbnails.draw({ ...duel, faces }, async () => bytes);
};

describe('an avatar', () => {
  it('that is truncated is an error with title and path', async () => {
    const cut = drawWith('cut.png', ada.subarray(0, ada.length / 2));
    await expect(cut).rejects.toThrow('Thumbnail "Red Hat vs Talos": avatars/cut.png is damaged or cut off');
  });

  it('that is not an image, or is an SVG, is an error', async () => {
    await expect(drawWith('a.txt', Buffer.from('hello'))).rejects.toMatchObject({ fault: 'image' });
    await expect(drawWith('a.svg', Buffer.from('<svg />'))).rejects.toThrow('is an SVG');
  });

  it("that cannot be read fails with the reader's own error", async () => {
    const faces = [{ initials: 'X', hue: 0, avatar: { path: 'avatars/x.png', blob: 'gone' } }];
    await expect(thumbnails.draw({ ...duel, faces }, readBlob)).rejects.toThrow(/^no blob gone$/);
    await thumbnails.draw(duel, readBlob);
  });

  it('is rotated upright', async () => {
    const half = { create: { width: 100, height: 200, channels: 3, background: '#0000ff' } } as const;
    const halves = sharp({ create: { width: 200, height: 200, channels: 3, background: '#ff0000' } });
    const flat = halves.composite([{ input: half, left: 100, top: 0 }]).withMetadata({ orientation: 6 });
    const { bytes } = await drawWith('turned.jpg', await flat.jpeg({ quality: 100 }).toBuffer());
    expect(await pixelAt(bytes, 960, 200)).toEqual(near([255, 0, 0]));
    expect(await pixelAt(bytes, 960, 520)).toEqual(near([0, 0, 255]));
  });

  it.each(Object.entries(sound))('may be %s', async (name, make) => {
    const { bytes } = await drawWith(name, await make());
    expect(await pixelAt(bytes, 800, 200)).toEqual(near(name === 'translucent' ? pale : red));
  });

  it.each(Object.entries(broken))('is an error when it is %s', async (name, { make, message }) => {
    const path = `avatars/${name.replaceAll(' ', '-')}`;
    const drawing = drawWith(path.slice('avatars/'.length), await make());
    await expect(drawing).rejects.toMatchObject({ fault: 'image', message: expect.stringContaining(path) });
    await expect(drawing).rejects.toThrow(message);
  });

  it('that is too high is cut off by a quarter above and three quarters below', async () => {
    const face = await stripes({ width: 100, height: 400 }, ['#ff0000', '#00ff00', '#0000ff', '#000000']);
    const { bytes } = await drawWith('high.png', face);
    expect(await pixelAt(bytes, 974, 90)).toEqual(near([255, 0, 0]));
    expect(await pixelAt(bytes, 974, 630)).toEqual(near([0, 255, 0]));
  });

  it('that is too wide keeps its middle', async () => {
    const face = await sharp(await stripes({ width: 100, height: 300 }, ['#ff0000', '#00ff00', '#0000ff']))
      .rotate(90)
      .png()
      .toBuffer();
    const { bytes } = await drawWith('wide.png', face);
    for (const left of [750, 974, 1200]) expect(await pixelAt(bytes, left, 350)).toEqual(near([0, 255, 0]));
  });
});

describe('a custom thumbnail', () => {
  const own = (bytes: Buffer) =>
    thumbnails.draw(
      { kind: 'file', title: 'Own', file: { path: 'thumbs/own', blob: 'own' } },
      async () => bytes,
    );

  it('is scaled to 1280x720 and keeps its format', async () => {
    const photo = sharp({ create: { width: 900, height: 900, channels: 3, background: '#336699' } });
    const [fromPng, fromJpeg] = [
      await own(await photo.clone().png().toBuffer()),
      await own(await photo.clone().jpeg().toBuffer()),
    ];
    expect([fromPng?.mimeType, fromJpeg?.mimeType]).toEqual(['image/png', 'image/jpeg']);
    expect(await sharp(fromJpeg?.bytes).metadata()).toMatchObject({ width: 1280, height: 720 });
  });

  it.each([
    ['4k', 4_000, 2_250, 3_840],
    ['1080p', 4_000, 2_250, 1_920],
    ['4k', 2_000, 1_125, 1_920],
    ['4k', 1_000, 563, 1_280],
    ['4k', 3_000, 2_160, 3_840],
  ] as const)(
    'of a show in %s, with %i x %i pixels, is not enlarged',
    async (size, width, height, expected) => {
      const file = { path: 'thumbs/own', blob: 'own' };
      const paint = sharp({ create: { width, height, channels: 3, background: '#336699' } });
      const bytes = await paint.jpeg().toBuffer();
      const drawn = await thumbnails.draw({ kind: 'file', title: 'Own', file, size }, async () => bytes);
      expect(drawn).toMatchObject({ width: expected, height: (expected * 9) / 16 });
      expect(await sharp(drawn.bytes).metadata()).toMatchObject({ width: expected });
    },
  );

  it('may have more than 2 MB when it is large', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const loud = sharp({ create: { width: 1920, height: 1080, channels: 3, background: '#000', noise } });
    const file = { path: 'thumbs/own', blob: 'own' };
    const bytes = await loud.png().toBuffer();
    const drawn = await thumbnails.draw(
      { kind: 'file', title: 'Own', file, size: '1080p' },
      async () => bytes,
    );
    expect(drawn.mimeType).toBe('image/png');
    expect(drawn.bytes.length).toBeGreaterThan(2_000_000);
    expect(drawn.bytes.length).toBeLessThan(10_000_000);
  });

  it('is shown whole on a blurred copy of itself when it is not 16:9', async () => {
    const { bytes } = await own(
      await stripes({ width: 800, height: 600 }, ['#ff0000', '#ffffff', '#0000ff']),
    );
    expect(await pixelAt(bytes, 640, 10)).toEqual(near([255, 0, 0]));
    expect(await pixelAt(bytes, 640, 710)).toEqual(near([0, 0, 255]));
    expect(await pixelAt(bytes, 40, 360)).toEqual(near([128, 128, 128]));
  });

  it('fills the picture when only a line is cut off', async () => {
    const { bytes } = await own(await stripes({ width: 1290, height: 720 }, ['#ff0000', '#0000ff']));
    expect(await pixelAt(bytes, 0, 10)).toEqual(near([255, 0, 0]));
  });

  it.each([
    [639, 360, 'needs 640x360 or more'],
    [4_000, 700, 'is 16:9: crop it'],
    [700, 1_300, 'is 16:9: crop it'],
  ])('of %i x %i is an error', async (width, height, message) => {
    const drawing = own(await stripes({ width, height }, ['#ff0000']));
    await expect(drawing).rejects.toThrow(`thumbs/own is ${width}x${height} pixels`);
    await expect(drawing).rejects.toThrow(message);
  });

  it('becomes a JPEG below 2 MB when a PNG would be larger', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const loud = sharp({ create: { width: 1280, height: 720, channels: 3, background: '#000', noise } });
    const { bytes, mimeType } = await own(await loud.png().toBuffer());
    expect(mimeType).toBe('image/jpeg');
    expect(bytes.length).toBeLessThan(2_000_000);
  });
});

function near(colour: readonly number[]): unknown[] {
  return colour.map((value) => expect.toSatisfy((found: number) => Math.abs(found - value) <= 20));
}
