import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PIXELS_OF_SIZE } from '../../domain/content/catalog/thumbnail-sizes.ts';
import { renderPage } from '../../domain/render/thumbnail/page/render-page.ts';
import type { LargeSize } from '../../domain/render/thumbnail/picture.ts';
import { duel, readBlob } from '../fixtures/pictures.ts';
import { createThumbnails } from '../index.ts';
import { templateNames } from '../templates/index.ts';
import { scaleOf } from '../templates/scale.ts';
import type { DrawnPicture } from '../templates/template.ts';

const thumbnails = createThumbnails();
afterAll(() => thumbnails.close());

const SIZES: readonly LargeSize[] = ['1080p', '4k'];
const file = (blob: string) => ({ path: `thumbs/${blob}.png`, blob });

/** White from a share of the width on, black before it, as sharp as pixels can be. */
const paintEdge = (width: number, height: number, share: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#000000' } })
    .composite([
      {
        input: {
          create: { width: width - Math.round(width * share), height, channels: 3, background: '#ffffff' },
        },
        left: Math.round(width * share),
        top: 0,
      },
    ])
    .png()
    .toBuffer();

const FILES: Readonly<Record<string, Promise<Buffer>>> = {
  face: paintEdge(2_400, 2_400, 0.5),
  logo: paintEdge(1_200, 300, 0.5),
  photo: paintEdge(3_840, 2_160, 36 / 1_280),
};
const readFile = (blob: string): Promise<Buffer> => FILES[blob] ?? readBlob(blob);

const busy: DrawnPicture = {
  ...duel,
  template: 'classic',
  title: 'HIH',
  show: 'IIII',
  accent: '#ff0000',
  background: ['#0c1220'],
  photo: file('photo'),
  logo: file('logo'),
  faces: [{ initials: '', hue: 0, avatar: file('face') }],
};
const page = `<div><img src="face:0" style="position: absolute; left: 100px; top: 100px; width: 201px; height: 200px; border-radius: 20px">
  <img src="logo" style="position: absolute; left: 400px; top: 100px; width: 400px; height: 100px">
  <div data-fit style="position: absolute; left: 100px; top: 400px; width: 600px; height: 200px">🟥</div></div>`;
const poster: DrawnPicture = {
  ...busy,
  page: renderPage('thumbnails/a.html', page, busy, { guests: ['Ada'] }),
};
const initials: DrawnPicture = {
  ...duel,
  template: 'classic',
  background: ['#000000'],
  faces: [{ initials: 'HH', hue: 90 }],
};

/** A row of the canvas with vertical edges in it. */
type Row = { readonly y: number; readonly from: number; readonly to: number };

/** What a row crosses, in which picture. */
const ROWS: Readonly<Record<string, readonly [DrawnPicture, Row]>> = {
  'the title': [busy, { y: 360, from: 60, to: 640 }],
  'the show on its badge': [busy, { y: 74, from: 85, to: 130 }],
  'a bar of the template': [busy, { y: 360, from: 2, to: 30 }],
  'the background photo': [busy, { y: 560, from: 20, to: 54 }],
  'the logo': [busy, { y: 638, from: 130, to: 250 }],
  'a face': [busy, { y: 360, from: 800, to: 1_100 }],
  'initials on a card': [initials, { y: 340, from: 760, to: 1_160 }],
  'a face in an HTML template': [poster, { y: 200, from: 120, to: 280 }],
  'a logo in an HTML template': [poster, { y: 150, from: 500, to: 700 }],
  'an emoji': [poster, { y: 500, from: 110, to: 400 }],
};

describe.each(SIZES)('at %s', (size) => {
  const { width, height } = PIXELS_OF_SIZE[size];
  const drawn = new Map<DrawnPicture, readonly [small: Buffer, large: Buffer]>();
  beforeAll(async () => {
    for (const picture of new Set(Object.values(ROWS).map(([picture]) => picture))) {
      const small = await thumbnails.draw(picture, readFile);
      drawn.set(picture, [small.bytes, (await thumbnails.draw({ ...picture, size }, readFile)).bytes]);
    }
  }, 60_000);

  it.each(Object.entries(ROWS))(
    '%s is sharp, not an enlarged small picture',
    async (_what, [picture, row]) => {
      const [small, large] = drawn.get(picture) ?? [];
      expect(await sharp(large).metadata()).toMatchObject({ width, height, format: 'png' });
      const enlarged = await sharp(small).resize(width, height, { kernel: 'lanczos3' }).png().toBuffer();
      const [sharpEdge, softEdge] = await Promise.all(
        [large, enlarged].map((one) => edgeWidth(one, row, size)),
      );
      expect(softEdge).toBeGreaterThan(1.2 * (sharpEdge ?? Number.NaN));
      expect(sharpEdge).toBeLessThan(scaleOf(size) > 2 ? 1.5 : 1.2);
    },
  );
});

/** Pixels between dark and bright, for each change from one to the other in a row. */
async function edgeWidth(bytes: Buffer | undefined, { y, from, to }: Row, size: LargeSize): Promise<number> {
  const scale = scaleOf(size);
  const [left, top, width] = [from, y, to - from].map((side) => Math.round(side * scale));
  const row = { left: left ?? 0, top: top ?? 0, width: width ?? 0, height: 1 };
  const pixels = await sharp(bytes).extract(row).toColourspace('b-w').raw().toBuffer();
  const [dark, bright] = [Math.min(...pixels), Math.max(...pixels)];
  const shares = [...pixels].map((value) => (value - dark) / (bright - dark));
  const edges = shares.filter((share, at) => at > 0 && share > 0.5 !== (shares[at - 1] ?? 0) > 0.5).length;
  return shares.filter((share) => share > 0.1 && share < 0.9).length / edges;
}

/** Mean difference of all bytes, of 255, of two sizes of one picture made equally small. */
const MOST_APART = 1.5;

describe('all sizes', () => {
  const own: DrawnPicture = {
    ...duel,
    page: renderPage('thumbnails/a.html', page, busy, { guests: ['Ada'] }),
  };
  const pictures = [
    ...templateNames.map((template) => [template, { ...duel, template }] as const),
    ['an HTML template', own] as const,
  ];

  it.each(pictures)(
    'of %s look the same',
    async (_name, picture) => {
      const small = (await thumbnails.draw(picture, readFile)).bytes;
      for (const size of SIZES) {
        const large = (await thumbnails.draw({ ...picture, size }, readFile)).bytes;
        for (const [width, height] of [
          [168, 94],
          [1_280, 720],
        ] as const)
          expect(await meanDifference(small, large, width, height)).toBeLessThan(MOST_APART);
        // What decides whose a picture on YouTube is: one below 6 counts as ours.
        expect(await thumbnails.difference(small, large)).toBeLessThan(1);
      }
    },
    60_000,
  );

  it('are drawn one after the other without getting in the way of each other', async () => {
    const first = await thumbnails.draw(busy, readFile);
    await thumbnails.draw({ ...busy, size: '1080p' }, readFile);
    const other = createThumbnails();
    const large = await other.draw({ ...busy, size: '1080p' }, readFile);
    expect((await other.draw(busy, readFile)).sha256).toBe(first.sha256);
    expect((await thumbnails.draw({ ...busy, size: '1080p' }, readFile)).sha256).toBe(large.sha256);
    await other.close();
  }, 60_000);
});

async function meanDifference(a: Buffer, b: Buffer, width: number, height: number): Promise<number> {
  const [one = Buffer.alloc(0), two = Buffer.alloc(0)] = await Promise.all(
    [a, b].map((bytes) => sharp(bytes).removeAlpha().resize(width, height).raw().toBuffer()),
  );
  return one.reduce((sum, value, at) => sum + Math.abs(value - (two[at] ?? 0)), 0) / one.length;
}
