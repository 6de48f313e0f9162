import type { gaxios } from 'google-auth-library';
import { Failure } from '../../domain/shared/failure.ts';

/**
 * What holds for every request that leaves, whoever made it: one attempt, no redirect, a timeout, and on a local run only
 * the local YouTube. googleapis ignores its `rootUrl` for media uploads, and the auth library retries the token endpoint.
 */
export function createGuard(options: { readonly rootUrl: string | undefined; readonly timeoutMs: number }) {
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
export function assertLocal(url: URL, origin: string | undefined): void {
  if (origin === undefined || url.origin === origin) return;
  throw new Failure({
    kind: 'bug',
    reason: 'left-local',
    message: `A run against the local YouTube at ${origin} tried to reach ${url.origin}. Nothing was sent. Please report this fault of Showrunner.`,
    outcome: 'not-sent',
  });
}
