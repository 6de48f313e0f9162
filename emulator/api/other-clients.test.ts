import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, readToken, startBench } from '../../test/support/emulator-client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ perDay: 1_000_000 });
  await bench.control('/seed', { videos: [{ id: 'video-00001', title: 'One', tags: ['a'] }] });
});
afterAll(() => bench.close());

const LIST = '/youtube/v3/videos?part=id,snippet&id=video-00001';
const read = async (path: string, request?: RequestInit) => {
  const response = await bench.send(path, request);
  return [response.status, await response.json()] as const;
};
const refused = (status: number, reason: string) => [status, { error: { errors: [{ reason }] } }];

test('a GET that is too long comes as a POST with a form', async () => {
  const ids = Array.from({ length: 49 }, (_, index) => `missing-${index}`.repeat(9));
  const body = new URLSearchParams({ part: 'id', id: ['video-00001', ...ids].join(',') });
  const headers = { 'x-http-method-override': 'GET' };
  const [status, answer] = await read('/youtube/v3/videos', { method: 'POST', headers, body });
  expect([status, answer]).toMatchObject([200, { items: [{ id: 'video-00001' }] }]);
});

test('another verb may stand in the header, too', async () => {
  const body = JSON.stringify({ id: 'video-00001', snippet: { title: 'Two', categoryId: '28' } });
  const headers = { 'x-http-method-override': 'PUT', 'content-type': 'application/json' };
  const [status, answer] = await read('/youtube/v3/videos?part=snippet', { method: 'POST', headers, body });
  expect([status, answer]).toMatchObject([200, { snippet: { title: 'Two' } }]);
});

test('the token may stand in the URL; 401 says what is expected', async () => {
  const token = await readToken(bench.url);
  expect((await fetch(`${bench.url}${LIST}&access_token=${token}`)).status).toBe(200);
  expect((await fetch(`${bench.url}${LIST}&oauth_token=${token}`)).status).toBe(200);
  const refusal = await fetch(`${bench.url}${LIST}&access_token=stolen`);
  expect(refusal.status).toBe(401);
  expect(refusal.headers.get('www-authenticate')).toBe(
    'Bearer realm="https://accounts.google.com/", error="invalid_token"',
  );
});

test('fields select what is answered; a wrong selection changes nothing', async () => {
  const [, answer] = await read(`${LIST}&fields=items(id,snippet/tags)`);
  expect(Object.keys(answer as object)).toEqual(['items']);
  expect(await read(`${LIST}&fields=items(`)).toMatchObject(refused(400, 'invalidParameter'));
  const body = JSON.stringify({ snippet: { title: 'p' } });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  expect(await read('/youtube/v3/playlists?part=snippet&fields=)', request)).toMatchObject(
    refused(400, 'invalidParameter'),
  );
  expect(await bench.control('/channel')).toMatchObject({ playlists: [] });
});

test('a filter is chosen by true, not by false', async () => {
  for (const path of ['channels', 'playlists', 'liveStreams'])
    expect(await read(`/youtube/v3/${path}?part=id&mine=false`)).toMatchObject(
      refused(400, 'missingRequiredParameter'),
    );
  expect(await read('/youtube/v3/liveBroadcasts?part=id&mine=false')).toMatchObject(
    refused(400, 'incompatibleParameters'),
  );
  const both = '/youtube/v3/liveBroadcasts?part=id&mine=false&broadcastStatus=all';
  expect(await read(both)).toMatchObject([200, { items: [] }]);
  expect(await read('/youtube/v3/channels?part=id&mine=yes')).toMatchObject(refused(400, 'invalidParameter'));
});

test('a body of more than 10 MB is refused, and what goes on below /upload is no other method', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ id: 'x'.repeat(11_000_000) });
  expect(await read('/youtube/v3/videos?part=id', { method: 'PUT', headers, body })).toMatchObject([400, {}]);
  expect(
    await read('/upload/youtube/v3/playlists?part=id', { method: 'POST', headers, body: '{}' }),
  ).toMatchObject(refused(404, 'notFound'));
});
