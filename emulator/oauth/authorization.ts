import { defined } from '../defined.ts';
import type { OtherChannel } from '../state/rows.ts';
import type { Authorization } from './codes.ts';
import { SCOPES } from './scopes.ts';

/** A request to the consent page that a person can answer. */
export type AuthorizationRequest = Omit<Authorization, 'otherChannel' | 'at'> & {
  readonly state: string | undefined;
};

/** Google shows it on a page of its own: it redirects to no address that it cannot trust. */
export type AuthorizationError = { readonly error: string; readonly description: string };

const REQUIRED = ['client_id', 'redirect_uri', 'response_type', 'scope'];

/** Reads the parameters of `/o/oauth2/v2/auth`, of a client of the type "Desktop app". */
export function parseAuthorization(query: URLSearchParams): AuthorizationRequest | AuthorizationError {
  const missing = REQUIRED.find((name) => !query.get(name));
  if (missing !== undefined)
    return { error: 'invalid_request', description: `Missing required parameter: ${missing}` };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isLoopback(redirectUri))
    return {
      error: 'redirect_uri_mismatch',
      description: 'The redirect URI is not one of a desktop app: http://127.0.0.1:PORT.',
    };
  if (query.get('response_type') !== 'code')
    return { error: 'unsupported_response_type', description: 'Invalid response_type: expected code.' };
  const scopes = (query.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== '');
  const unknown = scopes.filter((scope) => SCOPES[scope] === undefined);
  if (unknown.length > 0)
    return {
      error: 'invalid_scope',
      description: `Some requested scopes were invalid. {invalid=[${unknown.join(', ')}]}`,
    };
  const method = query.get('code_challenge_method') ?? 'plain';
  if (method !== 'S256' && method !== 'plain')
    return { error: 'invalid_request', description: `Invalid code_challenge_method: ${method}` };
  const value = query.get('code_challenge');
  return {
    clientId: query.get('client_id') ?? '',
    ...{ redirectUri, scopes, isOffline: query.get('access_type') === 'offline' },
    state: query.get('state') ?? undefined,
    ...defined({ challenge: value === null ? undefined : ({ value, method } as const) }),
  };
}

function isLoopback(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** The person's second channel, which is not on this YouTube: choosing it by mistake is common. */
export const SECOND_CHANNEL: Exclude<OtherChannel, null> = {
  id: 'UCpersonalchannel0000000',
  title: 'Personal Channel',
};

/** Where the browser goes with the answer. */
export function redirectWith(
  { redirectUri, state }: AuthorizationRequest,
  answer: Readonly<Record<string, string>>,
): string {
  const url = new URL(redirectUri);
  const parameters = { ...defined({ state }), ...answer };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
