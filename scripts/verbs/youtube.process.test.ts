import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { announce } from '../../worker/running.ts';
import { readOwnSettings } from '../settings.ts';
import { run } from '../testing.ts';
import { findYouTube } from '../youtube/find.ts';

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

const look = async (...args: readonly string[]) =>
  JSON.parse((await run(folder, ['youtube', 'look', ...args, '--url', url, '--json'])).stdout);

test('seed fills it with what is over, look tells it, and a second seed adds nothing', async () => {
  const first = await run(folder, ['youtube', 'seed', '--hand-written', '--url', url]);
  expect(first).toMatchObject({ code: 0, stdout: `1 video put on ${url}, 0 were there already` });
  const channel = await look();
  expect(channel).toMatchObject({ title: 'Test Academy', quota: { spent: 0 } });
  expect(channel.videos.map(({ id }: { id: string }) => id)).toEqual(['K72fOdbxXu8']);
  const video = await look('K72fOdbxXu8');
  expect(video).toMatchObject({ title: 'Long ago', hasCustomThumbnail: true });
  expect(video.description).not.toContain('academy.example/watch/past');
  const second = await run(folder, ['youtube', 'seed', '--json'], { SHOWRUNNER_YOUTUBE: url });
  expect(JSON.parse(second.stdout)).toMatchObject({ url, created: 0 });
});

test('look for people: the channel in lines, and one line for a video that is not there', async () => {
  const { stdout } = await run(folder, ['youtube', 'look', '--url', `${url}/`]);
  expect(stdout).toContain(`Test Academy, ${url}: `);
  const nobody = await run(folder, ['youtube', 'look', 'nope', '--url', url]);
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(nobody.stderr).toContain('has no video nope');
});

test('found in this order: the flag, the setting, what runs on the state folder, the port', async () => {
  const state = join(folder, 'found');
  const read = (env: Record<string, string>) =>
    readOwnSettings({ SHOWRUNNER_YOUTUBE_PORT: '4', SHOWRUNNER_STATE: state, ...env });
  const withdraw = await announce(state, { temporalAddress: 'x', youtubeUrl: 'http://3' });
  expect(await findYouTube(read({ SHOWRUNNER_YOUTUBE: 'http://2' }), 'http://1/')).toBe('http://1');
  expect(await findYouTube(read({ SHOWRUNNER_YOUTUBE: 'http://2' }), undefined)).toBe('http://2');
  expect(await findYouTube(read({ SHOWRUNNER_YOUTUBE: 'google' }), undefined)).toBe('http://3');
  await withdraw();
  expect(await findYouTube(read({}), undefined)).toBe('http://127.0.0.1:4');
});

test('where none runs, one line says so', async () => {
  const ran = await run(folder, ['youtube', 'look', '--url', 'http://127.0.0.1:1']);
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
