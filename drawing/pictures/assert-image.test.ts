import { expect, it } from 'vitest';
import { assertImage, maxImageBytes } from './assert-image.ts';

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

it.each([
  ['nothing', Buffer.alloc(0), 'is empty'],
  ['an SVG', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'), 'is an SVG'],
  [
    'a Git LFS pointer',
    Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:1'),
    'Git LFS pointer',
  ],
  ['text', Buffer.from('hello'), 'is not an image; expected PNG, JPEG, WebP, AVIF or GIF'],
  ['too much', Buffer.concat([png, Buffer.alloc(maxImageBytes)]), `more than ${maxImageBytes}`],
])('%s is an error that names the file', (_name, bytes, message) => {
  expect(() => assertImage(bytes, 'avatars/a.png')).toThrow('avatars/a.png ');
  expect(() => assertImage(bytes, 'avatars/a.png')).toThrow(message);
});

it.each([
  ['PNG', png],
  ['JPEG', Buffer.from('ffd8ffe0', 'hex')],
  ['GIF', Buffer.from('GIF89a')],
  ['WebP', Buffer.from('RIFF____WEBPVP8 ')],
  ['AVIF', Buffer.from('____ftypavif')],
])('%s is accepted', (_name, bytes) => {
  expect(assertImage(bytes, 'a')).toBe(bytes);
});
