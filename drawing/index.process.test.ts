import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Picture } from '../domain/render/thumbnail/picture.ts';
import { duel, paintAvatar, pixelAt, readBlob } from './fixtures/pictures.ts';
import { createThumbnails } from './index.ts';
import { templateNames } from './templates/index.ts';
import type { DrawnPicture } from './templates/template.ts';

const thumbnails = createThumbnails();
afterAll(() => thumbnails.close());

const draw = (picture: Picture) => thumbnails.draw(picture, readBlob);

describe('a drawn picture', () => {
  it('is a PNG of 1280x720 below 2 MB with its SHA-256', async () => {
    const { bytes, sha256, mimeType } = await draw(duel);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1280, height: 720, format: 'png' });
    expect(bytes.length).toBeLessThan(2_000_000);
    expect(mimeType).toBe('image/png');
    expect(sha256).toMatch(/^[\da-f]{64}$/);
  });

  it('has the same bytes each time, in another process too', async () => {
    const { sha256 } = await draw(duel);
    const other = createThumbnails();
    const again = await Promise.all([draw(duel), other.draw(duel, readBlob)]);
    await other.close();
    expect(again.map((thumbnail) => thumbnail.sha256)).toEqual([sha256, sha256]);
  });

  it('depends on title, show, number, colours, template and each face', async () => {
    const variants: DrawnPicture[] = [
      duel,
      { ...duel, title: 'Red Hat vs Flatcar' },
      { ...duel, show: 'Rawkode Live' },
      { ...duel, number: 13 },
      { ...duel, background: ['#402010'] },
      { ...duel, accent: '#ffb703' },
      { ...duel, template: 'classic' },
      { ...duel, faces: duel.faces.slice(0, 1) },
      { ...duel, faces: [...duel.faces, { initials: 'CR', hue: 90 }] },
      { ...duel, faces: [...duel.faces].reverse() },
    ];
    const drawn = await Promise.all(variants.map(draw));
    expect(new Set(drawn.map(({ sha256 }) => sha256)).size).toBe(variants.length);
  });

  it('has large initials in every tile, and no letter where YouTube shows the duration', async () => {
    const faces = ['WW', 'KL', 'ÅG', 'MW'].map((initials, index) => ({ initials, hue: 40 + 80 * index }));
    const { bytes } = await draw({ ...duel, template: 'classic', faces });
    const brightest = async (top: number, height: number) => {
      const card = { left: 962, top, width: 220, height };
      return Math.max(...(await sharp(bytes).extract(card).greyscale().raw().toBuffer()));
    };
    expect(await brightest(440, 110)).toBeGreaterThan(250);
    expect(await brightest(550, 90)).toBeLessThan(200);
    // As high as in the other tiles, not half as high.
    expect(await brightest(456, 4)).toBeGreaterThan(250);
    expect(await brightest(542, 4)).toBeGreaterThan(250);
  });

  it('puts the avatars where the template places them', async () => {
    const { bytes } = await draw(duel);
    expect(await pixelAt(bytes, 150, 350)).toEqual([0xd1, 0x49, 0x5b]);
    expect(await pixelAt(bytes, 840, 350)).toEqual([0x00, 0x79, 0x8c]);
  });

  it('reads each avatar once for each size', async () => {
    const fresh = createThumbnails();
    const read = vi.fn(readBlob);
    await fresh.draw(duel, read);
    await fresh.draw({ ...duel, title: 'Another title' }, read);
    await fresh.close();
    expect(read.mock.calls).toEqual([['ada'], ['bo']]);
  });

  it.each([
    'Grüße, Привет, Ελλάδα, Việt Nam, Łódź, cafe\u0301',
    'مقدمة في Kubernetes 1.35: ما الجديد؟',
    'Kubernetes בעברית (חלק ב)',
    'कुबेरनेट्स का परिचय',
    '쿠버네티스 클러스터',
    '壊れたクラスターを直そう！',
    '修复损坏的集群：第十二集',
    'Fix it 🚀 👩🏽‍🚀 1️⃣ 🇩🇪 ❤️ → ½',
    'a\u0000b\u202e\u200f\u2066c\ufe0f \u200d \ud800 \u200b',
  ])('draws %j', async (title) => {
    await draw({ ...duel, title, show: title });
  });

  it('with characters that no font has is an error each time: where they are and what to do', async () => {
    const refused = { ...duel, title: 'ᚠ 日', show: 'x\u0302', faces: [{ initials: 'ᚱ', hue: 1 }] };
    const message = [
      'Thumbnail "ᚠ 日": no font has "ᚠ" (U+16A0) of the title: set thumbnail.title to a text without it, or thumbnail.file to a finished picture',
      'no font has "x\u0302" (U+0078 U+0302) of the name "x\u0302": change that name, or set thumbnail.file to a finished picture',
      'no font has "ᚱ" (U+16B1) of the initials "ᚱ": give that guest an avatar',
    ].join('; ');
    await expect(draw(refused)).rejects.toMatchObject({ fault: 'glyphs', message });
    await expect(draw(refused)).rejects.toMatchObject({ fault: 'glyphs', message });
  });

  it('with an emoji that satori breaks in two is an error, where it would draw two boxes', async () => {
    const message = expect.stringContaining('no font has "🫸🏽" (U+1FAF8 U+1F3FD) of the title');
    const refused = { ...duel, title: 'Stop 🫸🏽 now' };
    await expect(draw(refused)).rejects.toMatchObject({ fault: 'glyphs', message });
    await expect(thumbnails.assertTexts(refused)).rejects.toMatchObject({ fault: 'glyphs', message });
    const whole = { ...duel, title: 'A 🫱🏻‍🫲🏿 B 🫶🏽 🫸 🇩🇪 1️⃣ ⚡go' };
    await draw(whole);
    await thumbnails.assertTexts(whole);
  });

  it('with an unknown template is an error', async () => {
    await expect(draw({ ...duel, template: 'neon' })).rejects.toMatchObject({ fault: 'template' });
  });

  it('kills no process, however hostile its texts, colours and faces are', async () => {
    for (const picture of hostilePictures()) {
      const { bytes } = await draw(picture);
      expect(bytes.length).toBeLessThan(2_000_000);
    }
  });
});

describe('the difference', () => {
  it('stays under 4 for an encoding of the same picture, also with the black bars of a 4:3 size', async () => {
    const { bytes } = await draw(duel);
    const small = sharp(bytes).resize(480, 270).jpeg({ quality: 60 });
    const barred = await small.clone().extend({ top: 45, bottom: 45, background: '#000' }).toBuffer();
    expect(await thumbnails.difference(bytes, bytes)).toBe(0);
    expect(await thumbnails.difference(bytes, await small.toBuffer())).toBeLessThan(4);
    expect(await thumbnails.difference(bytes, barred)).toBeLessThan(4);
  });

  it('is well above 12 for another picture', async () => {
    const { bytes } = await draw(duel);
    const photo = await paintAvatar('#e0d0a0');
    expect(await thumbnails.difference(bytes, photo)).toBeGreaterThan(20);
  });

  it('is an error for what is not a picture', async () => {
    await expect(thumbnails.difference(Buffer.from('x'), Buffer.from('y'))).rejects.toThrow(
      'the first picture is not',
    );
  });
});

it('calls after close are rejected', async () => {
  const closed = createThumbnails();
  await closed.warm();
  await closed.close();
  await expect(closed.draw(duel, readBlob)).rejects.toMatchObject({ fault: 'closed' });
});

function hostilePictures(): DrawnPicture[] {
  const endless = 'W'.repeat(5_000);
  const faces = Array.from({ length: 40 }, (_, hue) => ({ initials: 'WWWWWWWW', hue }));
  return templateNames.flatMap((template) => [
    { ...duel, template, title: endless, show: endless, number: 1e21, faces },
    { ...duel, template, title: '', show: '', background: [], faces: [] },
    {
      ...duel,
      template,
      title: '<svg onload="x">&amp;</svg>',
      background: ['"/><script>'],
      accent: 'url(#x)',
    },
    { ...duel, template, title: `${'i '.repeat(2_000)}\n\t\u00a0`, faces: faces.slice(0, 3) },
  ]);
}
