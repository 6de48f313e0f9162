import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, startBench } from '../../test/support/emulator-client.ts';
import { drawGreyPicture } from '../state/grey.ts';
import { CHUNK_UNIT } from '../uploads/content-range.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ perDay: 1000 });
  await bench.control('/seed', { videos: [{ id: 'video-00001', title: 'One' }] });
});
afterEach(() => bench.close());

const png = drawGreyPicture(64, 36, 10);
const SET = '/upload/youtube/v3/thumbnails/set?uploadType=resumable&videoId=video-00001';
const INSERT = '/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status';

const start = (path: string, headers: Record<string, string> = {}, body?: string) =>
  bench.send(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
const begin = async (...words: Parameters<typeof start>) =>
  (await start(...words)).headers.get('location') ?? 'no address';
// Without a token: the address is one.
const put = (address: string, bytes: Uint8Array, range?: string) =>
  fetch(address, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    ...(range === undefined ? {} : { headers: { 'content-range': range } }),
  });
const ask = (address: string, total: number | '*' = '*') =>
  put(address, new Uint8Array(), `bytes */${total}`);
const reasonOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { errors: { reason: string }[] } };
  return [response.status, error.errors[0]?.reason];
};
const spent = async () => ((await bench.control('/quota')) as { spent: number }).spent;
const hasPicture = async () =>
  ((await bench.control('/videos/video-00001')) as { hasCustomThumbnail: boolean }).hasCustomThumbnail;
const json = { 'content-type': 'application/json' };

test.each([SET, `/resumable${SET.replace('uploadType=resumable&', '')}`])(
  'a picture is set with one request after the first, at %s',
  async (path) => {
    const first = await start(path, { 'x-upload-content-type': 'image/png' });
    expect([first.status, await first.text()]).toEqual([200, '']);
    const address = first.headers.get('location') ?? '';
    expect(address).toContain(`${bench.url}/upload/youtube/v3/thumbnails/set?`);
    expect([await spent(), await hasPicture()]).toEqual([50, false]);
    const last = await put(address, png);
    expect([last.status, await last.json()]).toMatchObject([200, { kind: 'youtube#thumbnailSetResponse' }]);
    expect([await spent(), await hasPicture()]).toEqual([50, true]);
    expect(await bench.control('/writes')).toMatchObject([
      { method: 'thumbnails.set', videoId: 'video-00001', status: 200, applied: false, units: 50 },
      { method: 'thumbnails.set', videoId: 'video-00001', status: 200, applied: true, units: 0 },
    ]);
  },
);

test('what the first request can be refused for, it is refused for, and each costs as usual', async () => {
  expect(await reasonOf(await start(SET.replace('video-00001', 'nobody')))).toEqual([404, 'videoNotFound']);
  expect(await reasonOf(await start(SET, { 'x-upload-content-type': 'image/gif' }))).toEqual([
    400,
    'badContent',
  ]);
  const huge = { 'x-upload-content-length': '52428801' };
  expect(await reasonOf(await start(SET, huge))).toEqual([413, 'uploadTooLarge']);
  expect(await spent()).toBe(150);
  const snippet = { title: '<' };
  expect(await reasonOf(await start(INSERT, json, JSON.stringify({ snippet })))).toEqual([
    400,
    'invalidTitle',
  ]);
  expect((await start(SET, { authorization: 'Bearer stolen' })).status).toBe(401);
  expect(await spent()).toBe(150);
  await bench.control('/settings', { perDay: 150 });
  expect(await reasonOf(await start(SET))).toEqual([403, 'quotaExceeded']);
});

test('a video is uploaded in chunks; 308 says how much has arrived', async () => {
  const film = new Uint8Array(CHUNK_UNIT * 2 + 100);
  const resource = {
    snippet: { title: 'A film' },
    status: { privacyStatus: 'private', containsSyntheticMedia: true },
  };
  const headers = { ...json, 'x-upload-content-length': String(film.length) };
  const address = await begin(INSERT, headers, JSON.stringify(resource));
  const nothing = await ask(address, film.length);
  expect([nothing.status, nothing.headers.get('range')]).toEqual([308, null]);
  const some = await put(
    address,
    film.subarray(0, CHUNK_UNIT + 9),
    `bytes 0-${CHUNK_UNIT + 8}/${film.length}`,
  );
  expect([some.status, some.headers.get('range')]).toEqual([308, `bytes=0-${CHUNK_UNIT - 1}`]);
  const gap = await put(
    address,
    film.subarray(0, 5),
    `bytes ${film.length - 5}-${film.length - 1}/${film.length}`,
  );
  expect(await reasonOf(gap)).toEqual([400, 'badRequest']);
  const rest = `bytes ${CHUNK_UNIT}-${film.length - 1}/${film.length}`;
  const last = await put(address, film.subarray(CHUNK_UNIT), rest);
  const video = (await last.json()) as { id: string };
  expect([last.status, video]).toMatchObject([200, resource]);
  // A client that missed the answer gets it again.
  expect(await (await ask(address, film.length)).json()).toEqual(video);
  const { data } = await bench.api.videos.list({ part: ['fileDetails', 'status'], id: [video.id] });
  expect(data.items?.[0]).toMatchObject({
    fileDetails: { fileSize: String(film.length), fileType: 'video' },
    status: resource.status,
  });
  expect((await bench.control('/channel')) as object).toMatchObject({ videos: [{ title: 'A film' }, {}] });
});

test('100 uploads a day, in a number of their own, across restarts of the day alone', async () => {
  await bench.control('/settings', { perDay: 0 });
  const insert = () => start(INSERT, json, '{"snippet":{"title":"x"}}');
  for (let call = 0; call < 100; call += 1) expect((await insert()).status).toBe(200);
  expect(await reasonOf(await insert())).toEqual([403, 'quotaExceeded']);
  expect(await bench.control('/quota')).toMatchObject({
    spent: 0,
    byMethod: { 'videos.insert': { calls: 100 } },
  });
  await bench.control('/clock', { advanceMs: 24 * 3600 * 1000 });
  expect((await insert()).status).toBe(200);
});

test('an upload that was cut off goes on where it stopped', async () => {
  const address = await begin(SET);
  await bench.control('/faults', { kind: 'status503', method: 'thumbnails.set' });
  expect((await put(address, png, `bytes 0-${png.length - 1}/${png.length}`)).status).toBe(503);
  expect((await ask(address, png.length)).status).toBe(308);
  await bench.control('/faults', { kind: 'withhold', method: 'thumbnails.set' });
  await expect(put(address, png)).rejects.toThrow();
  expect(await hasPicture()).toBe(true);
  const again = await ask(address, png.length);
  expect([again.status, await again.json()]).toMatchObject([200, { kind: 'youtube#thumbnailSetResponse' }]);
  expect(await spent()).toBe(50);
});

test('a broken picture is refused at the end; a cancelled or unknown upload is not there', async () => {
  const broken = await begin(SET);
  expect(await reasonOf(await put(broken, png.subarray(0, 50)))).toEqual([400, 'invalidImage']);
  expect(await reasonOf(await put(await begin(SET), new Uint8Array()))).toEqual([400, 'mediaBodyRequired']);
  const cancelled = await begin(SET);
  expect((await fetch(cancelled, { method: 'DELETE' })).status).toBe(499);
  expect(await reasonOf(await ask(cancelled))).toEqual([404, 'notFound']);
  const old = await begin(SET);
  await bench.control('/clock', { advanceMs: 7 * 24 * 3600 * 1000 });
  expect(await reasonOf(await put(old, png))).toEqual([404, 'notFound']);
  expect(await hasPicture()).toBe(false);
});
