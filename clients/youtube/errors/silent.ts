import type { ErrorAnswer } from '../answer.ts';
import { type ErrorRow, NOTHING_TO_DO, OUR_FAULT, SHORTLY } from './row.ts';

/** A row that is recognised by something else than YouTube's word. */
export type SilentRow = ErrorRow & { readonly matches: (answer: ErrorAnswer) => boolean };

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

const trouble = {
  on: 'any',
  kind: 'wait',
  retryAfterMs: SHORTLY,
  happened: 'YouTube has a problem of its own',
  cure: NOTHING_TO_DO,
} as const;

/** No answer came, or not a whole one. The first that matches counts. */
export const UNANSWERED: readonly SilentRow[] = [
  {
    matches: ({ status, code }) => code === 'max-size' || status === 200,
    reason: 'answer-too-large',
    on: ['picture'],
    status: '200',
    kind: 'stall',
    happened: 'the answer is larger than allowed',
    cure: 'Look at the picture in YouTube Studio and upload a smaller one.',
  },
  {
    ...trouble,
    matches: ({ status, code }) => status === undefined && NEVER_CONNECTED.has(code ?? ''),
    reason: 'unreachable',
    status: 'none',
    happened: 'YouTube cannot be reached',
    cure: 'Nothing to do, unless it stays: then look at the network and the DNS of the worker.',
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

/** An answer whose word says nothing to us, or that has none: a page of HTML, an empty body. Asked last. */
export const WORDLESS: readonly SilentRow[] = [
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
    cure: 'The live thumbnail cannot be read: look at it in YouTube Studio, upload one there if there is none, then send `retry`.',
  },
  {
    matches: () => true,
    reason: 'any other word or status',
    on: 'any',
    status: '300 to 499',
    kind: 'bug',
    cure: `Showrunner does not know this answer. ${OUR_FAULT}`,
  },
];
