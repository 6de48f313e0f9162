import { findToken } from '../api/token.ts';
import type { World } from '../world.ts';
import { createTokenError, type TokenAnswer } from './answers.ts';
import { isAlive, revokeConsent } from './consents.ts';
import { DEFAULT_SCOPE } from './scopes.ts';

/** `/revoke`: an access token ends its refresh token, too. A made-up refresh token is known once it was used. */
export function revokeToken(world: World, form: URLSearchParams): TokenAnswer {
  const { store } = world;
  const token = form.get('token') ?? '';
  const isUsed = [...store.token.rows()].some(({ refreshToken }) => refreshToken === token);
  const isKnown = store.consent.get(token) !== undefined || isUsed;
  const refreshToken = isKnown ? token : store.token.get(token)?.refreshToken;
  if (refreshToken === undefined || !isAlive(world, store.consent.get(refreshToken)))
    return createTokenError('invalid_token', 'Token expired or revoked');
  revokeConsent(world, refreshToken);
  return { status: 200, body: {} };
}

/** `/tokeninfo`: what an access token may do, and how long. Numbers are texts, as Google writes them. */
export function describeToken(
  world: World,
  form: URLSearchParams,
  authorization: string | undefined,
): TokenAnswer {
  const given = form.get('access_token');
  const token = findToken(world, given === null ? authorization : `Bearer ${given}`);
  if (token === undefined || token.expiresAt <= world.realNow())
    return createTokenError('invalid_token', 'Invalid Value');
  const { clientId = 'local', scopes = [DEFAULT_SCOPE], expiresAt, refreshToken } = token;
  const body = {
    azp: clientId,
    aud: clientId,
    scope: scopes.join(' '),
    exp: String(Math.floor(expiresAt / 1000)),
    expires_in: String(Math.floor((expiresAt - world.realNow()) / 1000)),
    access_type: refreshToken === undefined ? 'online' : 'offline',
  };
  return { status: 200, body };
}
