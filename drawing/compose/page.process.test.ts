import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { renderPage } from '../../domain/render/thumbnail/page/render-page.ts';
import { listPages } from '../fixtures/pages.ts';
import { duel, paintAvatar, pixelAt, readBlob } from '../fixtures/pictures.ts';
import { createThumbnails } from '../index.ts';
import type { DrawnPicture } from '../templates/template.ts';

const thumbnails = createThumbnails();
afterAll(() => thumbnails.close());

const poster = readFileSync(new URL('../../docs/examples/thumbnails/poster.html', import.meta.url), 'utf8');
const red = await paintAvatar('#ff0000');
const file = { path: 'thumbs/red.png', blob: 'red' };
const plain: DrawnPicture = {
  ...duel,
  background: ['#000000'],
  faces: [{ initials: '', hue: 0, avatar: file }],
};

function draw(html: string, more: Partial<DrawnPicture> = {}, read = async (_blob: string) => red) {
  const picture = { ...plain, ...more };
  const names = picture.faces.map((_, index) => `Guest ${index} Name`);
  return thumbnails.draw(
    { ...picture, page: renderPage('thumbnails/a.html', html, picture, { guests: names }) },
    read,
  );
}

describe('an HTML template', () => {
  it('of the documentation is drawn with 0 to 6 guests and any title, with the same bytes each time', async () => {
    for (const count of [0, 1, 3, 6])
      for (const title of ['T', 'Kubernetes '.repeat(9).trim(), 'W'.repeat(100), 'תעודת זהות 直 مرحبا 🎉']) {
        const faces = [...duel.faces, ...duel.faces, ...duel.faces].slice(0, count);
        const { bytes, sha256 } = await draw(poster, { title, faces }, readBlob);
        expect(await sharp(bytes).metadata()).toMatchObject({ width: 1280, height: 720, format: 'png' });
        expect((await draw(poster, { title, faces }, readBlob)).sha256).toBe(sha256);
      }
  }, 60_000);

  it('puts faces, logo and boxes where its style says, later ones on top', async () => {
    const at = (left: number, top: number) =>
      `position: absolute; left: ${left}px; top: ${top}px; width: 200px; height: 200px`;
    const { bytes } = await draw(
      `<div><div style="${at(0, 0)}; background-color: #00ff00"></div>
      <img src="face:0" style="${at(100, 100)}; border-radius: 50%">
      <div style="${at(180, 180)}; background-color: #0000ff"></div>
      <img src="logo" style="${at(600, 100)}"></div>`,
      { logo: file },
    );
    const colours = [
      [10, 10],
      [102, 102],
      [150, 150],
      [190, 190],
      [340, 150],
      [700, 105],
    ].map(([x = 0, y = 0]) => pixelAt(bytes, x, y));
    expect(await Promise.all(colours)).toEqual([
      [0, 255, 0],
      [0, 255, 0],
      [255, 0, 0],
      [0, 0, 255],
      [0, 0, 0],
      [255, 0, 0],
    ]);
  });

  it('draws initials for a guest without an avatar', async () => {
    const html = '<div><img src="face:0" style="width: 300px; height: 300px"></div>';
    const shas = ['AB', 'CD'].map(
      async (initials) => (await draw(html, { faces: [{ initials, hue: 90 }] })).sha256,
    );
    expect(new Set(await Promise.all(shas)).size).toBe(2);
  });

  it.each([
    [
      '<div>\n  <div style="width: 400px; height: 300px; margin-left: 1000px; flex-shrink: 0"></div></div>',
      '2:3',
      'an element',
    ],
    ['<div>\n\n <img src="face:0" style="width: 800px; height: 800px"></div>', '3:2', 'an element'],
    ['<div style="font-size: 400px">\n<span>Much too long</span></div>', '2:7', 'the text "Much too long"'],
  ])('is an error where it leaves the canvas: %j', async (html, place, what) => {
    await expect(draw(html)).rejects.toMatchObject({
      fault: 'template',
      message: expect.stringContaining(`thumbnails/a.html:${place}: ${what} leaves the canvas`),
    });
  });

  it('of any allowed markup gives a picture or an error with its line, and kills no process', async () => {
    const faces = [
      { initials: '', hue: 0, avatar: file },
      { initials: 'CD', hue: 9 },
    ];
    const pages = listPages(process.env['HOSTILE'] === 'all' ? 1_000 : 60);
    const drawings = pages.map(async (html) => draw(html, { faces, logo: file }));
    const ends = await Promise.allSettled(drawings);
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    expect(
      refused.filter(
        (said) => !/thumbnails\/a\.html:1:\d+: (.* leaves the canvas|expected at most )/.test(said),
      ),
    ).toEqual([]);
    expect(refused.length).toBeGreaterThan(pages.length / 4);
    expect(pages.length - refused.length).toBeGreaterThan(pages.length / 4);
  }, 600_000);

  it('names a character that no font has, with its position', async () => {
    await expect(draw('<div>\n  {{ title }}</div>', { title: 'a\u{12000}' })).rejects.toMatchObject({
      fault: 'glyphs',
      message: expect.stringContaining('U+12000) of "a\u{12000}" (thumbnails/a.html:2:3)'),
    });
  });
});
