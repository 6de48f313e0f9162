import { createServer, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { Failure } from '../../../domain/shared/failure.ts';
import { close, listen, NOON } from '../../../test/support/scripted-youtube.ts';
import { createYouTube } from '../client.ts';
import { addToPlaylist } from '../playlists.ts';
import { createQuotaMeter } from '../quota-meter.ts';
import { readVideos } from '../videos.ts';

type Broken = (response: ServerResponse) => void;

let shut: (() => Promise<void>) | undefined;
afterEach(async () => {
  await shut?.();
  shut = undefined;
});

const TOKEN = JSON.stringify({ access_token: 'ya29.token', expires_in: 3600, token_type: 'Bearer' });
const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };

/** The real client, with a server that breaks every answer in the same way. */
async function connect(broken: Broken) {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () =>
      request.url === '/token' ? response.writeHead(200, JSON_TYPE).end(TOKEN) : broken(response),
    );
  });
  const rootUrl = await listen(server);
  shut = () => close(server);
  return toClient(rootUrl, 1000);
}

function toClient(rootUrl: string, timeoutMs: number) {
  const youtube = createYouTube({
    rootUrl,
    timeoutMs,
    clientId: 'id',
    clientSecret: 'secret',
    refreshToken: '1//refresh-token',
  });
  return { youtube, meter: createQuotaMeter({ id: 'g', day: '2026-12-01', units: 100 }, () => NOON) };
}

async function catchFailure(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.catch((reason: unknown) => reason);
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, got ${JSON.stringify(error)}`);
}

const half: Broken = (response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('{"items":[');
  setTimeout(() => response.destroy(), 20);
};
const stuck: Broken = (response) => {
  response.writeHead(200, JSON_TYPE);
  response.write('{"items":[');
};
const page: Broken = (response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Log in</title></html>');
const cut: Broken = (response) => void response.writeHead(200, JSON_TYPE).end('{"items":[');

test.each([
  ['cut in the middle', half, 'wait', 'connection-lost'],
  ['stuck in the middle', stuck, 'wait', 'timeout'],
  ['a page of HTML that says 200', page, 'bug', 'unexpected-answer'],
  ['JSON that ends too early', cut, 'bug', 'unexpected-answer'],
] as const)(
  'an answer %s is none: a read changed nothing, of a write nothing is known',
  async (_name, broken, kind, reason) => {
    const { youtube, meter } = await connect(broken);
    const read = await catchFailure(readVideos(youtube, meter, ['v1']));
    expect(read).toMatchObject({ kind, reason, outcome: 'not-applied' });
    const write = await catchFailure(addToPlaylist(youtube, meter, { playlistId: 'PL', videoId: 'v1' }));
    expect(write).toMatchObject({ kind, reason, outcome: 'unknown' });
    expect(meter.spent).toBe(51);
  },
);

test('a host name that does not resolve: nothing was sent, not even for a write', async () => {
  const { youtube, meter } = toClient('http://youtube.invalid', 10_000);
  youtube.authorize = async () => 'token';
  const add = addToPlaylist(youtube, meter, { playlistId: 'PL', videoId: 'v1' });
  const failure = await catchFailure(add);
  expect(failure).toMatchObject({ kind: 'wait', reason: 'unreachable', outcome: 'not-sent' });
  expect(failure.message).toMatch(/\((ENOTFOUND|EAI_AGAIN)\)/);
});

test('a token endpoint that does not answer JSON: nothing was sent, and its answer is not shown', async () => {
  const server = createServer((_request, response) => void response.end(TOKEN.replace('ya29.', 'secret-')));
  const { youtube, meter } = toClient(await listen(server), 1000);
  shut = () => close(server);
  const failure = await catchFailure(readVideos(youtube, meter, ['v1']));
  expect(failure).toMatchObject({ kind: 'bug', outcome: 'not-sent' });
  expect(`${failure.message} ${failure.stack}`).not.toContain('secret-token');
  expect(meter.spent).toBe(0);
});
