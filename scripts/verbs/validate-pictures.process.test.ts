import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../domain/shared/problem.ts';
import {
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { checkPictures } from '../content/check-pictures.ts';
import { readContent } from '../content/read.ts';
import { readOwnSettings } from '../settings.ts';
import { run } from '../testing.ts';
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
  ask: { readonly ref?: string; readonly base?: string } = {},
): Promise<readonly Problem[]> {
  const { json } = await validate({ settings: settings(), now: NOW, ...ask });
  return (json as { problems: readonly Problem[] }).problems.filter(
    ({ code }) => code === 'unusable-picture',
  );
}
const say = ({ path, line, column, code }: Problem): string => `${path}:${line}:${column} ${code}`;

/** What the fixture's files say of themselves. */
const expected = readdirSync(FIXTURE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml') && statSync(join(FIXTURE, path)).isFile())
  .flatMap((path) =>
    [...readFileSync(join(FIXTURE, path), 'utf8').matchAll(/^# (\d+:\d+ .+)$/gm)].map(
      ([, at]) => `${path}:${at}`,
    ),
  );

test('each picture that cannot be drawn is told where it is named, on disk and of a commit', async () => {
  const onDisk = await list();
  expect(onDisk.map(say).toSorted()).toEqual(expected.toSorted());
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

test('the command tells it with its cure, and 1', async () => {
  const ran = await run(folder, ['validate']);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('guests/dot.yaml:3:9  unusable-picture\n  avatar: guests/dot.png is 1x1');
  expect(ran.stdout).toContain('\n  Commit another in its place: ');
});

test('--base: an old picture blocks nobody, also under another name; a new one does, on disk and of a commit', async () => {
  const cut = readFileSync(join(FIXTURE, 'guests/cut.png'));
  await repository.commit({});
  expect(await list({ base: 'HEAD' })).toEqual([]);
  await repository.write({ 'guests/new.yaml': 'name: New\navatar: new.png\n', 'guests/new.png': cut });
  expect(await list({ base: 'HEAD' })).toEqual([]);
  await repository.write({ 'guests/new.png': cut.subarray(0, 100) });
  expect((await list({ base: 'HEAD' })).map(say)).toEqual(['guests/new.yaml:2:9 unusable-picture']);
  await repository.commit({});
  expect((await list({ base: 'HEAD^', ref: 'HEAD' })).map(say)).toEqual([
    'guests/new.yaml:2:9 unusable-picture',
  ]);
});

test('who cannot be read is told too', async () => {
  await repository.write({ 'guests/cut.png': Buffer.alloc(26 * 1024 * 1024) });
  const [, cut] = await list();
  expect(cut?.message).toBe('avatar: guests/cut.png cannot be read: guests/cut.png is larger than 25 MB');
});

test('a logo of two shows is read once and told of both; of too many some are left, and counted', async () => {
  await repository.write({ 'shows/b.yaml': 'name: B\nthumbnail: { logo: thumbs/logo.png }\n' });
  expect((await list()).map(say)).toContain('shows/b.yaml:2:20 unusable-picture');
  const read = await readContent(settings(), undefined);
  // Three avatars, a logo, a background and a thumbnail are six files, whoever names them.
  expect((await checkPictures(read, undefined, 4)).left).toBe(2);
  expect(await checkPictures(read, undefined, 0)).toEqual({ problems: [], left: 6 });
  expect((await checkPictures(read, undefined)).left).toBe(0);
});
