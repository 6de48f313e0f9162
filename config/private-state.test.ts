import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { protectState } from './private-state.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'showrunner-private-'));
});
afterEach(() => rm(scratch, { recursive: true }));

const modeOf = async (path: string): Promise<string> =>
  ((await stat(join(scratch, path))).mode & 0o777).toString(8);

it('creates a folder for its owner alone', async () => {
  expect(await protectState(join(scratch, 'a/state'))).toEqual([]);
  expect(await modeOf('a/state')).toBe('700');
});

it('closes one that was open to all, with the database and the log', async () => {
  await mkdir(join(scratch, 'temporal'));
  for (const name of [
    'showrunner.log',
    'version',
    'running.json',
    'credentials.json',
    'credentials.local.json',
  ])
    await writeFile(join(scratch, name), '', { mode: 0o644 });
  await chmod(scratch, 0o755);
  expect(await protectState(scratch)).toEqual([]);
  expect(await modeOf('.')).toBe('700');
  expect(await modeOf('temporal')).toBe('700');
  for (const name of [
    'showrunner.log',
    'version',
    'running.json',
    'credentials.json',
    'credentials.local.json',
  ])
    expect(await modeOf(name)).toBe('600');
});

it('leaves a folder alone that holds something else, and closes only what is ours in it', async () => {
  await writeFile(join(scratch, 'notes.txt'), '', { mode: 0o644 });
  await mkdir(join(scratch, 'repository'), { mode: 0o755 });
  await chmod(scratch, 0o755);
  await protectState(scratch);
  expect([await modeOf('.'), await modeOf('notes.txt')]).toEqual(['755', '644']);
  expect(await modeOf('repository')).toBe('700');
});
