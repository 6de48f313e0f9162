import type { HttpReply } from '../serve.ts';

type Answer = { readonly status: number; readonly says: string; readonly retryAfter?: number };

/** How a delivery ends: the values of the label `outcome`, and how the sender is answered. */
export const OUTCOMES = {
  looked: { status: 202, says: 'the branch is checked now' },
  queued: { status: 202, says: 'the branch is checked within ten seconds' },
  ping: { status: 200, says: 'reached Showrunner' },
  'other-branch': { status: 200, says: 'ignored: a push to a branch that is not followed' },
  'other-event': { status: 200, says: 'ignored: only pushes are of interest; choose the push event alone' },
  replayed: { status: 200, says: 'ignored: this delivery was received before' },
  unsigned: { status: 401, says: 'not signed: give the webhook the secret that the worker has' },
  'wrong-signature': {
    status: 401,
    says: 'the signature does not fit: the webhook has another secret than the worker, or the delivery is more than five minutes old',
  },
  'wrong-type': {
    status: 415,
    says: 'expected content-type: application/json, uncompressed; choose JSON as the content type of the webhook',
  },
  malformed: { status: 400, says: 'expected JSON with the ref of a push' },
  'too-large': { status: 413, says: 'too large; the commit is found by polling' },
  'too-slow': { status: 408, says: 'the body took too long' },
  'cut-off': { status: 400, says: 'the body ended early' },
  'too-many': {
    status: 429,
    says: 'too many deliveries at once; the commit is found by polling',
    retryAfter: 10,
  },
  failed: {
    status: 503,
    says: 'the branch cannot be checked now; the commit is found by polling',
    retryAfter: 30,
  },
} as const satisfies Readonly<Record<string, Answer>>;

export type DeliveryOutcome = keyof typeof OUTCOMES;

export function toReply(outcome: DeliveryOutcome): HttpReply {
  const { status, says, retryAfter }: Answer = OUTCOMES[outcome];
  const body = status < 400 ? { outcome, says } : { outcome, error: says };
  return {
    status,
    body,
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  };
}
