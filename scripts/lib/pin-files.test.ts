import { expect, it } from 'vitest';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { pinFiles } from './pin-files.ts';

const own = (path: string): Picture => ({ kind: 'file', title: 'T', file: { path, blob: path } });

it('names each file of a picture by the id that git gives its bytes', async () => {
  const { picture, readBlob } = await pinFiles(own('thumbs/a.png'), async () => Buffer.from('hello\n'));
  // `printf 'hello\n' | git hash-object --stdin`
  const blob = 'ce013625030ba8dba906f756967f9e9ca394464a';
  expect(picture).toEqual({ kind: 'file', title: 'T', file: { path: 'thumbs/a.png', blob } });
  expect((await readBlob(blob)).toString()).toBe('hello\n');
  await expect(readBlob('b10b')).rejects.toThrow('the picture names no file b10b');
});

it('finds the files of faces, and two files of the same bytes are one', async () => {
  const face = (path: string) => ({ initials: '', hue: 0, avatar: { path, blob: path } });
  const drawn: Picture = {
    kind: 'drawn',
    template: 'classic',
    title: 'T',
    show: 'S',
    background: ['#000000'],
    accent: '#ffffff',
    faces: [face('guests/a.png'), face('guests/b.png'), face('guests/c.png')],
  };
  const { picture } = await pinFiles(drawn, async ({ path }) =>
    Buffer.from(path === 'guests/c.png' ? 'c' : 'same'),
  );
  const blobs = picture.kind === 'drawn' ? picture.faces.map(({ avatar }) => avatar?.blob) : [];
  expect(new Set(blobs).size).toBe(2);
  expect(blobs[0]).toMatch(/^[0-9a-f]{40}$/);
});
