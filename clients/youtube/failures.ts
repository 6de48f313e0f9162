import type { Method } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure, type FailureOutcome } from '../../domain/shared/failure.ts';
import { type ErrorAnswer, readAnswer } from './answer.ts';
import { findRow, type Row } from './errors/index.ts';
import { quotaDay } from './quota-day.ts';

/** A call of the API, or the download of a public picture. */
export type CallKind = Method | 'picture';

export type Circumstances = {
  /** Milliseconds since 1970; decides how long the quota's reset is away. Default: the machine's clock. */
  readonly now?: number;
  /** false: the call itself had not left yet, whatever failed. */
  readonly sent?: boolean;
};

/**
 * Whatever a googleapis call threw, as a Failure that is safe to show. All there are: reasons/, docs/failures.md.
 * Returns a Failure unchanged.
 */
export function translateYouTubeError(
  error: unknown,
  asked: CallKind,
  circumstances: Circumstances = {},
): Failure {
  if (error instanceof Failure) return error;
  const answer = readAnswer(error);
  if (answer === undefined) return describeFault(error, asked, circumstances);
  const row = findRow(answer, asked);
  const now = circumstances.now ?? Date.now();
  const reason = chooseReason(answer, row);
  const retryAfterMs = waitFor(answer, row, now);
  return new Failure({
    kind: row.kind,
    reason,
    message: `${asked}: ${sayWhatHappened(row)}${quote(answer)}. ${advise(row, retryAfterMs, now)}`,
    outcome: circumstances.sent === false ? 'not-sent' : judgeOutcome(answer, row, asked),
    ...defined({ retryAfterMs }),
    ...(row.exhausted ? { exhausted: true } : {}),
  });
}

/** A call whose signal was aborted before it left. */
export function createAborted(asked: CallKind): Failure {
  return new Failure({
    kind: 'wait',
    reason: 'aborted',
    message: `${asked}: not sent, its time was over or it was called off. It is tried again by itself; nothing to do.`,
    outcome: 'not-sent',
    retryAfterMs: 0,
  });
}

/** Several words mean that the quota is gone; where YouTube has no word the row's is taken, or the status. */
function chooseReason(answer: ErrorAnswer, row: Row): string {
  if (row.exhausted) return 'quotaExceeded';
  return answer.reason ?? (/^[\w-]+$/.test(row.reason) ? row.reason : `http-${answer.status ?? 'none'}`);
}

function waitFor(answer: ErrorAnswer, row: Row, now: number): number | undefined {
  if (row.kind !== 'wait') return undefined;
  if (row.exhausted) return Date.parse(quotaDay(now).resetsAt) - now;
  return Math.max(row.retryAfterMs ?? 0, answer.retryAfterMs ?? 0);
}

function sayWhatHappened({ happened, on }: Row): string {
  return happened ?? (on === 'token' ? 'no access token was given' : 'YouTube refused');
}

function advise({ kind, exhausted, cure }: Row, retryAfterMs: number | undefined, now: number): string {
  if (kind === 'bug') return `${cure} It is tried again by itself, after longer and longer pauses.`;
  if (kind === 'stall' || retryAfterMs === undefined) return cure;
  if (exhausted) return `It comes back at ${quotaDay(now).resetsAt}, midnight in Los Angeles. ${cure}`;
  return `It is tried again by itself, first after ${Math.ceil(retryAfterMs / 1000)} s. ${cure}`;
}

function quote({ status, reason, message, code }: ErrorAnswer): string {
  const said = status === undefined ? code : [status, reason].filter((part) => part !== undefined).join(' ');
  const text = status === undefined || message === '' ? '' : `: "${message}"`;
  return said === undefined ? '' : ` (${said}${text})`;
}

function judgeOutcome(answer: ErrorAnswer, row: Row, asked: CallKind): FailureOutcome {
  if (row.outcome !== undefined) return row.outcome;
  if (isRead(asked)) return 'not-applied';
  const { status } = answer;
  const refused = status !== undefined && status >= 300 && status < 500 && status !== 408;
  return refused ? 'not-applied' : 'unknown';
}

/** Not an answer of the client at all: a fault in our own code, for example a required parameter that is missing. */
function describeFault(error: unknown, asked: CallKind, circumstances: Circumstances): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const outcome = isRead(asked) ? 'not-applied' : 'unknown';
  return new Failure({
    kind: 'bug',
    reason: name,
    message: `${asked}: ${name}: ${message}`,
    outcome: circumstances.sent === false ? 'not-sent' : outcome,
  });
}

function isRead(asked: CallKind): boolean {
  return asked === 'picture' || asked.endsWith('.list');
}
