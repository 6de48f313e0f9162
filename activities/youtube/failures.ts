import type { Method } from '../../domain/costs.ts';
import { Failure, type FailureOutcome } from '../failures.ts';
import { adviseOnReason } from './advice.ts';
import { type Answer, readAnswer } from './answer.ts';
import { quotaDay } from './day.ts';
import { REFUSALS, type Refusal } from './refusals.ts';

/** A call of the API, or the download of a public picture. */
export type Asked = Method | 'picture';

export type Circumstances = {
  /** Milliseconds since 1970; decides how long the quota's reset is away. Default: the machine's clock. */
  readonly now?: number;
  /** false: the call itself had not left yet, whatever failed. */
  readonly sent?: boolean;
};

/**
 * Whatever a googleapis call threw, as a Failure that is safe to show. Rows: refusals.ts; who must do what: advice.ts.
 * Returns a Failure unchanged.
 */
export function translateYouTubeError(
  error: unknown,
  asked: Asked,
  circumstances: Circumstances = {},
): Failure {
  if (error instanceof Failure) return error;
  const answer = readAnswer(error);
  if (answer === undefined) return describeFault(error, asked, circumstances);
  const refusal = findRefusal(answer);
  const reason = chooseReason(answer, refusal);
  const retryAfterMs = waitFor(answer, refusal, circumstances.now ?? Date.now());
  return new Failure({
    kind: refusal.kind,
    reason,
    message: `${asked}: ${refusal.happened}${quote(answer)}. ${advise(refusal, reason)}`,
    outcome: circumstances.sent === false ? 'not-sent' : judgeOutcome(answer, refusal, asked),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(refusal.exhausted ? { exhausted: true } : {}),
  });
}

/** A call whose signal was aborted before it left. */
export function createAborted(asked: Asked): Failure {
  return new Failure({
    kind: 'wait',
    reason: 'aborted',
    message: `${asked}: not sent, its time was over or it was called off. It is tried again by itself; nothing to do.`,
    outcome: 'not-sent',
    retryAfterMs: 0,
  });
}

/** The last row matches everything. */
function findRefusal(answer: Answer): Refusal {
  return (
    REFUSALS.find((row) => row.matches(answer)) ?? {
      matches: () => true,
      kind: 'bug',
      happened: 'YouTube refused',
    }
  );
}

function chooseReason(answer: Answer, refusal: Refusal): string {
  return refusal.reason ?? answer.reason ?? `http-${answer.status ?? 'none'}`;
}

function waitFor(answer: Answer, refusal: Refusal, now: number): number | undefined {
  if (refusal.kind !== 'wait') return undefined;
  if (refusal.exhausted) return Date.parse(quotaDay(now).resetsAt) - now;
  return Math.max(refusal.retryAfterMs ?? 0, answer.retryAfterMs ?? 0);
}

function advise(refusal: Refusal, reason: string): string {
  if (refusal.exhausted) return 'It comes back at midnight Pacific time; nothing to do.';
  return refusal.kind === 'wait' ? 'It is tried again by itself; nothing to do.' : adviseOnReason(reason);
}

function quote({ status, reason, message, code }: Answer): string {
  const said = status === undefined ? code : [status, reason].filter((part) => part !== undefined).join(' ');
  const text = status === undefined || message === '' ? '' : `: "${message}"`;
  return said === undefined ? '' : ` (${said}${text})`;
}

function judgeOutcome(answer: Answer, refusal: Refusal, asked: Asked): FailureOutcome {
  if (refusal.outcome !== undefined) return refusal.outcome;
  if (isRead(asked)) return 'not-applied';
  const { status } = answer;
  const refused = status !== undefined && status >= 300 && status < 500 && status !== 408;
  return refused ? 'not-applied' : 'unknown';
}

/** Not an answer of the client at all: a fault in our own code, for example a required parameter that is missing. */
function describeFault(error: unknown, asked: Asked, circumstances: Circumstances): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const outcome = isRead(asked) ? 'not-applied' : 'unknown';
  return new Failure({
    kind: 'bug',
    reason: name,
    message: `${asked}: ${name}: ${message}`,
    outcome: circumstances.sent === false ? 'not-sent' : outcome,
  });
}

function isRead(asked: Asked): boolean {
  return asked === 'picture' || asked.endsWith('.list');
}
