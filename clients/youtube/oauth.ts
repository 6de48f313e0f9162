import { randomBytes } from 'node:crypto';
import { CodeChallengeMethod } from 'google-auth-library';
import { defined } from '../../domain/shared/defined.ts';
import { type AuthOptions, createAuth } from './auth.ts';
import { readAnswer } from './error-answer.ts';

/** The one scope that everything we do needs. */
export const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';

/** What a person allowed. */
export type OAuthGrant = {
  readonly refreshToken: string;
  readonly scopes: readonly string[];
  /** How long the refresh token lives. Absent: no end is known; Google names one only for an app in "Testing". */
  readonly livesForMs?: number;
};

/** A consent that a person is asked for in a browser. */
export type ConsentRequest = {
  /** The address for the browser. It holds no secret. */
  readonly url: string;
  /** What the answer must carry: without it, it is the answer to another request. */
  readonly state: string;
  /** Exchanges the code of the answer, once. @throws OAuthError */
  exchange(code: string): Promise<OAuthGrant>;
};

/** `message`: what is wrong and what to do; it holds no code, token or secret. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  /** OAuth's own, for example `invalid_grant`; undefined: no answer came. */
  readonly reason: string | undefined;

  constructor(reason: string | undefined, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Prepares a consent with PKCE. `redirectUri`: the loopback address that the browser ends at. Calls nothing yet. */
export async function requestConsent(options: AuthOptions, redirectUri: string): Promise<ConsentRequest> {
  const auth = createAuth(options);
  const { codeVerifier, codeChallenge } = await auth.generateCodeVerifierAsync();
  const state = randomBytes(32).toString('base64url');
  const url = auth.generateAuthUrl({
    redirect_uri: redirectUri,
    access_type: 'offline',
    // With brand accounts, one person has several channels. Without `consent`, Google gives no second refresh token.
    prompt: 'consent select_account',
    scope: SCOPE,
    state,
    code_challenge_method: CodeChallengeMethod.S256,
    ...defined({ code_challenge: codeChallenge }),
  });
  const exchange = async (code: string): Promise<OAuthGrant> => {
    const { tokens } = await auth
      .getToken({ code, codeVerifier, redirect_uri: redirectUri })
      .catch((error: unknown) => Promise.reject(toOAuthError(error, DEAD_CODE)));
    return parseGrant(tokens);
  };
  return { url, state, exchange };
}

/** Ends a refresh token, and at Google every token of that person and client. false: it had ended before. @throws OAuthError */
export async function revokeConsent(options: AuthOptions, refreshToken: string): Promise<boolean> {
  try {
    await createAuth(options).revokeToken(refreshToken);
    return true;
  } catch (error) {
    const refused = toOAuthError(error);
    if (refused.reason === 'invalid_token') return false;
    throw refused;
  }
}

function parseGrant(tokens: { readonly refresh_token?: string | null; readonly scope?: string }): OAuthGrant {
  const { refresh_token: refreshToken, scope = '' } = tokens;
  if (!refreshToken)
    throw new OAuthError(
      'no_refresh_token',
      'the answer has no refresh token: remove Showrunner at https://myaccount.google.com/connections and log in again',
    );
  const livesForMs = readLifetime(tokens);
  return {
    refreshToken,
    scopes: scope.split(' ').filter((one) => one !== ''),
    ...defined({ livesForMs }),
  };
}

/** The library does not know this field. */
function readLifetime(tokens: object): number | undefined {
  const seconds = 'refresh_token_expires_in' in tokens ? Number(tokens.refresh_token_expires_in) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

const DEAD_CODE = 'the code was used before, or is older than ten minutes: log in again';
const CLIENT =
  'check the id and the secret of the OAuth client against the Google Cloud console; its type must be "Desktop app"';
const ADVICE: Readonly<Record<string, string>> = {
  invalid_client: CLIENT,
  unauthorized_client: CLIENT,
  deleted_client: CLIENT,
  disabled_client: CLIENT,
  invalid_request: CLIENT,
  redirect_uri_mismatch: CLIENT,
};

function toOAuthError(error: unknown, ofInvalidGrant = 'it has ended'): OAuthError {
  const answer = readAnswer(error);
  // A bug, or a run that tried to leave the local YouTube.
  if (answer === undefined) throw error;
  const { status, reason, message, code } = answer;
  if (status === undefined)
    return new OAuthError(undefined, `no answer (${code ?? message}): check the connection and try again`);
  const advice = reason === 'invalid_grant' ? ofInvalidGrant : (ADVICE[reason ?? ''] ?? 'try again later');
  const said = [reason ?? String(status), message].filter((part) => part !== '').join(': ');
  return new OAuthError(reason ?? String(status), `${said.replace(/\.$/, '')}; ${advice}`);
}
