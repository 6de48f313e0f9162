import { isInScope } from '../oauth/scopes.ts';
import type { OtherChannel, TokenRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { ApiError } from './errors.ts';

/** Checks an `Authorization` header. A call with a token that was never issued belongs to no project and costs nothing. */
export function checkBearer(world: World, header: string | undefined): 'good' | 'expired' | 'unknown' {
  const token = findToken(world, header);
  if (token === undefined) return 'unknown';
  return token.expiresAt > world.realNow() ? 'good' : 'expired';
}

export const findToken = ({ store }: Pick<World, 'store'>, header = ''): TokenRow | undefined =>
  store.token.get(/^Bearer (.+)$/i.exec(header)?.[1] ?? '');

/** The consent does not cover the method: its box on the consent page was not ticked. */
export function assertScope(world: World, header: string | undefined, method: string): void {
  const { scopes } = findToken(world, header) ?? {};
  if (scopes === undefined || isInScope(method, scopes)) return;
  const message = 'Request had insufficient authentication scopes.';
  throw new ApiError(403, 'insufficientPermissions', message, 'global', 'PERMISSION_DENIED');
}

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
