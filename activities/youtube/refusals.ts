import type { FailureKind } from '../failures.ts';
import type { Answer } from './answer.ts';

/** One row: the first that matches names the failure. Source: YOUTUBE errors and quota pages, captured answers. */
export type Refusal = {
  readonly matches: (answer: Answer) => boolean;
  readonly kind: FailureKind;
  /** Ours, where YouTube's own reason is absent or says too little. */
  readonly reason?: string;
  readonly happened: string;
  readonly retryAfterMs?: number;
  /** The day's quota is gone: wait until the reset. */
  readonly exhausted?: true;
  /** Absent: a write is `unknown` without an answer or after 5xx, else `not-applied`. */
  readonly outcome?: 'not-sent';
};

const SECOND = 1_000;
const HOUR = 3_600_000;

/** DNS or the first packet failed, so no request was on its way. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);
const TOO_LATE = new Set([
  'aborted',
  'AbortError',
  'TimeoutError',
  'ABORT_ERR',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
]);
const QUOTA_GONE = new Set(['quotaExceeded', 'dailyLimitExceeded']);
const TOO_FAST = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'userRequestsExceedRateLimit',
  'servingLimitExceeded',
  'RESOURCE_EXHAUSTED',
]);

export const REFUSALS: readonly Refusal[] = [
  {
    matches: ({ status, code }) => code === 'max-size' || status === 200,
    kind: 'stall',
    reason: 'answer-too-large',
    happened: 'the answer is larger than allowed',
  },
  {
    matches: ({ status, code }) => status === undefined && NEVER_CONNECTED.has(code ?? ''),
    kind: 'wait',
    reason: 'unreachable',
    happened: 'YouTube cannot be reached',
    retryAfterMs: 10 * SECOND,
    outcome: 'not-sent',
  },
  {
    matches: ({ status, code }) => status === undefined && TOO_LATE.has(code ?? ''),
    kind: 'wait',
    reason: 'timeout',
    happened: 'YouTube did not answer in time',
    retryAfterMs: 10 * SECOND,
  },
  {
    matches: ({ status }) => status === undefined,
    kind: 'wait',
    reason: 'connection-lost',
    happened: 'the connection broke before an answer came',
    retryAfterMs: 10 * SECOND,
  },
  {
    matches: ({ reason, message, status }) =>
      QUOTA_GONE.has(reason ?? '') || (isTooFast(reason, status) && /per day/i.test(message)),
    kind: 'wait',
    reason: 'quotaExceeded',
    happened: "the channel's quota for today is used up",
    exhausted: true,
  },
  {
    matches: ({ reason }) => reason === 'uploadRateLimitExceeded',
    kind: 'wait',
    happened: 'too many thumbnails were uploaded in a short time',
    retryAfterMs: HOUR,
  },
  {
    matches: ({ reason, status }) => isTooFast(reason, status),
    kind: 'wait',
    happened: 'too many calls in a short time',
    retryAfterMs: 30 * SECOND,
  },
  {
    matches: ({ status }) => status === 408 || (status ?? 0) >= 500,
    kind: 'wait',
    happened: 'YouTube has a problem of its own',
    retryAfterMs: 10 * SECOND,
  },
  {
    matches: ({ ofTokenEndpoint }) => ofTokenEndpoint,
    kind: 'stall',
    happened: 'no access token was given',
    outcome: 'not-sent',
  },
  { matches: () => true, kind: 'stall', happened: 'YouTube refused' },
];

function isTooFast(reason: string | undefined, status: number | undefined): boolean {
  return TOO_FAST.has(reason ?? '') || (status === 429 && reason !== 'uploadRateLimitExceeded');
}
