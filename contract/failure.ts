import type { FailureOutcome } from '../domain/shared/failure.ts';

/** The detail of each ApplicationFailure that an activity throws. */
export type FailureDetails = {
  /** Quota units, failed calls included. */
  readonly spent: number;
  readonly reason: string;
  readonly outcome: FailureOutcome;
  readonly retryAfterMs?: number;
  /** YouTube says that today's quota is used up. */
  readonly quotaExceeded?: boolean;
  /** No call of anybody's will succeed before a person acts: the credentials, or the channel that they are of. */
  readonly stopsGrants?: boolean;
  /** The videos that a stall asks a person about. */
  readonly aboutVideoIds?: readonly string[];
};
