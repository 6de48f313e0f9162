import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBench, validBroadcast } from '../test/support/emulator-client.ts';
import { startLocalYouTube } from './server.ts';
import { drawGreyPicture } from './state/grey.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'youtube-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PATHS = ['/channel', '/writes', '/calls', '/quota'];

test('everything survives a restart, twice', async () => {
  const clock = () => Date.parse('2026-11-21T12:00:00Z');
  const bench = await startBench({ folder, clock });
  const id = (await bench.api.liveBroadcasts.insert(validBroadcast())).data.id ?? '';
  await bench.api.channels.list({ part: ['id'], mine: true });
  await bench.control('/seed', {
    videos: [{ id: 'video-00001', title: 'One' }],
    playlists: [{ id: 'PLa', title: 'A' }],
  });
  await fetch(`${bench.url}/_/studio/video-00001/thumbnail`, {
    method: 'POST',
    body: new Uint8Array(drawGreyPicture(8, 8)),
  });
  await bench.control('/settings', { perDay: 777 });
  await bench.control('/clock', { advanceMs: 60_000 });
  await bench.api.playlistItems.insert({
    part: ['id'],
    requestBody: { snippet: { playlistId: 'PLa', resourceId: { kind: 'youtube#video', videoId: id } } },
  });
  await bench.control('/studio/video-00001', { title: 'Two' });
  const media = { mimeType: 'video/mp4', body: Readable.from(Buffer.from('no film')) };
  await bench.api.videos.insert({ part: ['id'], requestBody: {}, media }, { rootUrl: bench.url });
  const read = async (from: typeof bench) =>
    JSON.parse(
      JSON.stringify(await Promise.all(PATHS.map((path) => from.control(path)))).replaceAll(from.url, ''),
    );
  const before = await read(bench);
  await bench.close();
  for (const _time of [1, 2]) {
    const again = await startBench({ folder, clock });
    expect(await read(again)).toEqual(before);
    expect(await again.control('/quota')).toMatchObject({
      ...{ spent: 101, perDay: 777 },
      byMethod: { 'videos.insert': { calls: 1, units: 0 } },
    });
    await again.close();
  }
});

test('an access token survives a restart', async () => {
  const first = await startBench({ folder });
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' });
  const { access_token } = (await (await fetch(`${first.url}/token`, { method: 'POST', body })).json()) as {
    access_token: string;
  };
  await first.close();
  const second = await startBench({ folder });
  const headers = { authorization: `Bearer ${access_token}` };
  expect((await fetch(`${second.url}/youtube/v3/channels?part=id&mine=true`, { headers })).status).toBe(200);
  await second.close();
});

test('it listens on this machine only, and a port in use is an error', async () => {
  const { url, close } = await startLocalYouTube();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(url).port);
  await expect(startLocalYouTube({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await close();
});

test('close does not wait for pending answers', async () => {
  const { url, control, close } = await startBench();
  await control('/faults', { method: 'token', kind: 'delay', delayMs: 60_000 });
  const call = fetch(`${url}/token`, { method: 'POST' }).catch(() => 'cut');
  await expect.poll(() => control('/faults'), { interval: 5, timeout: 5000 }).toEqual([]);
  await close();
  expect(await call).toBe('cut');
});
