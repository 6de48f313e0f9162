import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/** wait: comes back by itself. stall: a person must act. bug: ours, it must show. */
export type FailureKind = 'wait' | 'stall' | 'bug';

/**
 * What is known about the call behind a failure. `unknown`: a write was sent, and no answer proves that it was refused.
 * A read is never `unknown`: there is nothing it could have changed.
 */
export type FailureOutcome = 'not-sent' | 'not-applied' | 'unknown';

export type FailureOptions = {
  readonly kind: FailureKind;
  /** A stable word: YouTube's reason (`quotaExceeded`) or ours (`no-units`). */
  readonly reason: string;
  /** For an operator: what happened, who must do what. Never a token or a secret. */
  readonly message: string;
  readonly outcome: FailureOutcome;
  /** Milliseconds until trying again makes sense; only for `wait`. */
  readonly retryAfterMs?: number;
  /** YouTube says that the day's quota is gone. */
  readonly exhausted?: boolean;
  /** Ids of the videos that a stall asks a person about. */
  readonly about?: readonly string[];
};

/** The one error that leaves a client: already translated, safe to show. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly reason: string;
  readonly outcome: FailureOutcome;
  readonly retryAfterMs: number | undefined;
  readonly exhausted: boolean;
  readonly about: readonly string[] | undefined;

  constructor(options: FailureOptions) {
    super(redact(options.message));
    this.kind = options.kind;
    this.reason = options.reason;
    this.outcome = options.outcome;
    this.retryAfterMs = options.retryAfterMs;
    this.exhausted = options.exhausted ?? false;
    this.about = options.about;
  }
}

/** Nothing was sent, and a person must act: the message says who and how. */
export const stall = (reason: string, message: string, about?: readonly string[]): Failure =>
  new Failure({
    kind: 'stall',
    reason,
    message,
    outcome: 'not-sent',
    ...(about === undefined ? {} : { about }),
  });

/** The one detail of every ApplicationFailure of ours. `spent` is in quota units, failed calls included. */
export type FailureDetails = {
  readonly spent: number;
  readonly reason: string;
  readonly outcome: FailureOutcome;
  readonly retryAfterMs?: number;
  readonly exhausted?: boolean;
  readonly about?: readonly string[];
};

/**
 * What an activity throws. Never retried by the server: the workflow tries again, with new units. Built anew without
 * a cause, because a gaxios error carries the bearer token in its `config`.
 */
export function toApplicationFailure(error: unknown, spent: number): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const failure = error instanceof Failure ? error : describeBug(error);
  const translated = ApplicationFailure.create({
    message: failure.message,
    type: failure.kind,
    nonRetryable: true,
    details: [detailsOf(failure, spent)],
    ...(failure.kind === 'wait' ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
  if (failure.stack !== undefined) translated.stack = redact(failure.stack);
  return translated;
}

function detailsOf(failure: Failure, spent: number): FailureDetails {
  return {
    spent,
    reason: failure.reason,
    outcome: failure.outcome,
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
    ...(failure.exhausted ? { exhausted: true } : {}),
    ...(failure.about === undefined ? {} : { about: failure.about }),
  };
}

/** Whatever nobody translated: nothing is known about what it did. */
function describeBug(error: unknown): Failure {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const failure = new Failure({
    kind: 'bug',
    reason: name,
    message: `${name}: ${message}`,
    outcome: 'unknown',
  });
  if (stack !== undefined) failure.stack = stack;
  return failure;
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 (hidden)'],
  [
    /\b(access_token|refresh_token|id_token|client_secret|code_verifier)(["']?\s*[=:]\s*["']?)[^\s&"',}]+/gi,
    '$1$2(hidden)',
  ],
  [/([?&](?:code|key)=)[^\s&"']+/g, '$1(hidden)'],
  [/\bya29\.[\w.-]+/g, '(hidden)'],
  [/\b1\/\/[\w-]{10,}/g, '(hidden)'],
  [/\bGOCSPX-[\w-]+/g, '(hidden)'],
  [/\bAIza[\w-]{20,}/g, '(hidden)'],
  [/(\/\/)[^\s/:@]+:[^\s/@]+@/g, '$1(hidden)@'],
];

/** The text with whatever looks like a token, a key or a password of a URL replaced by `(hidden)`. */
export function redact(text: string): string {
  return SECRETS.reduce((safe, [pattern, replacement]) => safe.replace(pattern, replacement), text);
}
