import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerConsent } from '../../test/support/login-process.ts';
import { createTokenControl, type TokenControl } from '../../test/support/token-control.ts';
import { createYouTube } from './client.ts';
import { OAuthError, requestConsent, revokeConsent, SCOPE } from './oauth.ts';
import { readOwnChannel } from './send.ts';

const REDIRECT = 'http://127.0.0.1:9';
let world: TokenControl;
let rootUrl: string;
beforeAll(async () => {
  world = await createTokenControl();
  rootUrl = world.youtube.callOptions.rootUrl ?? '';
});
afterAll(() => world.close());

const client = { clientId: 'client', clientSecret: 'client-secret' };
const request = () => requestConsent({ ...client, rootUrl }, REDIRECT);
const codeOf = async (url: string): Promise<string> =>
  new URL(await answerConsent(url)).searchParams.get('code') ?? '';

describe('the address for the browser', () => {
  it('asks for one scope, a choice of accounts, a refresh token and a proof; no secret is in it', async () => {
    const { url, state } = await request();
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      ...{ client_id: 'client', redirect_uri: REDIRECT, response_type: 'code', scope: SCOPE, state },
      ...{ access_type: 'offline', prompt: 'consent select_account' },
      ...{ code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(url).not.toContain('client-secret');
    const other = await request();
    expect([other.state === state, other.url === url]).toEqual([false, false]);
  });

  it('is that of the local YouTube in a local run, and else that of Google', async () => {
    expect((await request()).url).toMatch(new RegExp(`^${rootUrl}/o/oauth2/v2/auth\\?`));
    const google = await requestConsent(client, REDIRECT);
    expect(google.url).toMatch(/^https:\/\/accounts\.google\.com\/o\/oauth2\/v2\/auth\?/);
  });
});

describe('a code', () => {
  it('gives a refresh token with its scopes, and is not good for another request', async () => {
    const { url, exchange } = await request();
    const grant = await exchange(await codeOf(url));
    expect(grant).toEqual({ refreshToken: expect.stringMatching(/^1\/\//), scopes: [SCOPE] });
    const stolen = await codeOf((await request()).url);
    await expect(exchange(stolen)).rejects.toThrow(
      /^invalid_grant: Invalid code verifier; the code was used/,
    );
  });

  it.each([
    [401, 'invalid_client', /^invalid_client: .*; check the id and the secret of the OAuth client/],
    [400, 'redirect_uri_mismatch', /its type must be "Desktop app"$/],
    [500, 'internal_failure', /^internal_failure: .*; try again later$/],
  ])(
    'that is refused with %s %s says what to do, without code or secret',
    async (status, reason, message) => {
      const { exchange } = await request();
      await world.fault({ method: 'token', kind: 'refuse', refusal: { status, reason } });
      const error: OAuthError = await exchange('4/0Asecret').catch((failure) => failure);
      expect(error).toBeInstanceOf(OAuthError);
      expect(error.message).toMatch(message);
      expect(error.message).not.toMatch(/4\/0A|client-secret/);
    },
  );

  it('that gets no answer says so', async () => {
    const { exchange } = await requestConsent({ ...client, rootUrl: 'http://127.0.0.1:1' }, REDIRECT);
    await expect(exchange('4/0Asecret')).rejects.toThrow(/^no answer \(ECONNREFUSED\): check the connection/);
  });
});

it('a token is revoked once', async () => {
  const { url, exchange } = await request();
  const { refreshToken } = await exchange(await codeOf(url));
  expect(await revokeConsent({ ...client, rootUrl }, refreshToken)).toBe(true);
  expect(await revokeConsent({ ...client, rootUrl }, refreshToken)).toBe(false);
});

it('a client changes to other credentials, whose channel is read again', async () => {
  const { url, exchange } = await request();
  const grant = await exchange(await codeOf(url));
  const youtube = createYouTube({ ...client, rootUrl, refreshToken: grant.refreshToken });
  const read = () => readOwnChannel({ youtube, meter: world.meter(undefined), signal: undefined });
  expect((await read())?.title).toBe('Local Academy');
  await revokeConsent({ ...client, rootUrl }, grant.refreshToken);
  youtube.forgetAccess();
  await expect(read()).rejects.toMatchObject({ reason: 'invalid_grant', stopsGrants: true });
  const again = await request();
  const renewed = await again.exchange(await codeOf(again.url));
  youtube.useCredentials({ ...client, refreshToken: renewed.refreshToken });
  expect((await read())?.title).toBe('Local Academy');
});
