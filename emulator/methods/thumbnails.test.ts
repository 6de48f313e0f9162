import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench } from '../../test/support/emulator-client.ts';
import { drawGreyPicture } from '../state/grey.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ perDay: 1_000_000 });
  await bench.control('/seed', { videos: [{ id: 'video-00001', title: 'One' }] });
});
afterAll(() => bench.close());

const png = drawGreyPicture(64, 36, 10);
const set = (videoId: string, bytes: Buffer, more: object = {}) =>
  bench.api.thumbnails.set(
    { videoId, media: { mimeType: 'image/png', body: Readable.from(bytes) }, ...more },
    { rootUrl: bench.url },
  );
const fetchPicture = async () => {
  const { thumbnailUrl } = (await bench.control('/videos/video-00001')) as { thumbnailUrl: string };
  const response = await fetch(thumbnailUrl);
  return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
};

test('a video without a custom thumbnail has a grey one', async () => {
  expect(await fetchPicture()).toEqual({ type: 'image/png', bytes: drawGreyPicture(1280, 720) });
});

test.each([
  ['media alone', {}],
  ['multipart/related', { requestBody: {} }],
])('a picture sent as %s is served at the URLs of the video', async (_name, more) => {
  const { data } = await set('video-00001', png, more);
  expect(data.items?.[0]?.maxres).toEqual({
    url: `${bench.url}/vi/video-00001/maxresdefault.jpg`,
    width: 1280,
    height: 720,
  });
  expect((await fetchPicture()).bytes).toEqual(png);
  const video = (await bench.api.videos.list({ part: ['contentDetails'], id: ['video-00001'] })).data
    .items?.[0];
  expect(video?.contentDetails?.hasCustomThumbnail).toBe(true);
  const thumbnailSha256 = createHash('sha256').update(png).digest('hex');
  expect(await bench.control('/videos/video-00001')).toMatchObject({
    hasCustomThumbnail: true,
    thumbnailSha256,
  });
});

test('a picture is offered in the sizes that it has', async () => {
  const namesOf = async () => {
    const { data } = await bench.api.videos.list({ part: ['snippet'], id: ['video-00001'] });
    return Object.entries(data.items?.[0]?.snippet?.thumbnails ?? {}).map(([name, { width }]) => [
      name,
      width,
    ]);
  };
  const usual = ['default', 'medium', 'high', 'standard', 'maxres'];
  const { data } = await set('video-00001', drawGreyPicture(3840, 2160, 10));
  expect(data.items?.[0]?.uhd).toMatchObject({ width: 3840, height: 2160 });
  expect((await namesOf()).slice(usual.length)).toEqual([
    ['fhd', 1920],
    ['qhd', 2560],
    ['uhd', 3840],
  ]);
  await set('video-00001', drawGreyPicture(1920, 1080, 10));
  expect((await namesOf()).map(([name]) => name)).toEqual([...usual, 'fhd']);
  await bench.control('/studio/video-00001', { loseThumbnail: true });
  expect((await namesOf()).map(([name]) => name)).toEqual(usual);
});

test('a file that is not a picture is rejected', async () => {
  expect(await refusal(set('video-00001', Buffer.from('GIF89a')))).toMatchObject({
    status: 400,
    reason: 'invalidImage',
  });
  expect(await refusal(set('video-00001', Buffer.alloc(0)))).toMatchObject({
    status: 400,
    reason: 'mediaBodyRequired',
  });
  expect(await refusal(set('nobody', png))).toMatchObject({
    status: 404,
    reason: 'videoNotFound',
    domain: 'youtube.thumbnail',
  });
});

test('a picture that was cut off is rejected, and so is another type', async () => {
  const cut = set('video-00001', png.subarray(0, png.length - 5));
  expect(await refusal(cut)).toMatchObject({ status: 400, reason: 'invalidImage' });
  const media = { mimeType: 'image/gif', body: Readable.from(png) };
  const gif = bench.api.thumbnails.set({ videoId: 'video-00001', media }, { rootUrl: bench.url });
  expect(await refusal(gif)).toMatchObject({ status: 400, reason: 'badContent' });
});

test('more than 50 MB is too large', async () => {
  const huge = Buffer.concat([png, Buffer.alloc(52_428_801)]);
  expect(await refusal(set('video-00001', huge))).toMatchObject({ status: 413, reason: 'uploadTooLarge' });
});

test('a channel that is not verified may set no picture, and says so of long uploads', async () => {
  const status = async () =>
    (await bench.api.channels.list({ part: ['status'], mine: true })).data.items?.[0]?.status
      ?.longUploadsStatus;
  expect(await status()).toBe('allowed');
  await bench.control('/settings', { longUploadsStatus: 'eligible' });
  expect(await status()).toBe('eligible');
  expect(await refusal(set('video-00001', png))).toMatchObject({
    ...{ status: 403, reason: 'forbidden', domain: 'youtube.thumbnail' },
  });
  await bench.control('/settings', { longUploadsStatus: 'allowed' });
  await set('video-00001', png);
});
