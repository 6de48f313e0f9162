import type { FaultRefusal } from '../faults.ts';
import { newAccessToken } from '../state/ids.ts';
import type { World } from '../world.ts';

const LIFETIME_SECONDS = 3599;
const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';

export type TokenAnswer = { readonly status: number; readonly body: unknown };

/** The token endpoint: any refresh token buys an access token for an hour. */
export function issueToken(world: World, form: URLSearchParams): TokenAnswer {
  if (form.get('grant_type') !== 'refresh_token')
    return refuse('unsupported_grant_type', 'Invalid grant_type: only refresh_token is known here');
  if (!form.get('refresh_token'))
    return refuse('invalid_request', 'Missing required parameter: refresh_token');
  const id = newAccessToken();
  world.store.token.put({ id, expiresAt: world.realNow() + LIFETIME_SECONDS * 1000 });
  world.commit();
  return {
    status: 200,
    body: { access_token: id, expires_in: LIFETIME_SECONDS, scope: SCOPE, token_type: 'Bearer' },
  };
}

/** The refresh token is dead: a person must consent again. */
export function refuseGrant(): TokenAnswer {
  return refuse('invalid_grant', 'Token has been expired or revoked.');
}

/** What a fault orders: an error in the token endpoint's shape, or any text. */
export function refuseToken({ status, reason, message = reason, body }: FaultRefusal): TokenAnswer {
  return { status, body: body ?? { error: reason, error_description: message } };
}

function refuse(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } };
}

/** How an `Authorization` header stands: a token we never issued belongs to no project, so nobody pays for the call. */
export function checkBearer(world: World, header: string | undefined): 'good' | 'expired' | 'unknown' {
  const token = world.store.token.get(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '');
  if (token === undefined) return 'unknown';
  return token.expiresAt > world.realNow() ? 'good' : 'expired';
}
