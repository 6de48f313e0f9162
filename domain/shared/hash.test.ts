import { expect, it } from 'vitest';
import { hashText, hashValue } from './hash.ts';

it('is SHA-256 of UTF-8 in hex, cut to the requested digits', () => {
  expect(hashText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hashText('abc', 8)).toBe('ba7816bf');
  expect(hashText('é')).not.toBe(hashText('e\u0301'));
});

it('ignores the order of keys, at any depth', () => {
  expect(hashValue({ a: 1, b: { c: [{ x: 1, y: 2 }], d: 3 } })).toBe(
    hashValue({ b: { d: 3, c: [{ y: 2, x: 1 }] }, a: 1 }),
  );
});

it('depends on the order of lists and on the key of a value', () => {
  expect(hashValue([1, 2])).not.toBe(hashValue([2, 1]));
  expect(hashValue({ a: 'b' })).not.toBe(hashValue({ b: 'a' }));
  expect(hashValue(['ab'])).not.toBe(hashValue(['a', 'b']));
});

it('treats an undefined key as absent, but not null', () => {
  expect(hashValue({ a: 1, b: undefined })).toBe(hashValue({ a: 1 }));
  expect(hashValue({ a: null })).not.toBe(hashValue({}));
});
