import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { assertStartable } from './assert-startable.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-startable-'));
  await execa('git', ['init', '--quiet', join(folder, 'git')]);
  await mkdir(join(folder, 'plain'));
  await writeFile(join(folder, 'file'), '');
});
afterAll(() => rm(folder, { recursive: true }));

const check = (repository: string, state: string) =>
  assertStartable(readSettings({ SHOWRUNNER_REPOSITORY: join(folder, repository), SHOWRUNNER_STATE: state }));

test('a folder without git is refused, and no state folder is left in it', async () => {
  const state = join(folder, 'plain', '.showrunner');
  await expect(check('plain', state)).rejects.toThrow(/not a git repository.*Run `git init` there/);
  expect(existsSync(state)).toBe(false);
});

test('a git repository gets its state folder', async () => {
  const state = join(folder, 'git', '.showrunner');
  await check('git', state);
  expect(existsSync(state)).toBe(true);
});

test('workers that start at the same time make one state folder', async () => {
  const state = join(folder, 'git', 'several', 'levels', '.showrunner');
  await Promise.all(Array.from({ length: 20 }, () => check('git', state)));
  expect(existsSync(state)).toBe(true);
});

test.each([
  ['file/state', 'a file is in the way'],
  ['file', 'a file is in the way'],
])('a state folder that cannot be: %s', async (path, reason) => {
  await expect(check('git', join(folder, path))).rejects.toThrow(
    `the state folder ${join(folder, path)} cannot be written (${reason}): make it writable, or choose another one with SHOWRUNNER_STATE or --state`,
  );
});

test.runIf(existsSync('/proc/self'))('a file system that takes no folders', async () => {
  await expect(check('git', '/proc/showrunner')).rejects.toThrow(
    /the state folder \/proc\/showrunner cannot be written \(.*\): make it writable/,
  );
});

test('a disk without room is refused, and nothing is left on it', async () => {
  const state = join(folder, 'git', 'full');
  const settings = { repository: join(folder, 'git'), state };
  await expect(assertStartable(settings, 1e12)).rejects.toThrow(
    /^the disk of the state folder \S+full has \d+ MB left, and a start needs 1000000000000: free some, or choose/,
  );
  expect(existsSync(state)).toBe(false);
});
