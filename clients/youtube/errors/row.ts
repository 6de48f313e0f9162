import type { FailureKind } from '../../../domain/shared/failure.ts';

/** One kind of error: how to recognise it, how to treat it and what to do. The tables of docs/failures.md are these rows. */
export type ErrorRow = {
  /** YouTube's reason, with `*` for any letters; our own where YouTube gives none. */
  readonly reason: string;
  /** The calls that can fail with it: some, every call of the API, or the token endpoint. */
  readonly on: readonly string[] | 'any' | 'token';
  /** Its HTTP statuses, as text for people; `none`: no answer came. */
  readonly status: string;
  readonly kind: FailureKind;
  /** What the operator should do, in one or two sentences. */
  readonly cure: string;
  /** What Showrunner does, if `kind` does not say it. */
  readonly we?: string;
  /** What happened; absent: YouTube refused the call. */
  readonly happened?: string;
  /** Only for `wait`: milliseconds until a retry makes sense. */
  readonly retryAfterMs?: number;
  /** No call of anybody's will succeed: nothing is granted until a check does. A `wait`, since no episode is at fault. */
  readonly stopsGrants?: true;
  /** The day's quota is used up: wait until it resets. */
  readonly exhausted?: true;
  /** Absent: a write without an answer or with a 5xx is `unknown`, anything else `not-applied`. */
  readonly outcome?: 'not-sent';
};

export const SECOND = 1_000;
export const HOUR = 3_600_000;
/** For temporary server errors; later pauses of an episode grow (workflows/episode/record-failure.ts). */
export const SHORTLY = 10 * SECOND;

export const NOTHING_TO_DO = 'Nothing to do.';
export const REPORT_BUG = 'Please report this bug in Showrunner, including this message.';
