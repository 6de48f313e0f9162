import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../domain/shared/problem.ts';
import { run } from '../../test/support/command.ts';
import {
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { readContent } from '../lib/read-content.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { checkPictures } from './validate/check-pictures.ts';
import { validate } from './validate.ts';

const FIXTURE = fileURLToPath(new URL('../../domain/fixtures/pictures/damaged', import.meta.url));
const NOW = Date.parse('2026-06-01T12:00:00Z');
let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
  await cp(FIXTURE, folder, { recursive: true });
});
afterEach(() => removeFolder(folder));

const settings = () => readOwnSettings({}, { repository: folder });

async function list(
  input: { readonly ref?: string; readonly base?: string } = {},
): Promise<readonly Problem[]> {
  const { json } = await validate({ settings: settings(), now: NOW, ...input });
  return (json as { problems: readonly Problem[] }).problems.filter(
    ({ code }) => code === 'unusable-picture',
  );
}
const format = ({ path, line, column, code }: Problem): string => `${path}:${line}:${column} ${code}`;

/** The positions that comments in the fixture's files expect. */
const expected = readdirSync(FIXTURE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml') && statSync(join(FIXTURE, path)).isFile())
  .flatMap((path) =>
    [...readFileSync(join(FIXTURE, path), 'utf8').matchAll(/^# (\d+:\d+ .+)$/gm)].map(
      ([, at]) => `${path}:${at}`,
    ),
  );

test('each picture that cannot be drawn is reported where it is named, on disk and in a commit', async () => {
  const onDisk = await list();
  expect(onDisk.map(format).toSorted()).toEqual(expected.toSorted());
  expect(onDisk.map(({ message }) => message)).toEqual([
    'thumbnail.file: thumbs/small.png is 320x180 pixels; a thumbnail needs 640x360 or more, best 1280x720',
    expect.stringMatching(/^avatar: guests.cut.png is damaged or cut off/),
    'avatar: guests/dot.png is 1x1 pixels; an avatar needs 32x32 or more, 600x600 look good',
    'thumbnail.logo: thumbs/logo.png is an SVG; expected PNG, JPEG, WebP, AVIF or GIF',
    'thumbnail.background.file: thumbs/stage.jpg is a HEIC picture; expected PNG, JPEG, WebP, AVIF or GIF',
  ]);
  await repository.commit({});
  expect(await list({ ref: 'HEAD' })).toEqual(onDisk);
});

test('the command prints it with what to do, and exits with 1', async () => {
  const ran = await run(folder, ['validate']);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('guests/dot.yaml:3:9  unusable-picture\n  avatar: guests/dot.png is 1x1');
  expect(ran.stdout).toContain('\n  Replace it with a PNG, ');
});

test('--base: an old picture is no new problem, also under another name; a new one is, on disk and in a commit', async () => {
  const cut = readFileSync(join(FIXTURE, 'guests/cut.png'));
  await repository.commit({});
  expect(await list({ base: 'HEAD' })).toEqual([]);
  await repository.write({ 'guests/new.yaml': 'name: New\navatar: new.png\n', 'guests/new.png': cut });
  expect(await list({ base: 'HEAD' })).toEqual([]);
  await repository.write({ 'guests/new.png': cut.subarray(0, 100) });
  expect((await list({ base: 'HEAD' })).map(format)).toEqual(['guests/new.yaml:2:9 unusable-picture']);
  await repository.commit({});
  expect((await list({ base: 'HEAD^', ref: 'HEAD' })).map(format)).toEqual([
    'guests/new.yaml:2:9 unusable-picture',
  ]);
});

test('a file that cannot be read is reported too', async () => {
  await repository.write({ 'guests/cut.png': Buffer.alloc(26 * 1024 * 1024) });
  const [, cut] = await list();
  expect(cut?.message).toBe('avatar: guests/cut.png cannot be read: guests/cut.png is larger than 25 MB');
});

test('a logo of two shows is read once and reported for both; of too many pictures some are not checked, and counted', async () => {
  await repository.write({ 'shows/b.yaml': 'name: B\nthumbnail: { logo: thumbs/logo.png }\n' });
  expect((await list()).map(format)).toContain('shows/b.yaml:2:20 unusable-picture');
  const read = await readContent(settings(), undefined);
  // Three avatars, a logo, a background and a thumbnail are six files, no matter how many records name them.
  expect((await checkPictures(read, undefined, { max: 4 })).unchecked).toBe(2);
  expect(await checkPictures(read, undefined, { max: 0 })).toEqual({ problems: [], unchecked: 6 });
  expect((await checkPictures(read, undefined)).unchecked).toBe(0);
});
