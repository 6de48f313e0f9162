import { createServer } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { Failure } from '../../domain/shared/failure.ts';
import {
  close,
  listen,
  refuse,
  type Script,
  type Scripted,
  startScripted,
} from '../../test/support/scripted-youtube.ts';
import { createYouTube } from './client.ts';
import { readPicture, setThumbnail } from './thumbnails.ts';
import { readVideos } from './videos.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const start = async (script: Partial<Script> = {}) => {
  scripted = await startScripted({ replies: [{ body: { items: [] } }], ...script });
  return scripted;
};
const unauthorized = refuse(401, 'authError', 'Invalid Credentials', 'global');
const credentials = { clientId: 'id', clientSecret: 'GOCSPX-secret', refreshToken: '1//refresh-token' };

test('a local run stays local: reads, media uploads and the token', async () => {
  const { youtube, meter, calls, tokenCalls } = await start();
  await readVideos(youtube, meter, ['v1']);
  await setThumbnail(youtube, meter, { videoId: 'v1', bytes: Buffer.from('png'), mimeType: 'image/png' });
  expect(calls.map(({ path }) => path)).toEqual(['/youtube/v3/videos', '/upload/youtube/v3/thumbnails/set']);
  expect(tokenCalls).toHaveLength(1);
});

test('a local run refuses every other address', async () => {
  const { youtube, calls } = await start();
  const upload = youtube.api.thumbnails.set({ videoId: 'v1', media: { mimeType: 'image/png', body: 'png' } });
  await expect(upload).rejects.toMatchObject({ kind: 'bug', reason: 'left-local', outcome: 'not-sent' });
  const picture = readPicture(youtube, 'https://i.ytimg.com/vi/v1/maxresdefault.jpg');
  await expect(picture).rejects.toMatchObject({ reason: 'left-local', outcome: 'not-sent' });
  expect(calls).toHaveLength(0);
});

test('a local run accepts no other token endpoint', () => {
  const make = () =>
    createYouTube({
      ...credentials,
      rootUrl: 'http://127.0.0.1:1',
      tokenUrl: 'https://oauth2.googleapis.com/token',
    });
  expect(make).toThrow(Failure);
});

test('a local run ignores a proxy in the environment', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
  const { youtube, meter, calls } = await start();
  await readVideos(youtube, meter, ['v1']);
  vi.unstubAllEnvs();
  expect(calls).toHaveLength(1);
});

test('the token endpoint can be set without a rootUrl', async () => {
  const { rootUrl, tokenCalls } = await start();
  const youtube = createYouTube({ ...credentials, tokenUrl: `${rootUrl}/token` });
  await youtube.authorize();
  expect(tokenCalls).toHaveLength(1);
  expect(String(tokenCalls[0]?.bytes)).toContain('grant_type=refresh_token');
});

test('an access token is requested once and reused', async () => {
  const { youtube, meter, calls, tokenCalls } = await start();
  await readVideos(youtube, meter, ['v1']);
  await readVideos(youtube, meter, ['v1']);
  expect(tokenCalls).toHaveLength(1);
  expect(calls.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer ya29.token-1',
    'Bearer ya29.token-1',
  ]);
});

test('a refused access token is renewed once, and both calls are charged', async () => {
  const { youtube, meter, calls } = await start({ replies: [unauthorized, { body: { items: [] } }] });
  await readVideos(youtube, meter, ['v1']);
  expect(calls.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer ya29.token-1',
    'Bearer ya29.token-2',
  ]);
  expect(meter.spent).toBe(2);
});

test('a token that is refused twice stops the grants', async () => {
  const { youtube, meter, calls } = await start({ replies: [unauthorized] });
  const failing = readVideos(youtube, meter, ['v1']);
  await expect(failing).rejects.toMatchObject({
    kind: 'wait',
    stopsGrants: true,
    reason: 'authError',
    outcome: 'not-applied',
  });
  expect(calls).toHaveLength(2);
});

test('a token without an expiry is not renewed by the auth library either', async () => {
  const token = { body: { access_token: 'ya29.token', token_type: 'Bearer' } };
  const { youtube, meter, calls } = await start({ replies: [refuse(403, 'quotaExceeded')], token });
  await expect(readVideos(youtube, meter, ['v1'])).rejects.toMatchObject({ exhausted: true });
  expect(calls).toHaveLength(1);
});

test('a token endpoint that hangs runs into the timeout', async () => {
  const { youtube, meter } = await start({ token: 'hang', timeoutMs: 60 });
  const failing = readVideos(youtube, meter, ['v1']);
  await expect(failing).rejects.toMatchObject({ kind: 'wait', reason: 'timeout', outcome: 'not-sent' });
  expect(meter.spent).toBe(0);
});

test('nothing is sent or charged after the caller aborted', async () => {
  const { youtube, meter, calls } = await start();
  const failing = readVideos(youtube, meter, ['v1'], AbortSignal.abort());
  await expect(failing).rejects.toMatchObject({ reason: 'aborted', outcome: 'not-sent' });
  expect([calls.length, meter.spent]).toEqual([0, 0]);
});

test("the caller's signal aborts a running call", async () => {
  const { youtube, meter, calls } = await start({ replies: ['hang'] });
  const caller = new AbortController();
  const failing = readVideos(youtube, meter, ['v1'], caller.signal).catch((error: unknown) => error);
  await expect.poll(() => calls.length).toBe(1);
  caller.abort(new DOMException('too late', 'TimeoutError'));
  expect(await failing).toMatchObject({ kind: 'wait', reason: 'timeout' });
  expect(meter.spent).toBe(1);
});

test('nothing is sent without units', async () => {
  const { youtube, meter, calls } = await start({ units: 0 });
  await expect(readVideos(youtube, meter, ['v1'])).rejects.toMatchObject({ reason: 'no-units' });
  expect(calls).toHaveLength(0);
});

test('a picture is read without a token and without units', async () => {
  const reply = { body: Buffer.from('jpeg bytes'), headers: { 'content-type': 'image/jpeg' } };
  const { youtube, rootUrl, calls, tokenCalls } = await start({ replies: [reply] });
  const picture = await readPicture(youtube, `${rootUrl}/vi/v1/maxresdefault.jpg`);
  expect([Buffer.from(picture.bytes).toString(), picture.mimeType]).toEqual(['jpeg bytes', 'image/jpeg']);
  expect(calls[0]?.headers.authorization).toBeUndefined();
  expect(tokenCalls).toHaveLength(0);
});

test('a missing picture is a stall', async () => {
  const { youtube, rootUrl } = await start({
    replies: [{ status: 404, body: '<html><title>Not Found</title></html>' }],
  });
  const failing = readPicture(youtube, `${rootUrl}/vi/v1/maxresdefault.jpg`);
  await expect(failing).rejects.toMatchObject({ kind: 'stall', reason: 'http-404' });
  await expect(failing).rejects.toThrow('"Not Found"');
});

test.each([
  ['says it is', true],
  ['turns out to be', false],
])('a picture is not read when it %s larger than 20 MB', async (_name, isAnnounced) => {
  const size = 20_000_001;
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'image/png',
      ...(isAnnounced ? { 'content-length': size } : {}),
    });
    response.end(Buffer.alloc(size));
  });
  const rootUrl = await listen(server);
  const failing = readPicture(createYouTube({ ...credentials, rootUrl }), `${rootUrl}/big.png`);
  await expect(failing).rejects.toMatchObject({ kind: 'stall', reason: 'answer-too-large' });
  await close(server);
});

test('a picture is not requested after the caller aborted', async () => {
  const { youtube, rootUrl, calls } = await start();
  const failing = readPicture(youtube, `${rootUrl}/vi/v1/default.jpg`, AbortSignal.abort());
  await expect(failing).rejects.toMatchObject({ reason: 'aborted', outcome: 'not-sent' });
  expect(calls).toHaveLength(0);
});
