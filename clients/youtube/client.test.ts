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
import { readPicture } from './pictures.ts';
import { setThumbnail } from './thumbnails.ts';
import { readVideos } from './videos.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const start = async (script: Partial<Script> = {}) => {
  scripted = await startScripted({ replies: [{ body: { items: [] } }], ...script });
  return scripted;
};
const unauthorized = refuse(401, 'authError', 'Invalid Credentials', 'global');
const credentials = { clientId: 'id', clientSecret: 'GOCSPX-secret', refreshToken: '1//refresh-token' };

test('a local run stays local: reads, the upload of media, the token', async () => {
  const { youtube, purse, asked, tokensAsked } = await start();
  await readVideos(youtube, purse, ['v1']);
  await setThumbnail(youtube, purse, { videoId: 'v1', bytes: Buffer.from('png'), mimeType: 'image/png' });
  expect(asked.map(({ path }) => path)).toEqual(['/youtube/v3/videos', '/upload/youtube/v3/thumbnails/set']);
  expect(tokensAsked).toHaveLength(1);
});

test('a local run refuses every other address, whoever asks', async () => {
  const { youtube, asked } = await start();
  const upload = youtube.api.thumbnails.set({ videoId: 'v1', media: { mimeType: 'image/png', body: 'png' } });
  await expect(upload).rejects.toMatchObject({ kind: 'bug', reason: 'left-local', outcome: 'not-sent' });
  const picture = readPicture(youtube, 'https://i.ytimg.com/vi/v1/maxresdefault.jpg');
  await expect(picture).rejects.toMatchObject({ reason: 'left-local', outcome: 'not-sent' });
  expect(asked).toHaveLength(0);
});

test('a local run takes no foreign token endpoint', () => {
  const make = () =>
    createYouTube({
      ...credentials,
      rootUrl: 'http://127.0.0.1:1',
      tokenUrl: 'https://oauth2.googleapis.com/token',
    });
  expect(make).toThrow(Failure);
});

test('a local run goes around a proxy of the environment', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
  const { youtube, purse, asked } = await start();
  await readVideos(youtube, purse, ['v1']);
  vi.unstubAllEnvs();
  expect(asked).toHaveLength(1);
});

test('without a rootUrl the token endpoint can still be named', async () => {
  const { rootUrl, tokensAsked } = await start();
  const youtube = createYouTube({ ...credentials, tokenUrl: `${rootUrl}/token` });
  await youtube.authorize();
  expect(tokensAsked).toHaveLength(1);
  expect(String(tokensAsked[0]?.bytes)).toContain('grant_type=refresh_token');
});

test('an access token is asked for once and kept', async () => {
  const { youtube, purse, asked, tokensAsked } = await start();
  await readVideos(youtube, purse, ['v1']);
  await readVideos(youtube, purse, ['v1']);
  expect(tokensAsked).toHaveLength(1);
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer ya29.token-1',
    'Bearer ya29.token-1',
  ]);
});

test('a refused access token is renewed once, and both calls are paid for', async () => {
  const { youtube, purse, asked } = await start({ replies: [unauthorized, { body: { items: [] } }] });
  await readVideos(youtube, purse, ['v1']);
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer ya29.token-1',
    'Bearer ya29.token-2',
  ]);
  expect(purse.spent).toBe(2);
});

test('a token that is refused twice stalls', async () => {
  const { youtube, purse, asked } = await start({ replies: [unauthorized] });
  const failing = readVideos(youtube, purse, ['v1']);
  await expect(failing).rejects.toMatchObject({ kind: 'stall', reason: 'authError', outcome: 'not-applied' });
  expect(asked).toHaveLength(2);
});

test('a token without an end is not renewed behind our back either', async () => {
  const token = { body: { access_token: 'ya29.token', token_type: 'Bearer' } };
  const { youtube, purse, asked } = await start({ replies: [refuse(403, 'quotaExceeded')], token });
  await expect(readVideos(youtube, purse, ['v1'])).rejects.toMatchObject({ exhausted: true });
  expect(asked).toHaveLength(1);
});

test('a token endpoint that hangs is given up', async () => {
  const { youtube, purse } = await start({ token: 'hang', timeoutMs: 60 });
  const failing = readVideos(youtube, purse, ['v1']);
  await expect(failing).rejects.toMatchObject({ kind: 'wait', reason: 'timeout', outcome: 'not-sent' });
  expect(purse.spent).toBe(0);
});

test('nothing is sent or spent once the caller has given up', async () => {
  const { youtube, purse, asked } = await start();
  const failing = readVideos(youtube, purse, ['v1'], AbortSignal.abort());
  await expect(failing).rejects.toMatchObject({ reason: 'aborted', outcome: 'not-sent' });
  expect([asked.length, purse.spent]).toEqual([0, 0]);
});

test("the caller's signal ends a call under way", async () => {
  const { youtube, purse } = await start({ replies: ['hang'] });
  const failing = readVideos(youtube, purse, ['v1'], AbortSignal.timeout(60));
  await expect(failing).rejects.toMatchObject({ kind: 'wait', reason: 'timeout' });
  expect(purse.spent).toBe(1);
});

test('without units nothing is sent', async () => {
  const { youtube, purse, asked } = await start({ units: 0 });
  await expect(readVideos(youtube, purse, ['v1'])).rejects.toMatchObject({ reason: 'no-units' });
  expect(asked).toHaveLength(0);
});

test('a picture is read without a token and without units', async () => {
  const reply = { body: Buffer.from('jpeg bytes'), headers: { 'content-type': 'image/jpeg' } };
  const { youtube, rootUrl, asked, tokensAsked } = await start({ replies: [reply] });
  const picture = await readPicture(youtube, `${rootUrl}/vi/v1/maxresdefault.jpg`);
  expect([Buffer.from(picture.bytes).toString(), picture.mimeType]).toEqual(['jpeg bytes', 'image/jpeg']);
  expect(asked[0]?.headers.authorization).toBeUndefined();
  expect(tokensAsked).toHaveLength(0);
});

test('a picture that is gone says so', async () => {
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
])('a picture is not read when it %s larger than 10 MB', async (_name, told) => {
  const size = 10 * 1024 * 1024 + 1;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png', ...(told ? { 'content-length': size } : {}) });
    response.end(Buffer.alloc(size));
  });
  const rootUrl = await listen(server);
  const failing = readPicture(createYouTube({ ...credentials, rootUrl }), `${rootUrl}/big.png`);
  await expect(failing).rejects.toMatchObject({ kind: 'stall', reason: 'answer-too-large' });
  await close(server);
});

test('a picture is not asked for once the caller has given up', async () => {
  const { youtube, rootUrl, asked } = await start();
  const failing = readPicture(youtube, `${rootUrl}/vi/v1/default.jpg`, AbortSignal.abort());
  await expect(failing).rejects.toMatchObject({ reason: 'aborted', outcome: 'not-sent' });
  expect(asked).toHaveLength(0);
});
