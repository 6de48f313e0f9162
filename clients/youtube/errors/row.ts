import type { FailureKind } from '../../../domain/shared/failure.ts';

/** One refusal: how it is recognised, what it is, and who does what. The rows together are docs/failures.md. */
export type ErrorRow = {
  /** YouTube's word, with `*` for any letters; ours where YouTube gives none. */
  readonly reason: string;
  /** The calls that may be answered so; every call of the API; the token endpoint. */
  readonly on: readonly string[] | 'any' | 'token';
  /** HTTP statuses it comes with, as text for people; `none`: no answer came. */
  readonly status: string;
  readonly kind: FailureKind;
  /** What the operator does, in one or two sentences. */
  readonly cure: string;
  /** What Showrunner does where its kind does not say it. */
  readonly we?: string;
  /** What happened; absent: that YouTube refused. */
  readonly happened?: string;
  /** Only for `wait`: milliseconds until trying again makes sense. */
  readonly retryAfterMs?: number;
  /** The day's quota is gone: wait until the reset. */
  readonly exhausted?: true;
  /** Absent: a write is `unknown` without an answer or after 5xx, else `not-applied`. */
  readonly outcome?: 'not-sent';
};

export const SECOND = 1_000;
export const HOUR = 3_600_000;
/** A server's passing trouble; an episode's later pauses grow (workflows/episode/record-failure.ts). */
export const SHORTLY = 10 * SECOND;

export const NOTHING_TO_DO = 'Nothing to do.';
export const OUR_FAULT = 'Please report this fault of Showrunner, with this message.';
