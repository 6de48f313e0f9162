import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatSeal,
  normalizeTags,
  normalizeText,
  parseSeal,
  renderSeal,
  sealBody,
  sealTags,
  sealTitle,
  sealVideo,
  UNFINISHED,
} from './seal.ts';

const SEED = { seed: 20261121, numRuns: 300 };
const letters = fc.string({ minLength: 1, maxLength: 200, unit: fc.constantFrom(...'abcxyz äß\n.,é😀') });

describe('changes that YouTube may make', () => {
  it.each([
    ['CRLF', 'one\n\ntwo', 'one\r\n\r\ntwo'],
    ['a lone CR', 'one\ntwo', 'one\rtwo'],
    ['spaces at the end of a line', 'one\ntwo', 'one  \ntwo\t '],
    ['a line of spaces only', 'one\n\ntwo', 'one\n   \ntwo'],
    ['blank lines and spaces around', 'one', '\n\n  one \n\n'],
    ['decomposed letters', 'Caf\u00e9', 'Cafe\u0301'],
  ])('%s still matches', (_what, ours, live) => {
    expect(sealBody(live)).toBe(sealBody(ours));
    expect(sealTitle(live)).toBe(sealTitle(ours));
  });

  it('never change the seal, whatever the text', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const live = `\r\n${text.normalize('NFD').replaceAll('\n', '  \r\n')} \r\n`;
        expect(sealBody(live)).toBe(sealBody(text));
      }),
      SEED,
    );
  });
});

describe('changes that a person makes', () => {
  it('never match: any single letter replaced, added or removed', () => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('replace', 'insert', 'remove'), (text, where, how) => {
        const old = [...text];
        const at = where % old.length;
        const next = old.toSpliced(at, how === 'insert' ? 0 : 1, ...(how === 'remove' ? [] : ['Q'])).join('');
        fc.pre(normalizeText(next) !== normalizeText(text));
        expect(sealBody(next)).not.toBe(sealBody(text));
      }),
      SEED,
    );
  });

  it.each([
    ['one letter of another case', 'one two', 'one Two'],
    ['an empty line more', 'one\n\ntwo', 'one\n\n\ntwo'],
    ['a space within a line', 'one two', 'one  two'],
    ['a line indented', 'one\ntwo', 'one\n two'],
  ])('%s', (_what, ours, edited) => {
    expect(sealBody(edited)).not.toBe(sealBody(ours));
    expect(sealTitle(edited)).not.toBe(sealTitle(ours));
  });
});

it('normalises idempotently', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
    }),
    SEED,
  );
});

it('drops spaces before a line separator and a paragraph separator, which end lines too', () => {
  expect(normalizeText('one \u2028two\t\u2029three')).toBe('one\u2028two\u2029three');
});

it('treats tags as a set', () => {
  expect(sealTags(['b', 'a ', 'b'])).toBe(sealTags(['a', 'b']));
  expect(sealTags(['a'])).not.toBe(sealTags(['a', 'b']));
  expect(sealTags([])).not.toBe(sealTags(['a']));
  expect(normalizeTags([' z', '', 'a'])).toEqual(['a', 'z']);
});

const HERE = { channelId: 'UCxxxxxxxxxxxxxxxxxxxxxx', videoId: 'video000001' };

it('binds to the video and its channel', () => {
  expect(sealVideo(HERE)).not.toBe(sealVideo({ ...HERE, videoId: 'video000002' }));
  expect(sealVideo(HERE)).not.toBe(sealVideo({ ...HERE, channelId: 'UCyyyyyyyyyyyyyyyyyyyyyy' }));
});

it('reads seals of version 0.2, which name no video', () => {
  const old = { description: '5f1c0a7e', title: 'a1b2', tags: 'c3d4' };
  expect(parseSeal('5f1c0a7e-a1b2-c3d4')).toEqual(old);
  expect(formatSeal(old)).toBe('5f1c0a7e-a1b2-c3d4');
  expect(parseSeal('5f1c0a7e-a1b2-ffff')?.video).toBe(UNFINISHED);
});

it('formats and parses a seal', () => {
  const seal = renderSeal({ body: 'text', title: 'title', tags: ['a'] }, sealVideo(HERE));
  expect(formatSeal(seal)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}$/);
  expect(parseSeal(formatSeal(seal))).toEqual(seal);
  for (const broken of [
    '',
    '5f1c0a7e',
    '5F1C0A7E-a1b2-c3d4-9e8f01ab',
    '5f1c0a7e-a1b2-c3d4-',
    '5f1c0a7e-a1b2-c3d4-9e8f01',
    'x5f1c0a7e-a1b2-c3d4-9e8f01ab',
  ])
    expect(parseSeal(broken)).toBeUndefined();
});
