import { type gaxios, OAuth2Client } from 'google-auth-library';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';

/** The OAuth client, and where it is asked. */
export type AuthOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The local YouTube, for example `http://127.0.0.1:7777`; absent: Google. With it, nothing can reach Google. */
  readonly rootUrl?: string;
  /** Absent: Google's, or `/token` of `rootUrl`. */
  readonly tokenUrl?: string;
  /** Timeout of one HTTP call in milliseconds. Default 20,000. */
  readonly timeoutMs?: number;
};

export const TIMEOUT_MS = 20_000;

/** An auth client. Its transporter sends every call, token refreshes included, once, with a timeout, and never logs. */
export function createAuth(options: AuthOptions): OAuth2Client {
  const { clientId, clientSecret, rootUrl, timeoutMs = TIMEOUT_MS } = options;
  const auth = new SingleCallAuth({
    clientId,
    clientSecret,
    // Its own interceptors log headers when GOOGLE_SDK_NODE_LOGGING is set.
    useAuthRequestParameters: false,
    transporterOptions: { noProxy: rootUrl === undefined ? [] : [new URL(rootUrl).origin] },
    endpoints: chooseEndpoints(options),
  });
  auth.transporter.interceptors.request.add(createGuard({ rootUrl, timeoutMs }));
  return auth;
}

/** The library's own are Google's. */
function chooseEndpoints({ rootUrl, tokenUrl }: AuthOptions) {
  if (rootUrl === undefined) return defined({ oauth2TokenUrl: tokenUrl });
  const urlOf = (path: string): string => new URL(path, rootUrl).href;
  const endpoints = {
    oauth2AuthBaseUrl: urlOf('/o/oauth2/v2/auth'),
    oauth2TokenUrl: urlOf(tokenUrl ?? '/token'),
    oauth2RevokeUrl: urlOf('/revoke'),
    tokenInfoUrl: urlOf('/tokeninfo'),
  };
  assertLocal(new URL(endpoints.oauth2TokenUrl), new URL(rootUrl).origin);
  return endpoints;
}

/**
 * OAuth2Client repeats a call after a 401 and even a 403, which the quota meter does not see: a write that was refused for its
 * quota would cost 50 units twice. Here one request is one call; `send` renews the token and charges again.
 */
class SingleCallAuth extends OAuth2Client {
  protected override requestAsync<T>(options: gaxios.GaxiosOptions): Promise<gaxios.GaxiosResponse<T>> {
    return super.requestAsync<T>(options, true);
  }
}

/**
 * Applied to every outgoing request: one attempt, no redirect, a timeout, and on a local run only the local YouTube.
 * Needed because googleapis ignores its `rootUrl` for media uploads and the auth library retries the token endpoint.
 */
function createGuard(options: { readonly rootUrl: string | undefined; readonly timeoutMs: number }) {
  const origin = options.rootUrl === undefined ? undefined : new URL(options.rootUrl).origin;
  return {
    resolved: async (request: gaxios.GaxiosOptionsPrepared): Promise<gaxios.GaxiosOptionsPrepared> => {
      assertLocal(new URL(request.url), origin);
      request.retry = false;
      delete request.retryConfig;
      request.redirect = 'manual';
      request.signal ??= AbortSignal.timeout(options.timeoutMs);
      return request;
    },
  };
}

/** Throws a Failure (bug, `left-local`, not sent) when `url` is not of `origin`; without an origin everything is allowed. */
function assertLocal(url: URL, origin: string | undefined): void {
  if (origin === undefined || url.origin === origin) return;
  throw new Failure({
    kind: 'bug',
    reason: 'left-local',
    message: `A run against the local YouTube at ${origin} tried to reach ${url.origin}. Nothing was sent. Please report this bug in Showrunner.`,
    outcome: 'not-sent',
  });
}
