import { defined } from './defined.ts';
import { redact } from './redact.ts';

/** wait: resolves by itself. stall: a person must act. bug: our mistake, which must be visible. */
export type FailureKind = 'wait' | 'stall' | 'bug';

/**
 * What is known about the call that failed. `unknown`: a write was sent, and no answer shows that it was refused.
 * A read is never `unknown`, as it changes nothing.
 */
export type FailureOutcome = 'not-sent' | 'not-applied' | 'unknown';

export type FailureOptions = {
  readonly kind: FailureKind;
  /** A stable name: YouTube's reason (`quotaExceeded`) or ours (`no-units`). */
  readonly reason: string;
  /** For an operator: what happened and what to do. Never a token or a secret. */
  readonly message: string;
  readonly outcome: FailureOutcome;
  /** Milliseconds until trying again makes sense; only for `wait`. */
  readonly retryAfterMs?: number;
  /** YouTube says that the day's quota is used up. */
  readonly exhausted?: boolean;
  /** No call of anybody's will succeed before a person acts: the credentials, or the channel that they are of. */
  readonly stopsGrants?: boolean;
  /** Ids of the videos that a person must look at. */
  readonly about?: readonly string[];
};

/** The only error that a client throws: already translated, safe to show. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly reason: string;
  readonly outcome: FailureOutcome;
  readonly retryAfterMs: number | undefined;
  readonly exhausted: boolean;
  readonly stopsGrants: boolean;
  readonly about: readonly string[] | undefined;

  constructor(options: FailureOptions) {
    super(redact(options.message));
    this.kind = options.kind;
    this.reason = options.reason;
    this.outcome = options.outcome;
    this.retryAfterMs = options.retryAfterMs;
    this.exhausted = options.exhausted ?? false;
    this.stopsGrants = options.stopsGrants ?? false;
    this.about = options.about;
  }
}

/** Nothing was sent, and a person must act: the message says what to do. */
export const stall = (reason: string, message: string, about?: readonly string[]): Failure =>
  new Failure({
    kind: 'stall',
    reason,
    message,
    outcome: 'not-sent',
    ...defined({ about }),
  });
