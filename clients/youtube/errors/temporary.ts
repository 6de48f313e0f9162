import { type ErrorRow, HOUR, NOTHING_TO_DO, SECOND, SHORTLY } from './row.ts';

export const TOO_FAST = [
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'userRequestsExceedRateLimit',
  'servingLimitExceeded',
  'RESOURCE_EXHAUSTED',
];
/** Playlists answer 409 SERVICE_UNAVAILABLE "The operation was aborted" to two additions at the same time. */
const TROUBLE = ['internalError', 'backendError', 'SERVICE_UNAVAILABLE', 'processingFailure'];

export const QUOTA_GONE: ErrorRow = {
  reason: 'quotaExceeded',
  on: 'any',
  status: '403, 429',
  kind: 'wait',
  exhausted: true,
  happened: "the channel's quota for today is used up",
  cure: 'Nothing to do. If it happens often, check what else uses the project, or request more quota from Google and raise `quota` in academy.yaml.',
};

/** Errors that pass without anyone acting. */
export const TEMPORARY: readonly ErrorRow[] = [
  QUOTA_GONE,
  { ...QUOTA_GONE, reason: 'dailyLimitExceeded', status: '403' },
  {
    reason: 'uploadRateLimitExceeded',
    on: ['thumbnails.set'],
    status: '429',
    kind: 'wait',
    retryAfterMs: HOUR,
    happened: 'too many thumbnails were uploaded in a short time',
    cure: 'Nothing to do: YouTube does not say when the limit ends, so it is retried every hour. Do not send `retry`: it only adds to the uploads.',
  },
  ...TOO_FAST.map(
    (reason): ErrorRow => ({
      reason,
      on: 'any',
      status: '403, 429',
      kind: 'wait',
      retryAfterMs: 30 * SECOND,
      happened: 'too many calls in a short time',
      cure: NOTHING_TO_DO,
    }),
  ),
  ...TROUBLE.map(
    (reason): ErrorRow => ({
      reason,
      on: 'any',
      status: { SERVICE_UNAVAILABLE: '409', internalError: '500' }[reason] ?? '503',
      kind: 'wait',
      retryAfterMs: SHORTLY,
      happened: 'YouTube had an internal error',
      cure: NOTHING_TO_DO,
    }),
  ),
];
