import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceRunning } from '../../config/running.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { findLocalYouTube } from '../lib/local-youtube.ts';
import { readOwnSettings } from '../lib/settings.ts';

const BIN = fileURLToPath(new URL('../showrunner.mjs', import.meta.url));
let folder = '';
let url = '';
let server: ChildProcess;

beforeAll(async () => {
  folder = await createFolder();
  const { commit } = await createTestRepository(folder);
  const past = writeEpisode('Long ago', 'youtube: { videoId: K72fOdbxXu8 }\n').replace('2026-12', '2020-12');
  await commit({ ...ACADEMY, 'episodes/past.yaml': past, 'episodes/next.yaml': writeEpisode('Next') });
  server = spawn('node', [BIN, 'youtube', 'serve', '--port', '0', '--state', join(folder, 'state')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(server.stdout ?? process.stdin, 'data');
  url = /local YouTube on (\S+)/.exec(String(line))?.[1] ?? '';
});
afterAll(async () => {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'exit');
  await removeFolder(folder);
});

const show = async (...args: readonly string[]) =>
  JSON.parse((await run(folder, ['youtube', 'show', ...args, '--url', url, '--json'])).stdout);

test('seed adds finished streams, show prints them, and a second seed adds nothing', async () => {
  const first = await run(folder, ['youtube', 'seed', '--hand-written', '--url', url]);
  expect(first).toMatchObject({ code: 0, stdout: `1 video added to ${url}, 0 existed already` });
  const channel = await show();
  expect(channel).toMatchObject({ title: 'Test Academy', quota: { spent: 0 } });
  expect(channel.videos.map(({ id }: { id: string }) => id)).toEqual(['K72fOdbxXu8']);
  const video = await show('K72fOdbxXu8');
  expect(video).toMatchObject({ title: 'Long ago', hasCustomThumbnail: true });
  expect(video.description).not.toContain('academy.example/watch/past');
  const second = await run(folder, ['youtube', 'seed', '--json'], { SHOWRUNNER_YOUTUBE: url });
  expect(JSON.parse(second.stdout)).toMatchObject({ url, created: 0 });
});

test('show for people: the channel in lines, and one line for a video that does not exist', async () => {
  const { stdout } = await run(folder, ['youtube', 'show', '--url', `${url}/`]);
  expect(stdout).toContain(`Test Academy, ${url}: `);
  const missing = await run(folder, ['youtube', 'show', 'nope', '--url', url]);
  expect(missing).toMatchObject({ code: 1, stdout: '' });
  expect(missing.stderr).toContain('has no video nope');
});

test('found in this order: the flag, the setting, the one running on the state folder, the port', async () => {
  const state = join(folder, 'found');
  const read = (env: Record<string, string>) =>
    readOwnSettings({ SHOWRUNNER_YOUTUBE_PORT: '4', SHOWRUNNER_STATE: state, ...env });
  const withdraw = await announceRunning(state, { temporalAddress: 'x', youtubeUrl: 'http://3' });
  expect(await findLocalYouTube(read({ SHOWRUNNER_YOUTUBE: 'http://2' }), 'http://1/')).toBe('http://1');
  expect(await findLocalYouTube(read({ SHOWRUNNER_YOUTUBE: 'http://2' }), undefined)).toBe('http://2');
  expect(await findLocalYouTube(read({ SHOWRUNNER_YOUTUBE: 'google' }), undefined)).toBe('http://3');
  await withdraw();
  expect(await findLocalYouTube(read({}), undefined)).toBe('http://127.0.0.1:4');
});

test('without a running one it is one line', async () => {
  const ran = await run(folder, ['youtube', 'show', '--url', 'http://127.0.0.1:1']);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toMatch(/^showrunner: no local YouTube answers at http:\/\/127\.0\.0\.1:1: start one/);
});

test('a port that is taken is one line and 1', async () => {
  const ran = await run(folder, [
    'youtube',
    'serve',
    '--port',
    new URL(url).port,
    '--state',
    join(folder, 'other'),
  ]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(/port \d+ is in use/);
});
