import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, refusal, startBench, validBroadcast } from '../../test/support/emulator-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ perDay: 1000 });
  await bench.control('/seed', { videos: [{ id: 'video-00001', title: 'One' }] });
});
afterEach(() => bench.close());

const read = () => bench.api.videos.list({ part: ['snippet'], id: ['video-00001'] });
const rename = (title: string) =>
  bench.api.videos.update({
    part: ['snippet'],
    requestBody: { id: 'video-00001', snippet: { title, categoryId: '28' } },
  });
const title = async () => ((await bench.control('/videos/video-00001')) as { title: string }).title;
const spent = async () => ((await bench.control('/quota')) as { spent: number }).spent;
const order = (kind: string, method = '*', more: object = {}) =>
  bench.control('/faults', { kind, method, ...more });
const countVideos = async () => ((await bench.control('/channel')) as { videos: unknown[] }).videos.length;

test('every call is charged, failed ones too, until the daily quota is spent', async () => {
  await bench.control('/settings', { perDay: 101 });
  await rename('Two');
  expect(await refusal(rename('<'))).toMatchObject({ reason: 'invalidTitle' });
  expect(await refusal(rename('Three'))).toEqual({
    status: 403,
    reason: 'quotaExceeded',
    domain: 'youtube.quota',
  });
  await read();
  expect(await spent()).toBe(101);
  expect(await title()).toBe('Two');
});

test('the quota resets at midnight in Los Angeles', async () => {
  await bench.control('/clock', { now: '2026-11-22T07:59:00Z' });
  await bench.control('/settings', { perDay: 1 });
  await read();
  expect(await refusal(read())).toMatchObject({ reason: 'quotaExceeded' });
  await bench.control('/clock', { advanceMs: 60_000 });
  await read();
  expect(await bench.control('/quota')).toMatchObject({
    day: '2026-11-22',
    spent: 1,
    resetsAt: '2026-11-23T08:00:00.000Z',
  });
});

test('costs can be set', async () => {
  await bench.control('/settings', { costs: { 'videos.update': 7 } });
  await rename('Two');
  expect(await spent()).toBe(7);
});

test('a call with an unknown token is rejected and costs nothing', async () => {
  const get = (headers: Record<string, string>) =>
    fetch(`${bench.url}/youtube/v3/videos?part=id&id=video-00001`, { headers });
  for (const headers of [{}, { authorization: 'Bearer stolen' }]) {
    const response = await get(headers);
    expect(await readReason(response)).toEqual([401, 'authError']);
  }
  expect(await spent()).toBe(0);
});

test('the log has every call with its video, status and units', async () => {
  await read();
  await rename('Two');
  await refusal(rename('<'));
  await bench.control('/studio/video-00001', { title: 'By hand' });
  expect(await bench.control('/writes')).toMatchObject([
    {
      seq: 2,
      by: 'api',
      method: 'videos.update',
      videoId: 'video-00001',
      status: 200,
      applied: true,
      units: 50,
    },
    {
      seq: 3,
      by: 'api',
      method: 'videos.update',
      videoId: 'video-00001',
      status: 400,
      applied: false,
      units: 50,
    },
    {
      seq: 4,
      by: 'studio',
      method: 'videos.update',
      videoId: 'video-00001',
      status: 200,
      applied: true,
      units: 0,
    },
  ]);
  expect(await bench.control('/writes?after=3')).toHaveLength(1);
  expect(await bench.control('/calls')).toMatchObject([{ method: 'videos.list' }, { seq: 2 }, { seq: 3 }]);
});

test('withhold: applied and charged, but not answered', async () => {
  await read();
  await order('withhold', 'liveBroadcasts.insert');
  await expect(bench.api.liveBroadcasts.insert(validBroadcast())).rejects.toThrow(
    /socket hang up|ECONNRESET/,
  );
  expect(await countVideos()).toBe(2);
  expect(await spent()).toBe(51);
  expect(await bench.control('/writes')).toMatchObject([{ applied: true, status: 200, fault: 'withhold' }]);
});

test('drop: neither applied nor answered', async () => {
  await read();
  await order('drop', 'liveBroadcasts.insert');
  await expect(bench.api.liveBroadcasts.insert(validBroadcast())).rejects.toThrow(
    /socket hang up|ECONNRESET/,
  );
  expect(await countVideos()).toBe(1);
  expect(await bench.control('/writes')).toMatchObject([
    { applied: false, status: 0, units: 50, fault: 'drop' },
  ]);
});

test.each([
  ['status500', 500, 'internalError', 'global'],
  ['status503', 503, 'backendError', 'global'],
  ['rateLimit', 403, 'rateLimitExceeded', 'usageLimits'],
  ['tooMany', 429, 'rateLimitExceeded', 'global'],
  ['quotaGone', 403, 'quotaExceeded', 'youtube.quota'],
  ['quotaGone429', 429, 'rateLimitExceeded', 'global'],
  ['authError', 401, 'authError', 'global'],
])('%s returns %i %s once and applies nothing', async (kind, status, reason, domain) => {
  await order(kind);
  expect(await refusal(rename('Two'))).toEqual({ status, reason, domain });
  expect(await title()).toBe('One');
  expect(await spent()).toBe(kind.startsWith('quotaGone') ? 0 : 50);
  await rename('Two');
});

test('only the daily limit has "per day" in its message', async () => {
  const message = async (kind: string) => {
    await order(kind);
    return read().then(
      () => '',
      (error: Error) => error.message,
    );
  };
  expect(await message('quotaGone429')).toContain('per day');
  expect(await message('tooMany')).not.toContain('per day');
});

test('html502 is a page', async () => {
  await order('html502');
  const failure = await read().then(
    () => undefined,
    (error: { response: { status: number; data: string } }) => error.response,
  );
  expect(failure).toMatchObject({ status: 502, data: expect.stringContaining('<!DOCTYPE html>') });
});

test('staleRead: lists return the state before the last write', async () => {
  await rename('Two');
  await order('staleRead');
  expect((await read()).data.items?.[0]?.snippet?.title).toBe('One');
  expect((await read()).data.items?.[0]?.snippet?.title).toBe('Two');
  await bench.api.liveBroadcasts.insert(validBroadcast());
  await order('staleRead', 'liveBroadcasts.list');
  const upcoming = () => bench.api.liveBroadcasts.list({ part: ['id'], broadcastStatus: 'upcoming' });
  expect((await upcoming()).data.items).toEqual([]);
  expect((await upcoming()).data.items).toHaveLength(1);
});

test('delay: applied at once, answered late', async () => {
  await read();
  await order('delay', 'videos.update', { delayMs: 700 });
  let isAnswered = false;
  const call = rename('Two').then(() => {
    isAnswered = true;
  });
  await expect.poll(title, { interval: 5, timeout: 5000 }).toBe('Two');
  expect(isAnswered).toBe(false);
  await call;
});

test('invalidGrant: the refresh token is rejected', async () => {
  await order('invalidGrant', 'token');
  const failure = await read().then(
    () => undefined,
    (error: { response: { status: number; data: unknown } }) => error.response,
  );
  expect(failure).toMatchObject({ status: 400, data: { error: 'invalid_grant' } });
});

test('an access token expires after an hour of real time; that call is charged', async () => {
  let now = Date.parse('2026-11-21T12:00:00Z');
  const timed = await startBench({ clock: () => now });
  await timed.control('/seed', { videos: [{ id: 'video-00001', title: 'One' }] });
  const list = () => timed.api.videos.list({ part: ['id'], id: ['video-00001'] });
  await list();
  await timed.control('/clock', { advanceMs: 7_200_000 });
  await list();
  now += 3_600_000;
  expect(await refusal(list())).toMatchObject({ status: 401, reason: 'authError' });
  expect(await timed.control('/quota')).toMatchObject({ spent: 3 });
  await timed.close();
});

test('a body that is not JSON, a missing part, an unknown path', async () => {
  const { authorization = '' } = await readHeaders();
  const post = async (path: string, body: string) => {
    const response = await fetch(`${bench.url}${path}`, {
      method: 'POST',
      body,
      headers: { authorization, 'content-type': 'application/json' },
    });
    return await readReason(response);
  };
  expect(await post('/youtube/v3/liveBroadcasts?part=id', '{')).toEqual([400, 'parseError']);
  expect(await post('/youtube/v3/liveBroadcasts', '{}')).toEqual([400, 'missingRequiredParameter']);
  expect(await post('/youtube/v3/captions?part=id', '{}')).toEqual([404, 'notFound']);
});

async function readHeaders(): Promise<Record<string, string>> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' });
  const response = await fetch(`${bench.url}/token`, { method: 'POST', body });
  const { access_token } = (await response.json()) as { access_token: string };
  return { authorization: `Bearer ${access_token}` };
}

async function readReason(response: Response): Promise<[number, string | undefined]> {
  const { error } = (await response.json()) as { error: { errors: { reason: string }[] } };
  return [response.status, error.errors[0]?.reason];
}
