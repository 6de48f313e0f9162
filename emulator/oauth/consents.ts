import { defined } from '../defined.ts';
import { newRefreshToken } from '../state/ids.ts';
import type { ConsentRow, OtherChannel } from '../state/rows.ts';
import type { World } from '../world.ts';
import type { Authorization } from './codes.ts';

/** How long Google lets a refresh token of an app in "Testing" live. */
const TESTING_MS = 604_799_000;

/** Records what a person consented to, under a new refresh token. */
export function addConsent(world: World, { clientId, scopes, otherChannel }: Authorization): ConsentRow {
  const { publishingStatus } = world.settings();
  const expiresAt = publishingStatus === 'testing' ? world.now() + TESTING_MS : undefined;
  const consent = { id: newRefreshToken(), clientId, scopes, ...defined({ expiresAt }) };
  world.store.consent.put(consent);
  if (otherChannel !== undefined) setChannel(world, consent.id, otherChannel);
  return consent;
}

/** Whether a refresh token is good; a made-up one is until it is revoked. */
export const isAlive = (world: World, consent: ConsentRow | undefined): boolean =>
  consent?.isRevoked !== true && (consent?.expiresAt ?? Number.POSITIVE_INFINITY) > world.now();

/** The refresh token and all access tokens of it end. */
export function revokeConsent(world: World, refreshToken: string): void {
  world.store.consent.put({ ...world.store.consent.get(refreshToken), id: refreshToken, isRevoked: true });
  endAccess(world, refreshToken);
  world.commit();
}

/** A new consent: from now on, a refresh token is of another channel, of none (null), or of this one (undefined); its access tokens end. */
export function changeConsent(world: World, refreshToken: string, channel: OtherChannel | undefined): void {
  setChannel(world, refreshToken, channel);
  const consent = world.store.consent.get(refreshToken);
  if (consent !== undefined) {
    const { isRevoked: _revoked, expiresAt: _expired, ...renewed } = consent;
    world.store.consent.put(renewed);
  }
  endAccess(world, refreshToken);
  world.commit();
}

function setChannel(world: World, refreshToken: string, channel: OtherChannel | undefined): void {
  const { [refreshToken]: _before, ...others } = world.settings().otherChannels ?? {};
  const otherChannels = channel === undefined ? others : { ...others, [refreshToken]: channel };
  world.store.settings.put({ ...world.settings(), otherChannels });
}

function endAccess({ store }: World, refreshToken: string): void {
  for (const token of [...store.token.rows()])
    if (token.refreshToken === refreshToken) store.token.put({ ...token, expiresAt: 0 });
}
