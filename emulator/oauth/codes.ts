import { newAuthorizationCode } from '../state/ids.ts';
import type { OtherChannel } from '../state/rows.ts';

/** What a person allowed on the consent page, and what the exchange of its code must prove. */
export type Authorization = {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Absent: the channel of this YouTube. */
  readonly otherChannel?: OtherChannel;
  /** PKCE: the challenge is the SHA-256 of the verifier, or the verifier itself. */
  readonly challenge?: { readonly value: string; readonly method: 'S256' | 'plain' };
  /** Whether a refresh token is issued. */
  readonly isOffline: boolean;
  /** ms, YouTube's time. */
  readonly at: number;
};

/** Codes that were not exchanged yet. */
export type AuthorizationCodes = {
  add(authorization: Authorization): string;
  /** Each code is good once, also for an exchange that is refused. */
  take(code: string): Authorization | undefined;
};

export function createCodes(): AuthorizationCodes {
  const codes = new Map<string, Authorization>();
  return {
    add(authorization) {
      const code = newAuthorizationCode();
      codes.set(code, authorization);
      return code;
    },
    take(code) {
      const authorization = codes.get(code);
      codes.delete(code);
      return authorization;
    },
  };
}
