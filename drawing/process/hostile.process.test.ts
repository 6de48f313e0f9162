import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { listImages, listLayouts, listTexts } from '../fixtures/hostile.ts';
import { avatars, duel } from '../fixtures/pictures.ts';
import { createThumbnails, ThumbnailError } from '../index.ts';
import { templateNames } from '../templates/index.ts';

/** HOSTILE=all runs every case; otherwise only the first of each kind. */
const all = process.env['HOSTILE'] === 'all';
const minutes = 60_000;

const thumbnails = createThumbnails({ timeoutMs: 60_000 });
const careless = createThumbnails({
  workers: 2,
  timeoutMs: 60_000,
  entry: new URL('../fixtures/layout-child.ts', import.meta.url),
});
afterAll(() => Promise.all([thumbnails.close(), careless.close()]));

const readAvatar = async (blob: string) => avatars.get(blob) ?? Buffer.alloc(0);
const words = 'Only this thumbnail failed';

it(
  '500 layouts on which resvg may abort: each gives a picture or one dead process, and the next is drawn',
  async () => {
    const layouts = listLayouts(500).slice(0, all ? 500 : 40);
    const drawings = layouts.map((title) => careless.draw({ ...duel, title }, readAvatar));
    const found = await countOutcomes('layouts', drawings, { died: words });
    expect(found['died']).toBeGreaterThan(layouts.length / 4);
    expect(found['picture']).toBeGreaterThan(0);
    await careless.warm();
  },
  10 * minutes,
);

it(
  '300 damaged pictures: each is drawn or is an error with its path',
  async () => {
    const images = (await listImages(300)).slice(0, all ? 300 : 120);
    const drawings = images.map(([name, bytes], index) => {
      const avatar = { path: `guests/avatars/${index}.png`, blob: name };
      const face = { initials: '', hue: 0, avatar };
      return thumbnails.draw({ ...duel, title: 'A', faces: [face] }, async () => bytes);
    });
    const found = await countOutcomes('images', drawings, { image: 'guests/avatars/' });
    expect(found['image']).toBeGreaterThan(images.length / 4);
    expect(found['picture']).toBeGreaterThan(0);
  },
  10 * minutes,
);

it(
  '500 texts of all scripts: each is drawn or is an error with its characters',
  async () => {
    const texts = listTexts(500).slice(0, all ? 500 : 120);
    const drawings = texts.map((text, index) => {
      const template = templateNames[index % templateNames.length] ?? 'classic';
      const faces = [{ initials: text, hue: index }, ...duel.faces].slice(0, index % 4);
      return thumbnails.draw({ ...duel, template, title: text, show: text, faces }, readAvatar);
    });
    const found = await countOutcomes('texts', drawings, { glyphs: 'no font has' });
    expect(found['picture']).toBeGreaterThan(texts.length / 5);
    expect(found['glyphs']).toBeGreaterThan(0);
  },
  10 * minutes,
);

type Drawing = ReturnType<typeof thumbnails.draw>;

/** Asserts that every drawing is a picture of the right size or one of these failures; counts them. */
async function countOutcomes(
  what: string,
  drawings: readonly Drawing[],
  failures: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = { picture: 0 };
  for (const settled of await Promise.allSettled(drawings)) {
    const outcome = settled.status === 'fulfilled' ? 'picture' : faultOf(settled.reason, failures);
    if (settled.status === 'fulfilled')
      expect(await sharp(settled.value.bytes).metadata()).toMatchObject({ width: 1280, height: 720 });
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  process.stdout.write(`${drawings.length} hostile ${what}: ${JSON.stringify(counts)}\n`);
  return counts;
}

function faultOf(error: unknown, failures: Readonly<Record<string, string>>): string {
  if (!(error instanceof ThumbnailError)) throw error;
  expect(Object.keys(failures), error.message).toContain(error.fault);
  expect(error.message).toContain(failures[error.fault]);
  return error.fault;
}
