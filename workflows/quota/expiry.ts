import { ENDS_SOON, type Need } from '../../contract/attention.ts';
import { EXPIRY_NOTICE_MS } from '../../contract/quota.ts';
import { describeEnd } from '../../contract/reports/quota.ts';

type Expiring = { readonly credentialsExpireAt?: number | undefined };

/** From day five of a refresh token that ends after seven days. */
export const endsSoon = ({ credentialsExpireAt }: Expiring, now: number): boolean =>
  credentialsExpireAt !== undefined && now >= credentialsExpireAt - EXPIRY_NOTICE_MS;

/** Milliseconds until a person is needed; undefined: no end is known, or it is said already. */
export function untilNotice(state: Expiring, now: number): number | undefined {
  const { credentialsExpireAt } = state;
  if (credentialsExpireAt === undefined || endsSoon(state, now)) return undefined;
  return credentialsExpireAt - EXPIRY_NOTICE_MS - now;
}

export function listExpiry(credentialsExpireAt: number | undefined, now: number): Need[] {
  if (credentialsExpireAt === undefined || !endsSoon({ credentialsExpireAt }, now)) return [];
  const message = describeEnd(credentialsExpireAt);
  return [
    { reason: 'credentials', cause: ENDS_SOON, message, since: credentialsExpireAt - EXPIRY_NOTICE_MS },
  ];
}
