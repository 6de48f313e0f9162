import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, refusal, startBench, validBroadcast } from '../../test/support/emulator-client.ts';
import { drawGreyPicture } from '../state/grey.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const video = { id: 'video-00001', title: 'One', tags: ['a'], actualStartTime: '2026-01-04T17:00:00Z' };
const state = (id = 'video-00001') => bench.control(`/videos/${id}`);

test('an empty channel has a name, a stream and nothing else', async () => {
  expect(await bench.control('/channel')).toEqual({
    id: 'UCshowrunnerlocal0000000',
    title: 'Local Academy',
    videos: [],
    playlists: [],
    streams: [{ id: expect.any(String), title: 'Main encoder' }],
  });
  expect(await bench.control('/health')).toMatchObject({ ok: true });
});

test('seeding creates what is missing and does not change what exists', async () => {
  const playlists = [{ id: 'PLa', title: 'A' }];
  const seed = {
    channel: { id: 'UCaaaaaaaaaaaaaaaaaaaaaa', title: 'Mine' },
    streams: ['Second', 'Main encoder'],
    playlists,
  };
  const first = {
    ...seed,
    videos: [{ ...video, playlists: ['PLa'], thumbnailBase64: drawGreyPicture(8, 8).toString('base64') }],
  };
  expect(await bench.control('/seed', first)).toEqual({ created: 1, existing: 0 });
  const again = {
    ...seed,
    videos: [
      { ...video, title: 'Other' },
      { id: 'video-00002', title: 'Two' },
    ],
  };
  expect(await bench.control('/seed', again)).toEqual({ created: 1, existing: 1 });
  expect(await bench.control('/channel')).toMatchObject({
    id: 'UCaaaaaaaaaaaaaaaaaaaaaa',
    title: 'Mine',
    playlists: [{ id: 'PLa', items: ['video-00001'] }],
    streams: [{ title: 'Main encoder' }, { title: 'Second' }],
  });
  expect(await state()).toMatchObject({
    title: 'One',
    hasCustomThumbnail: true,
    broadcast: { lifeCycleStatus: 'complete' },
  });
  expect(await bench.control('/quota')).toMatchObject({ spent: 0 });
});

test('a thumbnail that follows is custom at once, grey until it comes, and no later one replaces it', async () => {
  const two = ['video-00001', 'video-00002'].map((id) => ({ ...video, id, thumbnailFollows: true }));
  await bench.control('/seed', { videos: two });
  const before = await state();
  expect(before).toMatchObject({ hasCustomThumbnail: true, thumbnailFollows: true });
  const { thumbnailUrl } = before as { thumbnailUrl: string };
  const read = async () => Buffer.from(await (await fetch(thumbnailUrl)).arrayBuffer());
  expect(await read()).toEqual(drawGreyPicture(1280, 720));
  const add = (size: number, id = 'video-00001') =>
    bench.control('/seed', {
      thumbnails: [{ id, thumbnailBase64: drawGreyPicture(size, 8).toString('base64') }],
    });
  await add(8);
  expect(await read()).toEqual(drawGreyPicture(8, 8));
  expect(await state()).not.toHaveProperty('thumbnailFollows');
  await add(16);
  await add(16, 'video-unknown');
  expect(await read()).toEqual(drawGreyPicture(8, 8));
  // Nothing could be drawn.
  await bench.control('/seed', { thumbnails: [{ id: 'video-00002' }] });
  expect(await state('video-00002')).toMatchObject({ hasCustomThumbnail: false });
});

test('a seed with a broken picture creates nothing', async () => {
  const videos = [video, { id: 'video-00002', title: 'Two', thumbnailBase64: 'nonsense' }];
  expect(await bench.control('/seed', { videos })).toMatchObject({ error: { code: 400 } });
  expect(await bench.control('/channel')).toMatchObject({ videos: [] });
});

test('a seed names the invalid video and normalises the others', async () => {
  const wrong = [{ title: '<' }, { tags: ['a'.repeat(501)] }, { playlists: ['PLnone'] }];
  for (const change of wrong) {
    const answer = await bench.control('/seed', {
      videos: [video, { ...video, id: 'video-00002', ...change }],
    });
    expect(answer).toMatchObject({ error: { code: 400, message: expect.stringContaining('video-00002: ') } });
  }
  expect(await bench.control('/seed', { videos: [{ ...video, description: 'a\r\nb\n' }, video] })).toEqual({
    created: 1,
    existing: 1,
  });
  expect(await state()).toMatchObject({ description: 'a\nb' });
});

test('10,000 videos are seeded at once and listed newest first', async () => {
  const videos = Array.from({ length: 10_000 }, (_, index) => ({
    ...video,
    id: `bulk-${index}`,
    description: 'x'.repeat(1000),
  }));
  expect(await bench.control('/seed', { videos })).toEqual({ created: 10_000, existing: 0 });
  const { data } = await bench.api.playlistItems.list({
    part: ['contentDetails'],
    playlistId: 'UUshowrunnerlocal0000000',
  });
  expect(data.pageInfo?.totalResults).toBe(10_000);
  expect(data.items?.[0]?.contentDetails?.videoId).toBe('bulk-9999');
});

test('a person edits, replaces the picture and deletes, without units', async () => {
  await bench.control('/seed', { videos: [video] });
  expect(await bench.control('/studio/video-00001', { title: 'By hand', tags: ['b'] })).toMatchObject({
    title: 'By hand',
    tags: ['b'],
  });
  expect(await bench.control('/studio/video-00001', { title: '<' })).toMatchObject({ error: { code: 400 } });
  const body = new Uint8Array(drawGreyPicture(8, 8));
  const answer = await fetch(`${bench.url}/_/studio/video-00001/thumbnail`, { method: 'POST', body });
  expect(await answer.json()).toMatchObject({ hasCustomThumbnail: true });
  await bench.control('/studio/video-00001/delete', {});
  expect(await state()).toEqual({ error: 'There is no video video-00001.' });
  const writes = (await bench.control('/writes')) as { by: string; method: string; units: number }[];
  expect(writes.map(({ by, method, units }) => [by, method, units])).toEqual([
    ['studio', 'videos.update', 0],
    ['studio', 'thumbnails.set', 0],
    ['studio', 'videos.delete', 0],
  ]);
});

test('a person starts and ends a stream, also an unbound one', async () => {
  const id = (await bench.api.liveBroadcasts.insert(validBroadcast())).data.id ?? '';
  expect(await bench.control(`/studio/${id}`, { scheduledStartTime: '2029-01-01T00:00:00Z' })).toMatchObject({
    broadcast: { scheduledStartTime: '2029-01-01T00:00:00Z', lifeCycleStatus: 'created' },
  });
  expect(await bench.control(`/studio/${id}/live`, {})).toMatchObject({
    liveBroadcastContent: 'live',
    broadcast: { lifeCycleStatus: 'live' },
  });
  expect(await bench.control(`/studio/${id}/live`, {})).toMatchObject({ error: { code: 409 } });
  expect(await bench.control(`/studio/${id}/end`, {})).toMatchObject({
    liveBroadcastContent: 'none',
    broadcast: { lifeCycleStatus: 'complete' },
  });
});

test('settings, clock and faults say what is wrong with a request', async () => {
  expect(
    await bench.control('/settings', { perDay: 5, channelId: 'UCbbbbbbbbbbbbbbbbbbbbbb' }),
  ).toMatchObject({ perDay: 5, channelId: 'UCbbbbbbbbbbbbbbbbbbbbbb' });
  expect(await bench.control('/clock', { now: '2030-05-05T00:00:00Z' })).toEqual({
    now: expect.stringMatching(/^2030-05-05T00:00:0/),
  });
  const wrong = [
    ['/settings', { perday: 5 }],
    ['/clock', { now: 'noon' }],
    ['/faults', { kind: 'x' }],
    ['/faults', { kind: 'refuse' }],
    ['/faults', { kind: 'drop', refusal: { status: 403 } }],
    ['/faults', { kind: 'drop', method: 'videos.sing' }],
  ] as const;
  for (const [path, body] of wrong)
    expect(await bench.control(path, body)).toMatchObject({ error: { code: 400 } });
  await bench.control('/faults', { kind: 'drop' });
  expect(await bench.control('/faults')).toMatchObject([{ kind: 'drop', method: '*', times: 1 }]);
  await fetch(`${bench.url}/_/faults`, { method: 'DELETE' });
  expect(await bench.control('/faults')).toEqual([]);
});

test('a page of another site cannot submit the forms', async () => {
  await bench.control('/seed', { videos: [video] });
  for (const path of ['/_/studio/video-00001/delete', '/videos/video-00001/edit']) {
    const answer = await fetch(`${bench.url}${path}`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
  }
  expect(await refusal(bench.api.videos.list({ part: ['id'] }))).toMatchObject({
    reason: 'missingRequiredParameter',
  });
});
