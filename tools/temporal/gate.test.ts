import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openGate } from './gate.ts';
import { chooseHiddenAddress } from './hidden-address.ts';

type Listener = (incoming: IncomingMessage, answer: ServerResponse) => void;

async function openPair(listener: Listener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const gate = await openGate({ port: 0, target: { host: '127.0.0.1', port } });
  onTestFinished(async () => {
    await gate.close();
    server.close().closeAllConnections();
  });
  return gate.port;
}

type Call = {
  readonly port: number;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** `fetch` does not send another `Host` than the URL's. */
async function call({ body, ...options }: Call): Promise<[number, string, IncomingMessage['headers']]> {
  const sent = request({ host: '127.0.0.1', ...options });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return [answer.statusCode ?? 0, text, answer.headers];
}

test('what passes arrives as it was sent, and so does the answer', async () => {
  const port = await openPair(async (incoming, answer) => {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    answer.writeHead(201, { 'set-cookie': ['a=1', 'b=2'] });
    answer.end(
      [incoming.method, incoming.url, incoming.headers.host, incoming.headers.cookie, body].join(' '),
    );
  });
  const headers = { cookie: '_csrf=x', origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' };
  const body = 'x'.repeat(300_000);
  const [status, text, { 'set-cookie': cookies }] = await call({
    ...{ port, path: '/api/v1/x?y=1', method: 'POST', headers, body },
  });
  expect([status, cookies]).toEqual([201, ['a=1', 'b=2']]);
  expect(text === `POST /api/v1/x?y=1 127.0.0.1:${port} _csrf=x ${body}`).toBe(true);
  expect((await call({ port, headers: { host: `localhost:${port}` } }))[0]).toBe(201);
});

test('nothing passes for a host name that another site points at this machine', async () => {
  const reached: string[] = [];
  const port = await openPair(({ url = '' }, answer) => {
    reached.push(url);
    answer.end();
  });
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    'localhost:1',
  ]) {
    const [status, text] = await call({ port, headers: { host } });
    expect([status, text]).toEqual([403, expect.stringContaining(`only to 127.0.0.1:${port}, localhost:`)]);
  }
  expect(reached).toEqual([]);
});

test.each([{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
  'a page of another site changes nothing: %o',
  async (from) => {
    const reached: string[] = [];
    const port = await openPair(({ method = '' }, answer) => {
      reached.push(method);
      answer.end();
    });
    const headers = from as Record<string, string>;
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await call({ port, method, headers }))[0]).toBe(403);
    expect((await call({ port, headers }))[0]).toBe(200);
    expect(reached).toEqual(['GET']);
  },
);

test('a request that its page gave up ends behind the gate, too', async () => {
  const events = new EventEmitter();
  const [reached, closed] = [once(events, 'reached'), once(events, 'closed')];
  const port = await openPair((_, answer) => {
    answer.once('close', () => events.emit('closed'));
    events.emit('reached');
  });
  const sent = request({ host: '127.0.0.1', port });
  sent.on('error', () => undefined).end();
  await reached;
  sent.destroy();
  await closed;
});

test('without a server behind it the answer says so', async () => {
  const target = await chooseHiddenAddress();
  const gate = await openGate({ port: 0, target });
  onTestFinished(gate.close);
  const [status, text] = await call({ port: gate.port });
  expect([status, text]).toEqual([502, expect.stringContaining('does not answer')]);
});

test.runIf(process.platform === 'linux')('no page can guess the address behind the gate', async () => {
  const hosts = await Promise.all(Array.from({ length: 5 }, chooseHiddenAddress));
  expect(new Set(hosts.map(({ host }) => host)).size).toBe(5);
  for (const { host, port } of hosts) expect(`${host}:${port}`).toMatch(/^127\.\d+\.\d+\.\d+:\d{4,5}$/);
});
