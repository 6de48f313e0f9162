import type { ErrorAnswer } from '../error-answer.ts';
import { type ErrorRow, NOTHING_TO_DO, REPORT_BUG, SHORTLY } from './row.ts';

/** A row that is not recognised by YouTube's reason. */
export type MatchedRow = ErrorRow & { readonly matches: (answer: ErrorAnswer) => boolean };

/** DNS or the connection failed, so no request was sent. */
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

const trouble = {
  on: 'any',
  kind: 'wait',
  retryAfterMs: SHORTLY,
  happened: 'YouTube had an internal error',
  cure: NOTHING_TO_DO,
} as const;

/** No answer came, or only part of one. The first row that matches counts. */
export const UNANSWERED: readonly MatchedRow[] = [
  {
    matches: ({ status, code }) => code === 'max-size' || status === 200,
    reason: 'answer-too-large',
    on: ['picture'],
    status: '200',
    kind: 'stall',
    happened: 'the answer is larger than allowed',
    cure: 'Check the picture in YouTube Studio and upload a smaller one.',
  },
  {
    ...trouble,
    matches: ({ status, code }) => status === undefined && NEVER_CONNECTED.has(code ?? ''),
    reason: 'unreachable',
    status: 'none',
    happened: 'YouTube cannot be reached',
    cure: 'Nothing to do. If it lasts, check the network and DNS of the worker.',
    outcome: 'not-sent',
  },
  {
    ...trouble,
    matches: ({ status, code }) => status === undefined && TOO_LATE.has(code ?? ''),
    reason: 'timeout',
    status: 'none',
    happened: 'YouTube did not answer in time',
  },
  {
    ...trouble,
    matches: ({ status }) => status === undefined,
    reason: 'connection-lost',
    status: 'none',
    happened: 'the connection broke before an answer came',
  },
];

/** An answer with an unknown reason or with none: a page of HTML, an empty body. Checked last. */
export const UNKNOWN: readonly MatchedRow[] = [
  {
    ...trouble,
    matches: ({ status }) => status === 429,
    reason: 'http-429',
    status: '429',
    retryAfterMs: 30_000,
    happened: 'too many calls in a short time',
  },
  {
    ...trouble,
    matches: ({ status }) => status === 408 || (status ?? 0) >= 500,
    reason: 'http-500 to http-599, http-408',
    status: '408, 500 to 599',
  },
  {
    matches: () => true,
    reason: 'http-404, http-403',
    on: ['picture'],
    status: '300 to 499',
    kind: 'stall',
    cure: 'The live thumbnail cannot be read: check it in YouTube Studio, upload one there if there is none, then send `retry`.',
  },
  {
    matches: () => true,
    reason: 'any other reason or status',
    on: 'any',
    status: '300 to 499',
    kind: 'bug',
    cure: `Showrunner does not know this answer. ${REPORT_BUG}`,
  },
];
