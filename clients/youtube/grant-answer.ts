import type { gaxios } from 'google-auth-library';
import { defined } from '../../domain/shared/defined.ts';

/** `scopes`: absent when the answer does not name them. `lastsSeconds`: how long the refresh token lasts, where Google says it. */
export type GrantAnswer = {
  readonly scopes?: readonly string[];
  readonly lastsSeconds?: number;
  /** The `Date` of the answer, ms since 1970. */
  readonly date?: number;
};

/** What the token endpoint says with an access token, without the token. */
export function parseGrant(response: gaxios.GaxiosResponse | null | undefined): GrantAnswer {
  const { scope, refresh_token_expires_in: lasts } = (response?.data ?? {}) as Record<string, unknown>;
  return defined({
    scopes: typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : undefined,
    lastsSeconds: typeof lasts === 'number' ? lasts : undefined,
    date: parseDate(response?.headers),
  });
}

/** The header `Date` of an answer, ms since 1970. */
export function parseDate(headers: Headers | undefined): number | undefined {
  const date = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
