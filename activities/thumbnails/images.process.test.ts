import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { avatars, duel, pixelAt, readBlob } from './fixtures/pictures.ts';
import { createThumbnails } from './index.ts';

const thumbnails = createThumbnails();
afterAll(() => thumbnails.close());

const ada = avatars.get('ada') ?? Buffer.alloc(0);

const drawWith = (blob: string, bytes: Buffer) => {
  const faces = [{ initials: 'X', hue: 0, avatar: { path: `avatars/${blob}`, blob } }];
  return thumbnails.draw({ ...duel, faces }, async () => bytes);
};

describe('an avatar', () => {
  it('that is cut off is an error with picture and path', async () => {
    const cut = drawWith('cut.png', ada.subarray(0, ada.length / 2));
    await expect(cut).rejects.toThrow('Thumbnail "Red Hat vs Talos": avatars/cut.png is damaged or cut off');
  });

  it('that is no image, or an SVG, is an error', async () => {
    await expect(drawWith('a.txt', Buffer.from('hello'))).rejects.toMatchObject({ fault: 'image' });
    await expect(drawWith('a.svg', Buffer.from('<svg />'))).rejects.toThrow('is an SVG');
  });

  it("that cannot be read fails with the reader's own error", async () => {
    const faces = [{ initials: 'X', hue: 0, avatar: { path: 'avatars/x.png', blob: 'gone' } }];
    await expect(thumbnails.draw({ ...duel, faces }, readBlob)).rejects.toThrow(/^no blob gone$/);
    await thumbnails.draw(duel, readBlob);
  });

  it('is turned upright', async () => {
    const half = { create: { width: 100, height: 200, channels: 3, background: '#0000ff' } } as const;
    const halves = sharp({ create: { width: 200, height: 200, channels: 3, background: '#ff0000' } });
    const flat = halves.composite([{ input: half, left: 100, top: 0 }]).withMetadata({ orientation: 6 });
    const { bytes } = await drawWith('turned.jpg', await flat.jpeg({ quality: 100 }).toBuffer());
    expect(await pixelAt(bytes, 960, 200)).toEqual(near([255, 0, 0]));
    expect(await pixelAt(bytes, 960, 520)).toEqual(near([0, 0, 255]));
  });

  it('may be CMYK, WebP, AVIF or translucent', async () => {
    const whole = sharp(ada);
    const forms = [
      [await whole.clone().toColourspace('cmyk').jpeg().toBuffer(), [0xd1, 0x49, 0x5b]],
      [await whole.clone().webp().toBuffer(), [0xd1, 0x49, 0x5b]],
      [await whole.clone().avif().toBuffer(), [0xd1, 0x49, 0x5b]],
      [await whole.clone().removeAlpha().ensureAlpha(0.5).png().toBuffer(), [232, 164, 173]],
    ] as const;
    for (const [index, [bytes, colour]] of forms.entries()) {
      const drawn = await drawWith(`form-${index}`, bytes);
      expect(await pixelAt(drawn.bytes, 800, 200)).toEqual(near(colour));
    }
  });
});

describe("an author's own file", () => {
  const own = (bytes: Buffer) =>
    thumbnails.draw(
      { kind: 'file', title: 'Own', file: { path: 'thumbs/own', blob: 'own' } },
      async () => bytes,
    );

  it('is brought to 1280x720 and keeps its kind', async () => {
    const photo = sharp({ create: { width: 900, height: 900, channels: 3, background: '#336699' } });
    const [fromPng, fromJpeg] = [
      await own(await photo.clone().png().toBuffer()),
      await own(await photo.clone().jpeg().toBuffer()),
    ];
    expect([fromPng?.mimeType, fromJpeg?.mimeType]).toEqual(['image/png', 'image/jpeg']);
    expect(await sharp(fromJpeg?.bytes).metadata()).toMatchObject({ width: 1280, height: 720 });
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
