import type { FaultRefusal } from '../faults.ts';

/** An answer to an OAuth client. */
export type TokenAnswer = { readonly status: number; readonly body: unknown };

/** The refresh token is no longer valid: a person must consent again. */
export function createInvalidGrant(): TokenAnswer {
  return createTokenError('invalid_grant', 'Token has been expired or revoked.');
}

/** The answer of an injected fault: an error in the token endpoint's format, or any text. */
export function createTokenFault({ status, reason, message = reason, body }: FaultRefusal): TokenAnswer {
  return { status, body: body ?? { error: reason, error_description: message } };
}

export function createTokenError(error: string, description: string, status = 400): TokenAnswer {
  return { status, body: { error, error_description: description } };
}
