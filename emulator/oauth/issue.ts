import { createHash } from 'node:crypto';
import { defined } from '../defined.ts';
import { newAccessToken } from '../state/ids.ts';
import type { ConsentRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { createInvalidGrant, createTokenError, type TokenAnswer } from './answers.ts';
import type { Authorization } from './codes.ts';
import { addConsent, isAlive } from './consents.ts';
import { DEFAULT_SCOPE } from './scopes.ts';

const LIFETIME_SECONDS = 3599;
/** Google's for a code. */
const CODE_MS = 10 * 60_000;

/**
 * The token endpoint. A refresh token that the consent page issued is good with its own client; any other one is good, too, and is of
 * this channel unless the control API says otherwise.
 */
export function issueToken(world: World, form: URLSearchParams): TokenAnswer {
  const kind = form.get('grant_type');
  if (kind === 'refresh_token') return refresh(world, form);
  if (kind === 'authorization_code') return exchange(world, form);
  return createTokenError('unsupported_grant_type', `Invalid grant_type: ${kind ?? ''}`);
}

function refresh(world: World, form: URLSearchParams): TokenAnswer {
  const refreshToken = form.get('refresh_token');
  if (!refreshToken) return createTokenError('invalid_request', 'Missing required parameter: refresh_token');
  const consent = world.store.consent.get(refreshToken);
  if (!isAlive(world, consent)) return createInvalidGrant();
  if (consent?.clientId !== undefined && consent.clientId !== form.get('client_id'))
    return createTokenError('unauthorized_client', 'Unauthorized', 401);
  return issue(world, consent ?? { id: refreshToken }, { clientId: form.get('client_id') ?? undefined });
}

/** A code is exchanged once, within minutes, by the client that can prove that it asked for it. */
function exchange(world: World, form: URLSearchParams): TokenAnswer {
  const clientId = form.get('client_id');
  if (!clientId) return createTokenError('invalid_request', 'Could not determine client ID from request.');
  if (!form.get('client_secret')) return createTokenError('invalid_request', 'client_secret is missing.');
  const code = form.get('code');
  if (!code) return createTokenError('invalid_request', 'Missing required parameter: code');
  if (!/^4\/\S+$/.test(code)) return createTokenError('invalid_grant', 'Malformed auth code.');
  const authorization = world.codes.take(code);
  if (authorization === undefined || authorization.at + CODE_MS < world.now())
    return createTokenError('invalid_grant', 'Bad Request');
  if (authorization.clientId !== clientId)
    return createTokenError('unauthorized_client', 'Unauthorized', 401);
  if (authorization.redirectUri !== form.get('redirect_uri'))
    return createTokenError('redirect_uri_mismatch', 'Bad Request');
  const refused = checkVerifier(authorization, form.get('code_verifier'));
  if (refused !== undefined) return createTokenError('invalid_grant', refused);
  if (!authorization.isOffline) return issue(world, undefined, authorization);
  return issue(world, addConsent(world, authorization), { ...authorization, isFirst: true });
}

function checkVerifier({ challenge }: Authorization, verifier: string | null): string | undefined {
  if (challenge === undefined) return undefined;
  if (!verifier) return 'Missing code verifier.';
  const proof =
    challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return proof === challenge.value ? undefined : 'Invalid code verifier.';
}

type Issue = {
  readonly clientId?: string | undefined;
  readonly scopes?: readonly string[];
  /** The answer carries the refresh token. */
  readonly isFirst?: true;
};

/** An access token for an hour. Without a consent there is no refresh token. */
function issue(
  world: World,
  consent: ConsentRow | undefined,
  { clientId, isFirst, ...given }: Issue,
): TokenAnswer {
  const id = newAccessToken();
  const scopes = consent?.scopes ?? given.scopes;
  const expiresAt = world.realNow() + LIFETIME_SECONDS * 1000;
  world.store.token.put({ id, expiresAt, ...defined({ refreshToken: consent?.id, clientId, scopes }) });
  world.commit();
  const ends = consent?.expiresAt;
  const body = {
    access_token: id,
    expires_in: LIFETIME_SECONDS,
    ...(isFirst === true ? { refresh_token: consent?.id } : {}),
    // Google: only set when the refresh token ends at a known time.
    ...(ends === undefined ? {} : { refresh_token_expires_in: Math.floor((ends - world.now()) / 1000) }),
    scope: (scopes ?? [DEFAULT_SCOPE]).join(' '),
    token_type: 'Bearer',
  };
  return { status: 200, body };
}
