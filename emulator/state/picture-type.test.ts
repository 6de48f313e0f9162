import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawGreyPicture } from './grey.ts';
import { isWholePicture, readPictureWidth } from './picture-type.ts';

const png = drawGreyPicture(64, 36, 10);
const noise = Buffer.from(Array.from({ length: 64 * 36 * 3 }, (_, index) => (index * 7919) % 251));
const drawn = sharp(noise, { raw: { width: 64, height: 36, channels: 3 } });
const jpegs = [
  await drawn.clone().jpeg().toBuffer(),
  await drawn.clone().jpeg({ progressive: true }).withMetadata({ orientation: 3 }).toBuffer(),
];

test.each([
  ['PNG', png],
  ['JPEG', jpegs[0]],
  ['progressive JPEG', jpegs[1]],
] as [string, Buffer][])('a %s is whole, and at no place where it is cut off', (_name, bytes) => {
  expect(isWholePicture(bytes)).toBe(true);
  expect(isWholePicture(Buffer.concat([bytes, Buffer.from('more')]))).toBe(true);
  const cuts = Array.from({ length: bytes.length }, (_, end) => isWholePicture(bytes.subarray(0, end)));
  expect(cuts.filter((isWhole) => isWhole)).toEqual([]);
});

test('the width is in the header', async () => {
  const wide = sharp({ create: { width: 1920, height: 20, channels: 3, background: 'red' } });
  const thumbnails = [await wide.clone().png().toBuffer(), await wide.clone().jpeg().toBuffer()];
  expect([png, ...jpegs, ...thumbnails].map(readPictureWidth)).toEqual([64, 64, 64, 1920, 1920]);
});

test('a PNG with a changed byte is not whole', () => {
  for (let at = 0; at < png.length; at += 1) {
    const changed = Buffer.from(png);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(isWholePicture(changed), String(at)).toBe(false);
  }
});

test('other bytes are refused, and none is read beyond the end', () => {
  const starts = [Buffer.alloc(0), png.subarray(0, 8), Buffer.from([0xff, 0xd8, 0xff])];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      expect(() => isWholePicture(Buffer.concat([start, rest]))).not.toThrow();
    }),
  );
});
