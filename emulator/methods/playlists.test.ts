import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench } from '../../test/support/emulator-client.ts';
import { defined } from '../defined.ts';

let bench: Bench;
const ids = Array.from({ length: 7 }, (_, index) => `video-0000${index}`);
beforeAll(async () => {
  bench = await startBench({ perDay: 1_000_000 });
  const videos = ids.map((id, index) => ({ id, title: id, publishedAt: `2026-01-0${index + 1}T00:00:00Z` }));
  await bench.control('/seed', { videos, playlists: [{ id: 'PLfull', title: 'Full' }] });
});
afterAll(() => bench.close());

const add = (playlistId: string, videoId: string, more: object = {}) =>
  bench.api.playlistItems.insert({
    part: ['snippet', 'contentDetails'],
    requestBody: { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId }, ...more } },
  });
const list = async (playlistId: string, more: object = {}) => {
  const { data } = await bench.api.playlistItems.list({
    part: ['id', 'snippet', 'contentDetails'],
    playlistId,
    maxResults: 50,
    ...more,
  });
  return data.items ?? [];
};

test('the uploads playlist has every video, newest first, in pages', async () => {
  const { data } = await bench.api.channels.list({ part: ['contentDetails', 'snippet'], mine: true });
  const uploads = data.items?.[0]?.contentDetails?.relatedPlaylists?.uploads ?? '';
  expect(uploads).toBe('UUshowrunnerlocal0000000');
  const read: (string | null | undefined)[] = [];
  for (let pageToken: string | undefined, page = 0; page === 0 || pageToken !== undefined; page += 1) {
    const more = defined({ pageToken });
    const { data } = await bench.api.playlistItems.list({
      part: ['contentDetails'],
      playlistId: uploads,
      maxResults: 3,
      ...more,
    });
    read.push(...(data.items ?? []).map(({ contentDetails }) => contentDetails?.videoId));
    expect(data.pageInfo).toEqual({ totalResults: 7, resultsPerPage: 3 });
    pageToken = data.nextPageToken ?? undefined;
  }
  expect(read).toEqual([...ids].reverse());
  expect(await refusal(add(uploads, ids[0] ?? ''))).toMatchObject({ status: 403 });
});

test('videos are added to a playlist at the end or at a position, once, and removed', async () => {
  const { data } = await bench.api.playlists.insert({
    part: ['id', 'snippet'],
    requestBody: { snippet: { title: 'Rust' } },
  });
  const playlistId = data.id ?? '';
  for (const id of ['video-00000', 'video-00001']) await add(playlistId, id);
  await add(playlistId, 'video-00002', { position: 1 });
  const items = await list(playlistId);
  expect(items.map(({ snippet }) => [snippet?.position, snippet?.resourceId?.videoId])).toEqual([
    [0, 'video-00000'],
    [1, 'video-00002'],
    [2, 'video-00001'],
  ]);
  expect(await refusal(add(playlistId, 'video-00000'))).toMatchObject({
    status: 409,
    reason: 'videoAlreadyInPlaylist',
  });
  expect(await list(playlistId, { videoId: 'video-00001' })).toHaveLength(1);
  await bench.api.playlistItems.delete({ id: items[0]?.id ?? '' });
  expect((await list(playlistId)).map(({ contentDetails }) => contentDetails?.videoId)).toEqual([
    'video-00002',
    'video-00001',
  ]);
  expect(
    (await bench.api.playlists.list({ part: ['contentDetails'], id: [playlistId] })).data.items?.[0]
      ?.contentDetails?.itemCount,
  ).toBe(2);
  await bench.api.playlists.delete({ id: playlistId });
  expect(await refusal(list(playlistId))).toMatchObject({ status: 404, reason: 'playlistNotFound' });
});

test('an item moves within its playlist, and keeps a note', async () => {
  const { data } = await bench.api.playlists.insert({
    part: ['id'],
    requestBody: { snippet: { title: 'Order' } },
  });
  const playlistId = data.id ?? '';
  for (const id of ids.slice(0, 3)) await add(playlistId, id);
  const [first] = await list(playlistId);
  const resourceId = { kind: 'youtube#video', videoId: 'video-00000' };
  const move = (more: object) =>
    bench.api.playlistItems.update({
      part: ['snippet', 'contentDetails'],
      requestBody: {
        id: first?.id ?? '',
        snippet: { playlistId, resourceId, ...more },
        contentDetails: { note: 'n' },
      },
    });
  // Google's parser takes a number as a text.
  const { snippet, contentDetails } = (await move({ position: '2' })).data;
  expect([snippet?.position, contentDetails?.note]).toEqual([2, 'n']);
  const order = async () => (await list(playlistId)).map((item) => item.contentDetails?.videoId);
  expect(await order()).toEqual(['video-00001', 'video-00002', 'video-00000']);
  await move({});
  await move({ position: '0' });
  expect(await order()).toEqual(['video-00000', 'video-00001', 'video-00002']);
  expect(await refusal(move({ position: 'x' }))).toMatchObject({ status: 400, reason: 'badRequest' });
  expect(await refusal(move({ playlistId: 'PLfull' }))).toMatchObject({ reason: 'invalidSnippet' });
});

test('a playlist is renamed; what is not sent of a part is erased', async () => {
  const { data } = await bench.api.playlists.insert({
    part: ['id'],
    requestBody: { snippet: { title: 'Old', description: 'Text' }, status: { privacyStatus: 'unlisted' } },
  });
  const id = data.id ?? '';
  const rename = (snippet: object, of = id) =>
    bench.api.playlists.update({ part: ['snippet'], requestBody: { id: of, snippet } });
  expect((await rename({ title: 'New' })).data.snippet).toMatchObject({ title: 'New', description: '' });
  const read = await bench.api.playlists.list({ part: ['status'], id: [id] });
  expect(read.data.items?.[0]?.status?.privacyStatus).toBe('unlisted');
  expect(await refusal(rename({}))).toMatchObject({ status: 400, reason: 'playlistTitleRequired' });
  expect(await refusal(rename({ title: '<' }))).toMatchObject({ reason: 'invalidPlaylistSnippet' });
  expect(await refusal(rename({ title: 'x' }, 'PLnone'))).toMatchObject({ status: 404 });
  expect(await refusal(rename({ title: 'x' }, 'UUshowrunnerlocal0000000'))).toMatchObject({ status: 403 });
});

test.each([
  [{ playlistId: '' }, 'playlistIdRequired'],
  [{ playlistId: 'PLfull', resourceId: {} }, 'resourceIdRequired'],
  [{ playlistId: 'PLfull', resourceId: { kind: 'youtube#channel', videoId: 'x' } }, 'invalidResourceType'],
  [
    { playlistId: 'nothing', resourceId: { kind: 'youtube#video', videoId: 'video-00000' } },
    'playlistNotFound',
  ],
  [{ playlistId: 'PLfull', resourceId: { kind: 'youtube#video', videoId: 'nobody' } }, 'videoNotFound'],
])('insert of %o is %s', async (snippet, reason) => {
  const call = bench.api.playlistItems.insert({ part: ['snippet'], requestBody: { snippet } });
  expect(await refusal(call)).toMatchObject({ reason });
});

test('a playlist holds 5,000 videos', async () => {
  const videos = Array.from({ length: 5000 }, (_, index) => ({
    id: `filler-${index}`,
    title: 'x',
    playlists: ['PLfull'],
  }));
  await bench.control('/seed', { videos });
  expect(await refusal(add('PLfull', 'video-00000'))).toMatchObject({
    status: 403,
    reason: 'playlistContainsMaximumNumberOfVideos',
  });
});

test('an unknown item cannot be deleted', async () => {
  expect(await refusal(bench.api.playlistItems.delete({ id: 'nothing' }))).toMatchObject({
    status: 404,
    reason: 'playlistItemNotFound',
  });
});
