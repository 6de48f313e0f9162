import { createHmac } from 'node:crypto';
import { type IncomingMessage, request as openRequest } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signWebhook } from '../../clients/notify/webhook.ts';
import type { WebhookSender } from '../../config/http.ts';
import { createLooks } from './looks.ts';
import type { BodyLimits } from './read-body.ts';
import { createRoutes } from './routes.ts';
import { type HttpServer, serve } from './serve.ts';
import { createReceive } from './webhooks/receive.ts';

const SECRET = 'a-secret-of-16-characters';
const LIMITS: BodyLimits = { maxBytes: 2_000_000, timeoutMs: 60_000 };
const PUSH = JSON.stringify({ ref: 'refs/heads/main', commits: [] });

type Headers = Readonly<Record<string, string>>;

const sign = (body: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(body).digest('hex');

/** What each sender sends of a push, rightly signed. */
const SIGNED: Readonly<Record<WebhookSender, (body: string, secret?: string) => Headers>> = {
  github: (body, secret) => ({
    'x-github-event': 'push',
    'x-hub-signature-256': `sha256=${sign(body, secret)}`,
  }),
  gitlab: (_body, secret = SECRET) => ({ 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': secret }),
  forgejo: (body, secret) => ({ 'x-forgejo-event': 'push', 'x-forgejo-signature': sign(body, secret) }),
  signed: (body, secret = SECRET) => signWebhook(body, { id: 'msg_1', at: Date.now(), secret }),
};
const SENDERS = Object.keys(SIGNED) as WebhookSender[];

type Sent = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Headers;
  readonly body?: string | Buffer;
};

const look = vi.fn(async () => undefined);
const outcomes: string[] = [];
const closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  look.mockReset();
  look.mockResolvedValue(undefined);
  outcomes.length = 0;
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Opened = {
  readonly secrets?: Partial<Record<WebhookSender, string>>;
  readonly branch?: string;
  readonly limits?: Partial<BodyLimits>;
  readonly metricsSecret?: string;
  readonly times?: Parameters<typeof serve>[0]['times'];
};

async function open({
  secrets,
  branch = 'main',
  limits,
  metricsSecret,
  times,
}: Opened = {}): Promise<HttpServer> {
  // So long that no test lasts until one is given back.
  const looks = createLooks({ look, report: () => undefined, everyMs: 3_600_000 });
  const server = await serve({
    host: '127.0.0.1',
    port: 0,
    answer: createRoutes({
      hosts: ['hooks.example.org'],
      receive: createReceive({
        secrets: secrets ?? { github: SECRET, gitlab: SECRET, forgejo: SECRET, signed: SECRET },
        branch: () => branch,
        look: () => looks.request(),
        limits: { ...LIMITS, ...limits },
      }),
      recordDelivery: (sender, outcome) => outcomes.push(`${sender} ${outcome}`),
      readReadiness: async () => ({ ready: false, because: ['the worker is starting'] }),
      scrape: async () => 'showrunner_ready 1\n',
      ...(metricsSecret === undefined ? {} : { metricsSecret }),
    }),
    report: () => undefined,
    ...(times === undefined ? {} : { times }),
  });
  closing.push(async () => {
    looks.close();
    await server.close();
  });
  return server;
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function send({ url }: HttpServer, { method = 'POST', path, headers = {}, body = '' }: Sent) {
  return new Promise<{ readonly status: number | undefined; readonly text: string }>((resolve, reject) => {
    const request = openRequest(`${url}${path}`, { method, headers });
    request.once('error', reject).once('response', (response) => {
      void readText(response).then((text) => resolve({ status: response.statusCode, text }), reject);
    });
    request.end(body);
  });
}

const post = (server: HttpServer, sender: WebhookSender, headers: Headers, body: string | Buffer = PUSH) =>
  send(server, { path: `/webhooks/${sender}`, headers: { ...JSON_TYPE, ...headers }, body });

describe.each(SENDERS)('a webhook of %s', (sender) => {
  it('that is rightly signed leads to a look', async () => {
    const { status } = await post(await open(), sender, SIGNED[sender](PUSH));
    expect([status, outcomes]).toEqual([202, [`${sender} looked`]]);
    expect(look).toHaveBeenCalledOnce();
  });

  it('without a signature is refused', async () => {
    const { status, text } = await post(await open(), sender, { 'x-github-event': 'push' });
    expect([status, outcomes]).toEqual([401, [`${sender} unsigned`]]);
    expect(text).not.toContain(SECRET);
    expect(look).not.toHaveBeenCalled();
  });

  it.each([
    [
      'of another secret',
      (right: Headers) => ({ ...right, ...SIGNED[sender](PUSH, 'another-secret-of-16') }),
    ],
    ['that is cut', (right: Headers) => mapSignature(right, (text) => text.slice(0, -2))],
    ['that is not one', (right: Headers) => mapSignature(right, () => 'x')],
  ])('with a signature %s is refused', async (_what, spoil) => {
    const { status, text } = await post(await open(), sender, spoil(SIGNED[sender](PUSH)));
    expect([status, outcomes]).toEqual([401, [`${sender} wrong-signature`]]);
    expect(text).not.toContain(SECRET);
    expect(look).not.toHaveBeenCalled();
  });

  it('to another branch, or of a tag, is ignored', async () => {
    const server = await open();
    for (const ref of ['refs/heads/other', 'refs/tags/main', 'main', 'refs/heads/main2']) {
      const body = JSON.stringify({ ref });
      const headers = { ...SIGNED[sender](body), ...(sender === 'signed' ? resign(ref, body) : {}) };
      expect((await post(server, sender, headers, body)).status).toBe(200);
    }
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => `${sender} other-branch`));
    expect(look).not.toHaveBeenCalled();
  });

  it('whose body is no push is refused, or ignored', async () => {
    const server = await open();
    for (const body of ['{', '[]', 'null', '{"ref":7}']) {
      const headers = { ...SIGNED[sender](body), ...(sender === 'signed' ? resign(body, body) : {}) };
      expect((await post(server, sender, headers, body)).status).toBe(400);
    }
    expect(look).not.toHaveBeenCalled();
  });

  it('does not exist without its secret', async () => {
    const { status } = await post(await open({ secrets: {} }), sender, SIGNED[sender](PUSH));
    expect([status, outcomes]).toEqual([404, []]);
  });

  it('is answered with 503 when the server cannot be reached', async () => {
    look.mockRejectedValue(new Error('no server'));
    const { status } = await post(await open(), sender, SIGNED[sender](PUSH));
    expect([status, outcomes]).toEqual([503, [`${sender} failed`]]);
  });
});

const resign = (id: string, body: string): Headers =>
  signWebhook(body, { id: encodeURIComponent(id), at: Date.now(), secret: SECRET });

const mapSignature = (headers: Headers, change: (text: string) => string): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name, /signature|token/.test(name) ? change(text) : text]),
  );

describe('a replayed webhook', () => {
  it('is dropped where its id is signed', async () => {
    const server = await open();
    const headers = SIGNED.signed(PUSH);
    for (let i = 0; i < 3; i += 1) await post(server, 'signed', headers);
    expect(outcomes).toEqual(['signed looked', 'signed replayed', 'signed replayed']);
    expect(look).toHaveBeenCalledOnce();
  });

  it('may come again when it could not be heard', async () => {
    const server = await open();
    const headers = SIGNED.signed(PUSH);
    look.mockRejectedValueOnce(new Error('no server'));
    for (let i = 0; i < 2; i += 1) await post(server, 'signed', headers);
    expect(outcomes).toEqual(['signed failed', 'signed looked']);
  });

  it('of ten minutes ago is refused', async () => {
    const headers = signWebhook(PUSH, { id: 'msg_1', at: Date.now() - 600_000, secret: SECRET });
    expect((await post(await open(), 'signed', headers)).status).toBe(401);
    expect(look).not.toHaveBeenCalled();
  });

  it('cannot be made to look new by another id', async () => {
    const headers = { ...SIGNED.signed(PUSH), 'webhook-id': 'msg_2' };
    expect((await post(await open(), 'signed', headers)).status).toBe(401);
  });

  it('of GitHub costs a few looks, however often it comes', async () => {
    const server = await open();
    const headers = SIGNED.github(PUSH);
    for (let i = 0; i < 50; i += 1) await post(server, 'github', headers);
    expect(look).toHaveBeenCalledTimes(6);
    expect(outcomes).toContain('github queued');
  });
});

it('very many at once are answered, and only a few are read', async () => {
  const server = await open();
  const answers = await Promise.all(
    Array.from({ length: 300 }, () =>
      post(server, 'github', { 'x-github-event': 'push' }).catch(() => undefined),
    ),
  );
  const statuses = new Set(answers.map((answer) => answer?.status));
  expect([...statuses].filter((status) => ![401, 429, undefined].includes(status))).toEqual([]);
  expect(outcomes.filter((outcome) => outcome === 'github too-many').length).toBeGreaterThan(0);
  expect(look).not.toHaveBeenCalled();
  expect((await send(server, { method: 'GET', path: '/healthz' })).status).toBe(200);
});

describe('a body of 100 MB', () => {
  const head = (server: HttpServer, lines: readonly string[]): string =>
    [
      'POST /webhooks/github HTTP/1.1',
      `host: ${new URL(server.url).host}`,
      'content-type: application/json',
      ...lines,
      '',
      '',
    ].join('\r\n');

  /** Sends a request and then the same chunk again and again, until it is cut. @returns the answer and what was sent */
  const flood = (server: HttpServer, start: string, chunk: string) =>
    new Promise<{ readonly answer: string; readonly sent: number }>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      let [answer, sent] = ['', 0];
      const write = (): void => {
        while (chunk !== '' && sent < 100_000_000 && socket.writable) {
          sent += chunk.length;
          if (!socket.write(chunk)) return;
        }
      };
      socket.on('data', (data) => {
        answer += data.toString();
      });
      socket.on('error', () => undefined).on('close', () => resolve({ answer, sent }));
      socket.on('drain', write).write(start, write);
    });

  it('that is announced is refused before it is read', async () => {
    const server = await open();
    const { answer } = await flood(server, head(server, ['content-length: 100000000']), '');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(outcomes).toEqual(['github too-large']);
  });

  it('in chunks is refused at the limit', async () => {
    const server = await open({ limits: { maxBytes: 100_000 } });
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const { answer } = await flood(server, head(server, ['transfer-encoding: chunked']), chunk);
    expect(outcomes).toEqual(['github too-large']);
    expect(answer).toMatch(/^HTTP\/1\.1 413 |^$/);
  });
});

describe('a body that comes slowly', () => {
  const drip = (server: HttpServer): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString();
      });
      socket.on('error', () => undefined).on('close', () => resolve(answer));
      socket.write(
        'POST /webhooks/github HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{',
      );
      const timer = setInterval(() => socket.write(' '), 10);
      socket.on('close', () => clearInterval(timer));
    });

  it('is cut', async () => {
    const server = await open({ limits: { timeoutMs: 50 } });
    expect(await drip(server)).toMatch(/^HTTP\/1\.1 408 /);
    expect(outcomes).toEqual(['github too-slow']);
  });

  it('leaves no room for more than eight', async () => {
    const receive = createReceive({
      secrets: { github: SECRET },
      branch: () => 'main',
      look: async () => 'now',
    });
    const open = () => Object.assign(new PassThrough(), { headers: JSON_TYPE });
    const slow = Array.from({ length: 8 }, open);
    const received = slow.map((body) => receive('github', body as unknown as IncomingMessage));
    const receiveOne = () => receive('github', open().end('{}') as unknown as IncomingMessage);
    expect(await receiveOne()).toBe('too-many');
    slow[0]?.end('{}');
    expect(await received[0]).toBe('unsigned');
    expect(await receiveOne()).toBe('unsigned');
    for (const body of slow) body.destroy();
    expect(await Promise.all(received)).toContain('cut-off');
  });

  it.each(['', 'POST /webhooks/github HTTP/1.1\r\nhost: 127'])(
    'is cut before it begins, after "%s"',
    async (start) => {
      const server = await open({ times: { headersTimeout: 50, connectionsCheckingInterval: 20 } });
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => undefined).write(start);
      await new Promise((resolve) => socket.once('close', resolve));
      expect(outcomes).toEqual([]);
    },
  );
});

it.each([
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['text, which any web page may post', { 'content-type': 'text/plain' }],
  ['no type', {}],
  ['something like JSON', { 'content-type': 'application/jsonp' }],
  ['a compressed body', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
])('%s is refused', async (_what, type) => {
  const headers = { ...SIGNED.github(PUSH), ...type };
  const { status } = await send(await open(), { path: '/webhooks/github', headers, body: PUSH });
  expect([status, outcomes]).toEqual([415, ['github wrong-type']]);
  expect(look).not.toHaveBeenCalled();
});

it.each(['/webhooks/github', '/healthz', '/readyz', '/metrics'])(
  'a request for a host that is not ours gets nothing of %s',
  async (path) => {
    const server = await open();
    const headers = { ...JSON_TYPE, ...SIGNED.github(PUSH), host: 'evil.example' };
    const { status } = await send(server, { path, headers, body: PUSH });
    expect(status).toBe(421);
    expect(look).not.toHaveBeenCalled();
  },
);

it('answers by its public name, but not the metrics', async () => {
  const server = await open();
  const host = { host: 'hooks.example.org' };
  expect((await post(server, 'github', { ...SIGNED.github(PUSH), ...host })).status).toBe(202);
  const get = (path: string) => send(server, { method: 'GET', path, headers: host });
  expect((await get('/readyz')).status).toBe(503);
  expect((await get('/metrics')).status).toBe(404);
});

it('gives metrics by any of its names for the token, and for nothing else once there is one', async () => {
  const server = await open({ metricsSecret: SECRET });
  const get = (headers: Headers) => send(server, { method: 'GET', path: '/metrics', headers });
  const host = { host: 'hooks.example.org' };
  expect((await get({ ...host, authorization: `Bearer ${SECRET}` })).text).toBe('showrunner_ready 1\n');
  expect((await get({ authorization: `Bearer ${SECRET}` })).status).toBe(200);
  for (const headers of [{}, host, { authorization: `Bearer ${SECRET}x` }, { authorization: SECRET }])
    expect((await get(headers)).status).toBe(401);
});

it('takes no SHA-1, which can be forged', async () => {
  const headers = { 'x-github-event': 'push', 'x-hub-signature': `sha1=${sign(PUSH)}` };
  const server = await open();
  await post(server, 'github', headers);
  await post(server, 'github', { ...headers, 'x-hub-signature-256': `sha1=${sign(PUSH)}` });
  expect(outcomes).toEqual(['github unsigned', 'github wrong-signature']);
});

it('ignores what is no push, and says that a ping arrived', async () => {
  const server = await open();
  const events = { ping: 'github ping', issues: 'github other-event', '': 'github other-event' };
  for (const event of Object.keys(events))
    expect((await post(server, 'github', { ...SIGNED.github(PUSH), 'x-github-event': event })).status).toBe(
      200,
    );
  expect(outcomes).toEqual(Object.values(events));
  expect(look).not.toHaveBeenCalled();
});

it('takes the signing token of GitLab, and a Gitea', async () => {
  const server = await open();
  const signed = { 'x-gitlab-event': 'Push Hook', ...SIGNED.signed(PUSH) };
  await post(server, 'gitlab', signed);
  await post(server, 'gitlab', { ...signed, 'webhook-id': 'other', 'x-gitlab-token': SECRET });
  await post(server, 'forgejo', { 'x-gitea-event': 'push', 'x-gitea-signature': sign(PUSH) });
  expect(outcomes).toEqual(['gitlab looked', 'gitlab wrong-signature', 'forgejo looked']);
});

it('counts every push where no branch is followed, and one of our own without a ref', async () => {
  const server = await open({ branch: 'HEAD' });
  const other = JSON.stringify({ ref: 'refs/heads/other' });
  await post(server, 'github', SIGNED.github(other), other);
  await post(server, 'signed', SIGNED.signed(''), '');
  expect(outcomes).toEqual(['github looked', 'signed looked']);
});

it.each([
  ['GET', '/webhooks/github', 405],
  ['POST', '/metrics', 405],
  ['DELETE', '/healthz', 405],
  ['GET', '/', 404],
  ['GET', '/toString', 404],
  ['POST', '/webhooks/__proto__', 404],
  ['POST', '/webhooks/github/', 404],
])('%s %s is answered with %i', async (method, path, status) => {
  expect((await send(await open(), { method, path, headers: JSON_TYPE })).status).toBe(status);
});
