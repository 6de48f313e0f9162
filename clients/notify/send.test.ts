import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { NotificationTarget } from '../../domain/content/receivers.ts';
import { startHttpReceiver, startMailReceiver } from '../../test/support/receivers.ts';
import { createNotifier } from './index.ts';
import type { Notification, SendResult } from './notification.ts';

const SECRET_PATH = '/api/webhooks/1/q8TokenOfTheHook';
const notification: Notification = {
  ...{ id: 'id-1', at: Date.parse('2026-06-01T12:00:00Z'), tone: 'bad', headline: 'Needs you' },
  ...{
    facts: [],
    items: [{ subject: 'a', title: 'Über 😀', links: [] }],
    total: 1,
    data: { type: 'needs-a-person' },
  },
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openHttp(...args: Parameters<typeof startHttpReceiver>) {
  const server = await startHttpReceiver(...args);
  closing.push(server.close);
  return server;
}

const discord: NotificationTarget = { kind: 'discord', urlFrom: 'SHOWRUNNER_NOTIFY_D' };
const webhook: NotificationTarget = {
  ...{ kind: 'webhook', urlFrom: 'SHOWRUNNER_NOTIFY_W', secretFrom: 'SHOWRUNNER_NOTIFY_S' },
};
const mail: NotificationTarget = {
  ...{
    kind: 'mail',
    to: 'ann@academy.example',
    from: 'bot@academy.example',
    smtpFrom: 'SHOWRUNNER_NOTIFY_M',
  },
};

const send = (
  target: NotificationTarget,
  env: Record<string, string>,
  timeoutMs = 5000,
): Promise<SendResult> =>
  createNotifier({ env, timeoutMs }).send(target, notification, { signal: new AbortController().signal });
const toDiscord = (url: string, timeoutMs?: number): Promise<SendResult> =>
  send(discord, { SHOWRUNNER_NOTIFY_D: `${url}${SECRET_PATH}` }, timeoutMs);

type Check = (headers: object, body: string, secret: string) => boolean;

/** The code of the page, as a reader would copy it. */
async function importDocumented(): Promise<{ readonly isOurs: Check }> {
  const page = readFileSync(new URL('../../docs/notifications.md', import.meta.url), 'utf8');
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
}

describe('over HTTP', () => {
  it('Discord and Slack get JSON at their address', async () => {
    const server = await openHttp();
    expect(await toDiscord(server.url)).toEqual({ delivered: true });
    const slack: NotificationTarget = { kind: 'slack', urlFrom: 'SHOWRUNNER_NOTIFY_D' };
    expect(await send(slack, { SHOWRUNNER_NOTIFY_D: `${server.url}/services/T/B/x` })).toEqual({
      delivered: true,
    });
    expect(server.calls.map(({ path, headers }) => [path, headers['content-type']])).toEqual([
      [SECRET_PATH, 'application/json'],
      ['/services/T/B/x', 'application/json'],
    ]);
    expect(JSON.parse(server.calls[0]?.body ?? '')).toMatchObject({ embeds: [{ title: 'Needs you' }] });
  });

  it.each(['whsec_c2VjcmV0IG9mIHRoZSB0ZXN0', 'another long secret'])(
    'our webhook is signed, as docs/notifications.md checks it: %s',
    async (secret) => {
      const server = await openHttp();
      const env = { SHOWRUNNER_NOTIFY_W: `${server.url}/hook?team=1`, SHOWRUNNER_NOTIFY_S: secret };
      expect(await send(webhook, env)).toEqual({ delivered: true });
      await send(webhook, env);
      const [{ path, headers, body } = expect.fail('no call'), second] = server.calls;
      expect(path).toBe('/hook?team=1');
      expect(headers['webhook-id']).toBe('id-1');
      expect(second?.headers['webhook-id']).toBe('id-1');
      expect(second?.body).toBe(body);
      const sent = Number(headers['webhook-timestamp']);
      expect(Math.abs(Date.now() / 1000 - sent)).toBeLessThan(60);
      const { isOurs } = await importDocumented();
      expect(isOurs(headers, body, secret)).toBe(true);
      expect(isOurs(headers, `${body} `, secret)).toBe(false);
      expect(isOurs(headers, body, 'yet another secret')).toBe(false);
      expect(isOurs({ ...headers, 'webhook-timestamp': String(sent - 301) }, body, secret)).toBe(false);
      expect(JSON.parse(body)).toMatchObject({ id: 'id-1', type: 'needs-a-person', headline: 'Needs you' });
    },
  );

  it('a login in the address becomes a header', async () => {
    const server = await openHttp();
    const url = server.url.replace('//', '//bot:p%40ssword@');
    await send(webhook, { SHOWRUNNER_NOTIFY_W: url, SHOWRUNNER_NOTIFY_S: 'another long secret' });
    expect(server.calls[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('bot:p@ssword').toString('base64')}`,
    );
  });

  it('a redirect is not followed', async () => {
    const other = await openHttp();
    const server = await openHttp(() => ({ status: 307, headers: { location: other.url } }));
    expect(await toDiscord(server.url)).toMatchObject({
      delivered: false,
      final: true,
      why: 'it answered 307',
    });
    expect(other.calls).toEqual([]);
  });

  it.each([
    [429, { 'retry-after': '1.5' }, { final: false, unknownOutcome: false, retryAfterMs: 1500 }],
    [429, {}, { final: false, unknownOutcome: false }],
    [503, { 'retry-after': '99999999' }, { final: false, unknownOutcome: true, retryAfterMs: 86_400_000 }],
    [401, {}, { final: true, unknownOutcome: false }],
    [404, {}, { final: true, unknownOutcome: false }],
    [500, {}, { final: false, unknownOutcome: true }],
  ])('%i with %j', async (status, headers, expected) => {
    const server = await openHttp(() => ({ status, headers, body: '{"message": "Unknown Webhook"}' }));
    expect(await toDiscord(server.url)).toEqual({
      ...{ delivered: false, why: `it answered ${status}: {"message": "Unknown Webhook"}` },
      ...expected,
    });
    expect(server.calls).toHaveLength(1);
  });

  it('what a service refuses because of its texts is sent once more with our words alone', async () => {
    const server = await openHttp(({ body }) => (body.includes('Über') ? { status: 400 } : undefined));
    expect(await toDiscord(server.url)).toEqual({ delivered: true });
    expect(server.calls).toHaveLength(2);
    const all = await openHttp(() => ({ status: 400 }));
    expect(await toDiscord(all.url)).toMatchObject({ delivered: false, final: true });
    expect(all.calls).toHaveLength(2);
  });

  it('no server, and one who does not answer or never ends', async () => {
    const server = await openHttp();
    await server.close();
    expect(await toDiscord(server.url)).toEqual({
      ...{
        delivered: false,
        why: 'it cannot be reached (ECONNREFUSED)',
        unknownOutcome: false,
        final: false,
      },
    });
    const { createServer } = await import('node:http');
    const slow = createServer(() => undefined);
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    closing.push(
      () =>
        new Promise((resolve) => {
          slow.close(() => resolve());
          slow.closeAllConnections();
        }),
    );
    const { port } = slow.address() as { port: number };
    expect(await toDiscord(`http://127.0.0.1:${port}`, 100)).toEqual({
      ...{ delivered: false, why: 'it did not answer (timeout)', unknownOutcome: true, final: false },
    });
    const endless = await openHttp(() => ({ status: 500, body: 'x'.repeat(5_000_000) }));
    expect(await toDiscord(endless.url)).toMatchObject({ why: `it answered 500: ${'x'.repeat(150)}` });
  });
});

describe('by mail', () => {
  const openMail = async (...args: Parameters<typeof startMailReceiver>) => {
    const server = await startMailReceiver(...args);
    closing.push(server.close);
    return server;
  };

  it('arrives, with a Message-ID that is the same each time, and no header of others', async () => {
    const server = await openMail();
    const env = { SHOWRUNNER_NOTIFY_M: `smtp://127.0.0.1:${server.port}` };
    const forged = {
      ...notification,
      items: [{ subject: 'a', title: 'x\r\nBcc: eve@evil.example', links: [] }],
    };
    const sent = await createNotifier({ env }).send(mail, forged, { signal: new AbortController().signal });
    expect(sent).toEqual({ delivered: true });
    const [{ from, to, source } = expect.fail('no mail')] = server.mails;
    expect([from, to]).toEqual(['bot@academy.example', ['ann@academy.example']]);
    const [head = ''] = source.split('\r\n\r\n');
    expect(head).toMatch(/^Message-ID: <id-1@academy\.example>$/m);
    expect(head).toMatch(/^X-Showrunner-ID: id-1$/m);
    expect(head).toMatch(/^Date: Mon, 01 Jun 2026 12:00:00 \+0000$/m);
    expect(head).not.toMatch(/^Bcc/im);
    expect(head).toMatch(/^Content-Type: multipart\/alternative/m);
  });

  it('has no line that a server would refuse or cut, however long a text is', async () => {
    const server = await openMail();
    const env = { SHOWRUNNER_NOTIFY_M: `smtp://127.0.0.1:${server.port}` };
    const long = { subject: 'é'.repeat(3000), title: 'x'.repeat(3000), message: 'y'.repeat(5000), links: [] };
    const sent = await createNotifier({ env }).send(
      mail,
      { ...notification, items: Array(9).fill(long) },
      { signal: new AbortController().signal },
    );
    expect(sent).toEqual({ delivered: true });
    const lines = (server.mails[0]?.source ?? '').split('\r\n');
    // RFC 5322: 998 without the line end.
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
  });

  it('logs in, and a refused password or address is final', async () => {
    const isAnn = { authOptional: false, allowInsecureAuth: true } as const;
    const server = await openMail({
      ...isAnn,
      onAuth: ({ password }, _session, callback) =>
        password === 'p@ssword9' ? callback(null, { user: 'me' }) : callback(new Error(`not ${password}`)),
      onRcptTo: ({ address }, _session, callback) =>
        callback(
          address.startsWith('ann') ? undefined : Object.assign(new Error('unknown'), { responseCode: 550 }),
        ),
    });
    const env = (password: string) => ({
      SHOWRUNNER_NOTIFY_M: `smtp://me:${password}@127.0.0.1:${server.port}`,
    });
    expect(await send(mail, env('p%40ssword9'))).toEqual({ delivered: true });
    const refused = await send(mail, env('another7'));
    expect(refused).toMatchObject({ delivered: false, final: true, unknownOutcome: false });
    expect(JSON.stringify(refused)).not.toContain('another7');
    expect(await send({ ...mail, to: 'bob@academy.example' }, env('p%40ssword9'))).toMatchObject({
      ...{ delivered: false, final: true, unknownOutcome: false },
      why: expect.stringContaining('550'),
    });
  });

  it('no server', async () => {
    const server = await openMail();
    await server.close();
    expect(await send(mail, { SHOWRUNNER_NOTIFY_M: `smtp://127.0.0.1:${server.port}` })).toMatchObject({
      ...{ delivered: false, final: false, unknownOutcome: false },
    });
  });
});

describe('no secret gets out', () => {
  const env = { SHOWRUNNER_NOTIFY_D: 'not an address but s3cret' };

  it.each([
    ['a variable that is not set', {}, 'the environment of the worker has no SHOWRUNNER_NOTIFY_D'],
    ['a value that is no address', env, 'SHOWRUNNER_NOTIFY_D is not an address'],
    [
      'another protocol',
      { SHOWRUNNER_NOTIFY_D: 'file:///etc/s3cret' },
      'SHOWRUNNER_NOTIFY_D is not an address',
    ],
  ])('%s is named, and not shown', async (_case, environment, why) => {
    const result = await send(discord, environment);
    expect(result).toMatchObject({ delivered: false, final: true, unknownOutcome: false });
    expect(JSON.stringify(result)).toContain(why);
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });

  it('a secret that is easily found is refused', async () => {
    const server = await openHttp();
    const result = await send(webhook, {
      SHOWRUNNER_NOTIFY_W: server.url,
      SHOWRUNNER_NOTIFY_S: 'short-s3cret',
    });
    expect(result).toMatchObject({
      delivered: false,
      final: true,
      why: expect.stringContaining('shorter than'),
    });
    expect(JSON.stringify(result)).not.toContain('short-s3cret');
    expect(server.calls).toEqual([]);
  });

  it('an answer that repeats the address is shown without it', async () => {
    const server = await openHttp(({ path }) => ({ status: 404, body: `no hook at ${path}` }));
    const result = await toDiscord(server.url);
    expect(JSON.stringify(result)).not.toContain('q8TokenOfTheHook');
    expect(JSON.stringify(result)).toContain('no hook at');
  });
});
