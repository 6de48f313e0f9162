import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announceRunning, readRunning } from './running.ts';

let state = '';
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'showrunner-running-'));
});
afterEach(() => rm(state, { recursive: true, force: true }));

const PLACES = { temporalAddress: '127.0.0.1:1', uiUrl: 'http://ui', youtubeUrl: 'http://tube' };

test('a command reads what a worker announced, until the worker stops', async () => {
  const folder = join(state, 'new');
  expect(await readRunning(folder)).toBeUndefined();
  const withdraw = await announceRunning(folder, PLACES);
  expect(await readRunning(folder)).toEqual({ pid: process.pid, ...PLACES });
  await withdraw();
  expect(await readRunning(folder)).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test('the file of a killed process is ignored', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(join(state, 'running.json'), JSON.stringify({ pid, ...PLACES }));
  expect(await readRunning(state)).toBeUndefined();
});

test.each(['', '{"pid":', '[]', 'null', '{"pid":"1"}'])(
  'an incomplete file, %j, is ignored',
  async (text) => {
    await writeFile(join(state, 'running.json'), text);
    expect(await readRunning(state)).toBeUndefined();
  },
);
