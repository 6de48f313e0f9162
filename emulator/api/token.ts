import type { FaultRefusal } from '../faults.ts';
import { newAccessToken } from '../state/ids.ts';
import type { World } from '../world.ts';

const LIFETIME_SECONDS = 3599;
const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';

export type TokenAnswer = { readonly status: number; readonly body: unknown };

/** The token endpoint: any refresh token gives an access token for an hour. */
export function issueToken(world: World, form: URLSearchParams): TokenAnswer {
  if (form.get('grant_type') !== 'refresh_token')
    return createTokenError('unsupported_grant_type', 'Invalid grant_type: only refresh_token is known here');
  if (!form.get('refresh_token'))
    return createTokenError('invalid_request', 'Missing required parameter: refresh_token');
  const id = newAccessToken();
  world.store.token.put({ id, expiresAt: world.realNow() + LIFETIME_SECONDS * 1000 });
  world.commit();
  return {
    status: 200,
    body: { access_token: id, expires_in: LIFETIME_SECONDS, scope: SCOPE, token_type: 'Bearer' },
  };
}

/** The refresh token is no longer valid: a person must consent again. */
export function createInvalidGrant(): TokenAnswer {
  return createTokenError('invalid_grant', 'Token has been expired or revoked.');
}

/** The answer of an injected fault: an error in the token endpoint's format, or any text. */
export function createTokenFault({ status, reason, message = reason, body }: FaultRefusal): TokenAnswer {
  return { status, body: body ?? { error: reason, error_description: message } };
}

function createTokenError(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } };
}

/** Checks an `Authorization` header. A call with a token that was never issued belongs to no project and costs nothing. */
export function checkBearer(world: World, header: string | undefined): 'good' | 'expired' | 'unknown' {
  const token = world.store.token.get(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '');
  if (token === undefined) return 'unknown';
  return token.expiresAt > world.realNow() ? 'good' : 'expired';
}
