import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, startBench } from '../test/support/emulator-client.ts';

let bench: Bench;
let port = '';
beforeAll(async () => {
  bench = await startBench();
  port = new URL(bench.url).port;
});
afterAll(() => bench.close());

type Call = {
  readonly host?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** `fetch` does not send another `Host` than the URL's. @returns the status and the body */
function call(path: string, { host, method = 'GET', headers, body }: Call): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const own = host === undefined ? {} : { host };
    const sent = request(`${bench.url}${path}`, { method, headers: { ...headers, ...own } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
    });
    sent.on('error', reject).end(body);
  });
}

const spend = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"perDay":1}' };
const perDay = async () => ((await bench.control('/quota')) as { perDay: number }).perDay;

test('a name that another site points at this machine is refused, whatever it asks for', async () => {
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    `localhost.evil.example:${port}`,
    'localhost:1',
  ])
    for (const path of ['/', '/_/channel', '/vi/x/default.jpg', '/youtube/v3/channels?part=id&mine=true']) {
      const [status, text] = await call(path, { host });
      expect([path, status]).toEqual([path, 403]);
      expect(text).toContain(
        `this server answers only to 127.0.0.1:${port}, localhost:${port}, [::1]:${port}`,
      );
    }
  const origin = `http://evil.example:${port}`;
  const rebound = { ...spend, host: `evil.example:${port}`, headers: { ...spend.headers, origin } };
  expect((await call('/_/settings', rebound))[0]).toBe(403);
  expect((await call('/token', { ...rebound, body: 'grant_type=refresh_token' }))[0]).toBe(403);
  expect(await perDay()).toBe(10_000);
});

test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('%s is its own name', async (name) => {
  expect((await call('/_/health', { host: `${name}:${port}` }))[0]).toBe(200);
});

test.each([
  { origin: 'http://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:3000' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('a page of another site changes nothing: %o', async (from) => {
  const headers = { ...spend.headers, ...from } as Record<string, string>;
  for (const method of ['POST', 'PUT'])
    expect((await call('/_/settings', { ...spend, method, headers }))[0]).toBe(403);
  expect((await call('/_/faults', { method: 'DELETE', headers }))[0]).toBe(403);
  expect(await perDay()).toBe(10_000);
});

test('its own pages and programs may; JSON says that it is JSON', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: bench.url };
  const headers = { ...form, 'sec-fetch-site': 'same-origin' };
  expect((await call('/faults/clear', { method: 'POST', headers, body: '' }))[0]).toBe(303);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/plain; application/json']) {
    const [status, text] = await call('/_/settings', { ...spend, headers: { 'content-type': type } });
    expect([status, text]).toEqual([415, expect.stringContaining("-H 'content-type: application/json'")]);
  }
  expect(await perDay()).toBe(10_000);
});

test('a page runs no script and is shown in no frame', async () => {
  for (const path of ['/', '/faults']) {
    const { headers } = await fetch(`${bench.url}${path}`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
