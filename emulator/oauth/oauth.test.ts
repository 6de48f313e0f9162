import { createHash } from 'node:crypto';
import { OAuth2Client } from 'google-auth-library';
import { youtube } from 'googleapis/build/src/apis/youtube/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, refusal, startBench, validBroadcast } from '../../test/support/emulator-client.ts';

const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';
const READ_SCOPE = 'https://www.googleapis.com/auth/youtube.readonly';
const REDIRECT = 'http://127.0.0.1:9';
const VERIFIER = 'a-verifier-of-some-length-that-no-other-process-knows';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const SECOND = 'UCpersonalchannel0000000';
const WEEK_MS = 7 * 86_400_000;

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const ASKED = {
  ...{ client_id: 'c', redirect_uri: REDIRECT, response_type: 'code', scope: SCOPE, state: 's' },
  ...{ code_challenge: CHALLENGE, code_challenge_method: 'S256', access_type: 'offline', prompt: 'consent' },
};
const page = (asked: Record<string, string>) => `${bench.url}/o/oauth2/v2/auth?${new URLSearchParams(asked)}`;

/** A person answers the page. @returns where the browser goes */
async function consent(
  form: Record<string, string> = {},
  asked: Record<string, string> = ASKED,
): Promise<URL> {
  const body = new URLSearchParams({ answer: 'allow', scope: SCOPE, ...form });
  const { headers } = await fetch(page(asked), { method: 'POST', body, redirect: 'manual' });
  return new URL(headers.get('location') ?? '');
}

const post = async (path: string, form: Record<string, string>) => {
  const response = await fetch(`${bench.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const exchange = async (code: string, form: Record<string, string> = {}) =>
  post('/token', {
    ...{ grant_type: 'authorization_code', client_id: 'c', client_secret: 'x', redirect_uri: REDIRECT },
    ...{ code, code_verifier: VERIFIER, ...form },
  });
const codeOf = (url: URL): string => url.searchParams.get('code') ?? '';
const login = async (form: Record<string, string> = {}) => (await exchange(codeOf(await consent(form)))).body;

function apiOf(refreshToken: unknown, clientId = 'c') {
  const auth = new OAuth2Client({
    ...{ clientId, clientSecret: 'x', endpoints: { oauth2TokenUrl: `${bench.url}/token` } },
  });
  auth.setCredentials({ refresh_token: String(refreshToken) });
  return youtube({ version: 'v3', auth, rootUrl: bench.url, retry: false });
}
const readMine = async (refreshToken: unknown) =>
  (await apiOf(refreshToken).channels.list({ part: ['id'], mine: true })).data.items?.[0]?.id;

describe('the consent page', () => {
  it('offers two channels and a box for each scope, and sends back code, scope and state', async () => {
    const text = await (await fetch(page({ ...ASKED, scope: `${SCOPE} ${READ_SCOPE}` }))).text();
    expect(text.match(/type="radio"/g)).toHaveLength(2);
    expect(text.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2);
    const url = await consent();
    expect([url.origin, url.searchParams.get('state'), url.searchParams.get('scope')]).toEqual([
      ...[REDIRECT, 's', SCOPE],
    ]);
  });

  it('sends back access_denied, and no code, when the person cancels', async () => {
    const { searchParams } = await consent({ answer: 'deny' });
    expect(Object.fromEntries(searchParams)).toEqual({ error: 'access_denied', state: 's' });
  });

  it.each([
    ['client_id', '', 'invalid_request'],
    ['redirect_uri', 'https://evil.example/', 'redirect_uri_mismatch'],
    ['redirect_uri', 'http://127.0.0.1.evil.example/', 'redirect_uri_mismatch'],
    ['response_type', 'token', 'unsupported_response_type'],
    ['scope', 'https://www.googleapis.com/auth/drive', 'invalid_scope'],
    ['code_challenge_method', 'S512', 'invalid_request'],
  ])('shows an error, and redirects no one, for the %s "%s"', async (name, value, error) => {
    const response = await fetch(page({ ...ASKED, [name]: value }), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`Error 400: ${error}`);
  });
});

describe('the exchange of a code', () => {
  it('gives a refresh token that reads the chosen channel', async () => {
    const answer = await login();
    expect(answer).toMatchObject({ expires_in: 3599, scope: SCOPE, token_type: 'Bearer' });
    expect(answer).not.toHaveProperty('refresh_token_expires_in');
    expect(await readMine(answer['refresh_token'])).toBe('UCshowrunnerlocal0000000');
    expect(await readMine((await login({ channel: SECOND }))['refresh_token'])).toBe(SECOND);
  });

  it.each([
    ['no verifier', { code_verifier: '' }, 400, 'invalid_grant', 'Missing code verifier.'],
    ['another verifier', { code_verifier: 'other' }, 400, 'invalid_grant', 'Invalid code verifier.'],
    ['another redirect', { redirect_uri: `${REDIRECT}9` }, 400, 'redirect_uri_mismatch', 'Bad Request'],
    ['another client', { client_id: 'd' }, 401, 'unauthorized_client', 'Unauthorized'],
    ['no secret', { client_secret: '' }, 400, 'invalid_request', 'client_secret is missing.'],
    ['no code of ours', { code: 'x' }, 400, 'invalid_grant', 'Malformed auth code.'],
  ])('is refused with %s', async (_name, form, status, error, error_description) => {
    expect(await exchange(codeOf(await consent()), form)).toEqual({
      status,
      body: { error, error_description },
    });
  });

  it('works once, and for ten minutes', async () => {
    const code = codeOf(await consent());
    expect((await exchange(code)).status).toBe(200);
    const dead = { status: 400, body: { error: 'invalid_grant', error_description: 'Bad Request' } };
    expect(await exchange(code)).toEqual(dead);
    const late = codeOf(await consent());
    await bench.control('/clock', { advanceMs: 600_001 });
    expect(await exchange(late)).toEqual(dead);
  });

  it('gives no refresh token to a client that did not ask for offline access', async () => {
    const { access_type: _offline, ...online } = ASKED;
    const { body } = await exchange(codeOf(await consent({}, online)));
    expect(body['access_token']).toBeDefined();
    expect(body).not.toHaveProperty('refresh_token');
  });
});

describe('tokens', () => {
  it('of an app in testing say when they end, and end after seven days', async () => {
    await bench.control('/settings', { publishingStatus: 'testing' });
    const answer = await login();
    await bench.control('/settings', { publishingStatus: 'production' });
    expect(answer['refresh_token_expires_in']).toBeGreaterThan(604_000);
    const again = {
      grant_type: 'refresh_token',
      client_id: 'c',
      refresh_token: String(answer['refresh_token']),
    };
    expect((await post('/token', again)).body['refresh_token_expires_in']).toBeGreaterThan(604_000);
    await bench.control('/clock', { advanceMs: WEEK_MS });
    expect(await post('/token', again)).toMatchObject({
      ...{
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      },
    });
  });

  it('are good only with the client that they were issued to', async () => {
    const { refresh_token: token } = await login();
    await expect(apiOf(token, 'd').channels.list({ part: ['id'], mine: true })).rejects.toMatchObject({
      response: { status: 401, data: { error: 'unauthorized_client' } },
    });
  });

  it('do only what was ticked', async () => {
    const { refresh_token: nothing, scope } = await login({ scope: '' });
    expect(scope).toBe('');
    const insufficient = { status: 403, reason: 'insufficientPermissions' };
    expect(await refusal(readMine(nothing))).toMatchObject(insufficient);
    const asked = { ...ASKED, scope: READ_SCOPE };
    const { body } = await exchange(codeOf(await consent({ scope: READ_SCOPE }, asked)));
    expect(await readMine(body['refresh_token'])).toBeDefined();
    const insert = apiOf(body['refresh_token']).liveBroadcasts.insert(validBroadcast());
    expect(await refusal(insert)).toMatchObject(insufficient);
  });

  it('describe themselves, as long as they are good', async () => {
    const { access_token: access } = await login();
    const auth = new OAuth2Client({ endpoints: { tokenInfoUrl: `${bench.url}/tokeninfo` } });
    expect(await auth.getTokenInfo(String(access))).toMatchObject({ aud: 'c', scopes: [SCOPE] });
    const byUrl = await fetch(`${bench.url}/tokeninfo?access_token=${String(access)}`);
    expect(await byUrl.json()).toMatchObject({
      azp: 'c',
      access_type: 'offline',
      expires_in: expect.any(String),
    });
    expect(await post('/tokeninfo', { access_token: 'ya29.none' })).toEqual({
      status: 400,
      body: { error: 'invalid_token', error_description: 'Invalid Value' },
    });
  });

  it.each(['refresh_token', 'access_token'])('end together when the %s is revoked, once', async (name) => {
    const answer = await login();
    const revoke = () => post('/revoke', { token: String(answer[name]) });
    expect(await revoke()).toEqual({ status: 200, body: {} });
    expect(await revoke()).toMatchObject({ status: 400, body: { error: 'invalid_token' } });
    await expect(readMine(answer['refresh_token'])).rejects.toThrow('invalid_grant');
    expect(await post('/tokeninfo', { access_token: String(answer['access_token']) })).toMatchObject({
      status: 400,
    });
  });

  it('that are made up are good until they are revoked, and again after a new consent', async () => {
    expect(await readMine('made-up')).toBeDefined();
    expect((await post('/revoke', { token: 'made-up' })).status).toBe(200);
    await expect(readMine('made-up')).rejects.toThrow('invalid_grant');
    await bench.control('/consent', { refreshToken: 'made-up' });
    expect(await readMine('made-up')).toBeDefined();
  });
});
