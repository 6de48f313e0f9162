import type { FaultRefusal } from '../faults.ts';
import { newAccessToken } from '../state/ids.ts';
import type { OtherChannel, TokenRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { ApiError } from './errors.ts';

const LIFETIME_SECONDS = 3599;
const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';

export type TokenAnswer = { readonly status: number; readonly body: unknown };

/** The token endpoint: any refresh token gives an access token for an hour, of this channel unless the control API says otherwise. */
export function issueToken(world: World, form: URLSearchParams): TokenAnswer {
  if (form.get('grant_type') !== 'refresh_token')
    return createTokenError('unsupported_grant_type', 'Invalid grant_type: only refresh_token is known here');
  const refreshToken = form.get('refresh_token');
  if (!refreshToken) return createTokenError('invalid_request', 'Missing required parameter: refresh_token');
  const id = newAccessToken();
  world.store.token.put({ id, expiresAt: world.realNow() + LIFETIME_SECONDS * 1000, refreshToken });
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
  const token = findToken(world, header);
  if (token === undefined) return 'unknown';
  return token.expiresAt > world.realNow() ? 'good' : 'expired';
}

const findToken = ({ store }: World, header = ''): TokenRow | undefined =>
  store.token.get(/^Bearer (.+)$/i.exec(header)?.[1] ?? '');

/** The channel of a token that is not of this one. undefined: it is of this one. */
export function findOtherChannel(world: World, header: string | undefined): OtherChannel | undefined {
  const { refreshToken = '' } = findToken(world, header) ?? {};
  return world.settings().otherChannels?.[refreshToken];
}

/**
 * A token of another channel reads only that channel: this YouTube has no videos of others. An account without a channel is refused
 * as by YouTube.
 */
export function assertOwnChannel(other: OtherChannel | undefined): void {
  if (other === undefined) return;
  if (other === null) throw new ApiError(401, 'youtubeSignupRequired', 'Unauthorized', 'youtube.header');
  throw new ApiError(
    403,
    'forbidden',
    `The token belongs to channel ${other.id}, which is not here.`,
    'global',
  );
}

/** A new consent: from now on, a refresh token is of another channel, of none (null), or of this one (undefined); its access tokens end. */
export function changeConsent(world: World, refreshToken: string, channel: OtherChannel | undefined): void {
  const { [refreshToken]: _before, ...others } = world.settings().otherChannels ?? {};
  const otherChannels = channel === undefined ? others : { ...others, [refreshToken]: channel };
  world.store.settings.put({ ...world.settings(), otherChannels });
  for (const token of [...world.store.token.rows()])
    if (token.refreshToken === refreshToken) world.store.token.put({ ...token, expiresAt: 0 });
  world.commit();
}
