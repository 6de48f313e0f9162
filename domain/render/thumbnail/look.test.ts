import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { hashPicture, renderDesired } from '../desired.ts';

type Written = Readonly<Record<string, unknown>>;

const blobs = { 'guests/a.png': 'b10b', 'thumbs/logo.png': '1090', 'thumbs/stage.jpg': '57a6e' };

function desiredOf(show: Written, own?: Written) {
  const catalog = buildCatalog({
    shows: { a: { name: 'Klustered', thumbnail: show } },
    guests: { x: { name: 'Ann', avatar: 'a.png' }, y: { name: 'Bo Lee' } },
    episodes: {
      'a/one': { title: 'T', show: 'a', number: 12, guests: ['x', 'y'], ...(own && { thumbnail: own }) },
    },
    blobs,
  });
  return renderDesired(catalog, episodeOf(catalog));
}
const lookOf = (show: Written, own?: Written) => desiredOf(show, own).picture;
const hashOf = (show: Written, own?: Written) => hashPicture(desiredOf(show, own));

describe('how a thumbnail looks', () => {
  it('comes from the episode, else from its show, key by key', () => {
    const show = { template: 'solo', accent: '#111111', text: '#eeeeee', badge: 'live' };
    const own = { accent: '#222222', badge: 'none', background: ['#333333', '#444444'] };
    expect(lookOf(show, own)).toMatchObject({
      template: 'solo',
      accent: '#222222',
      text: '#eeeeee',
      badge: 'none',
      background: ['#333333', '#444444'],
    });
  });

  it('can have a background photo and a logo, by their files', () => {
    const show = { background: { file: 'thumbs/stage.jpg' }, logo: 'thumbs/logo.png' };
    expect(lookOf(show)).toMatchObject({
      background: ['#0c1220'],
      photo: { path: 'thumbs/stage.jpg', blob: '57a6e' },
      logo: { path: 'thumbs/logo.png', blob: '1090' },
    });
    expect(lookOf(show, { background: '#0b132b' })).not.toHaveProperty('photo');
  });

  it("does not have the show's logo if the episode says none", () => {
    const show = { logo: 'thumbs/logo.png' };
    expect(lookOf(show, { logo: 'none' })).toEqual(lookOf({}));
    expect(lookOf(show, { accent: '#222222' })).toHaveProperty('logo.path', 'thumbs/logo.png');
    expect(() => desiredOf({ logo: 'none' })).toThrow();
  });
});

describe('the size of a thumbnail', () => {
  const blobs = { 'thumbs/a.png': 'f11e' };
  const pictureOf = (show: Written, own?: Written) => {
    const catalog = buildCatalog({
      shows: { a: { name: 'Klustered', thumbnail: show } },
      episodes: { 'a/one': { title: 'T', show: 'a', ...(own && { thumbnail: own }) } },
      blobs,
    });
    return renderDesired(catalog, episodeOf(catalog));
  };

  it('comes from the episode, else from its show, of a finished picture too', () => {
    const file = { file: 'thumbs/a.png' };
    const sizeOf = (show: Written, own?: Written) => pictureOf(show, own).picture?.size;
    expect(sizeOf({ size: '4k' })).toBe('4k');
    expect(sizeOf({ size: '4k' }, { size: '1080p' })).toBe('1080p');
    expect(sizeOf({ size: '4k' }, { size: '720p' })).toBeUndefined();
    expect(sizeOf({ size: '4k' }, file)).toBe('4k');
    expect(sizeOf({ size: '4k' }, { ...file, size: '1080p' })).toBe('1080p');
    expect(sizeOf({}, file)).toBeUndefined();
  });

  it('changes the hash of a finished picture only when it is large', () => {
    const file = { file: 'thumbs/a.png' };
    const [plain, small, large] = [{}, { size: '720p' }, { size: '4k' }].map((show) =>
      hashPicture(pictureOf(show, file)),
    );
    expect(small).toBe(plain);
    expect(large).not.toBe(plain);
  });

  it('is one of three', () => {
    expect(() => pictureOf({ size: '8k' })).toThrow('size');
  });
});

describe('the hash of a picture', () => {
  // From before text, logo, badge and background photos existed: another hash would upload every live thumbnail again.
  it('is unchanged if the new keys are not used', () => {
    const shown = { template: 'versus', background: ['#0b132b', '#1c2541'], accent: '#5bc0be' };
    expect(hashOf(shown)).toBe('2f53e553de3e5926');
    expect(hashOf({})).toBe('198a0e2341a95e68');
    expect(hashOf({ badge: 'series' })).toBe(hashOf({}));
    expect(hashOf({ size: '720p' })).toBe(hashOf({}));
  });

  it('differs with each of them', () => {
    const looks = [
      {},
      { text: '#eeeeee' },
      { badge: 'live' },
      { badge: 'none' },
      { logo: 'thumbs/logo.png' },
      { logo: 'thumbs/stage.jpg' },
      { size: '1080p' },
      { size: '4k' },
      { background: { file: 'thumbs/stage.jpg' } },
      { background: { file: 'thumbs/logo.png' } },
    ];
    expect(new Set(looks.map((look) => hashOf(look))).size).toBe(looks.length);
  });
});
