import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeNewFiles } from './write-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-new-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (path: string) =>
  writeNewFiles({ folder, files: [{ path, text: 'new', id: "it's" }], notes: ['a note'] });

test('a file that exists by now is never overwritten, nor written to through a link', async () => {
  await writeFile(join(folder, 'a.yaml'), 'old');
  await symlink('elsewhere.yaml', join(folder, 'b.yaml'));
  await expect(write('a.yaml')).rejects.toThrow('a.yaml exists already; nothing was written');
  await expect(write('b.yaml')).rejects.toThrow('b.yaml exists already');
  expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe('old');
});

test('folders are created, and the printed commands are quoted for a shell', async () => {
  const { text, json } = await write('deep/er/c.yaml');
  expect(await readFile(join(folder, 'deep/er/c.yaml'), 'utf8')).toBe('new');
  expect(text).toContain("git commit -m 'Add it'\\''s'");
  expect(json).toMatchObject({ path: 'deep/er/c.yaml' });
});

test('of several files all or none are written', async () => {
  await writeFile(join(folder, 'b.yaml'), 'old');
  const files = ['a.yaml', 'b.yaml'].map((path) => ({ path, text: 'new', id: path }));
  await expect(writeNewFiles({ folder, files, notes: [] })).rejects.toThrow('b.yaml exists already');
  expect(await readdir(folder)).toEqual(['b.yaml']);
});
