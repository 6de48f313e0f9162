import { isRead, type Method } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure, type FailureOutcome } from '../../domain/shared/failure.ts';
import { type ErrorAnswer, readAnswer } from './error-answer.ts';
import { findRow, type Row } from './errors/index.ts';
import { quotaDay } from './quota-day.ts';

/** A call of the API, or the download of a public picture. */
export type CallKind = Method | 'picture';

export type Circumstances = {
  /** Milliseconds since 1970, for the time until the quota resets. Default: the machine's clock. */
  readonly now?: number;
  /** false: the call itself had not been sent yet. */
  readonly sent?: boolean;
};

/**
 * Turns whatever a googleapis call threw into a Failure that is safe to show. errors/ and docs/failures.md list every case.
 * Returns a Failure unchanged.
 */
export function toYouTubeFailure(error: unknown, call: CallKind, circumstances: Circumstances = {}): Failure {
  if (error instanceof Failure) return error;
  const answer = readAnswer(error);
  if (answer === undefined) return describeBug(error, call, circumstances);
  const row = findRow(answer, call);
  const now = circumstances.now ?? Date.now();
  const reason = chooseReason(answer, row);
  const retryAfterMs = chooseRetry(answer, row, now);
  return new Failure({
    kind: row.kind,
    reason,
    message: `${call}: ${describeEvent(row)}${quote(answer)}. ${describeAdvice(row, retryAfterMs, now)}`,
    outcome: circumstances.sent === false ? 'not-sent' : chooseOutcome(answer, row, call),
    ...defined({ retryAfterMs }),
    ...(row.exhausted ? { exhausted: true } : {}),
    ...(row.stopsGrants ? { stopsGrants: true } : {}),
  });
}

/** For a call whose signal was aborted before it was sent. */
export function abortedFailure(call: CallKind): Failure {
  return new Failure({
    kind: 'wait',
    reason: 'aborted',
    message: `${call}: not sent: its deadline had passed or it was cancelled. Retried automatically; nothing to do.`,
    outcome: 'not-sent',
    retryAfterMs: 0,
  });
}

/** Several reasons mean that the quota is used up. Without a reason from YouTube, the row's counts, or the status. */
function chooseReason(answer: ErrorAnswer, row: Row): string {
  if (row.exhausted) return 'quotaExceeded';
  return answer.reason ?? (/^[\w-]+$/.test(row.reason) ? row.reason : `http-${answer.status ?? 'none'}`);
}

function chooseRetry(answer: ErrorAnswer, row: Row, now: number): number | undefined {
  if (row.kind !== 'wait') return undefined;
  if (row.exhausted) return Date.parse(quotaDay(now).resetsAt) - now;
  return Math.max(row.retryAfterMs ?? 0, answer.retryAfterMs ?? 0);
}

function describeEvent({ happened, on }: Row): string {
  return happened ?? (on === 'token' ? 'no access token was given' : 'YouTube refused');
}

function describeAdvice(
  { kind, exhausted, stopsGrants, cure }: Row,
  retryAfterMs: number | undefined,
  now: number,
): string {
  if (kind === 'bug') return `${cure} Retried automatically, with growing pauses.`;
  if (kind === 'stall' || stopsGrants || retryAfterMs === undefined) return cure;
  if (exhausted) return `The quota resets at ${quotaDay(now).resetsAt} (midnight in Los Angeles). ${cure}`;
  return `Retried automatically, first after ${Math.ceil(retryAfterMs / 1000)} s. ${cure}`;
}

function quote({ status, reason, message, code }: ErrorAnswer): string {
  const said = status === undefined ? code : [status, reason].filter((part) => part !== undefined).join(' ');
  const text = status === undefined || message === '' ? '' : `: "${message}"`;
  return said === undefined ? '' : ` (${said}${text})`;
}

function chooseOutcome(answer: ErrorAnswer, row: Row, call: CallKind): FailureOutcome {
  if (row.outcome !== undefined) return row.outcome;
  if (isRead(call)) return 'not-applied';
  const { status } = answer;
  const refused = status !== undefined && status >= 300 && status < 500 && status !== 408;
  return refused ? 'not-applied' : 'unknown';
}

/** Not an error of the HTTP client: a bug in our own code, for example a missing required parameter. */
function describeBug(error: unknown, call: CallKind, circumstances: Circumstances): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const outcome = isRead(call) ? 'not-applied' : 'unknown';
  return new Failure({
    kind: 'bug',
    reason: name,
    message: `${call}: ${name}: ${message}`,
    outcome: circumstances.sent === false ? 'not-sent' : outcome,
  });
}
