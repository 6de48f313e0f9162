import type { FailureOutcome } from '../domain/shared/failure.ts';

/** The one detail of every ApplicationFailure of ours. `spent` is in quota units, failed calls included. */
export type FailureDetails = {
  readonly spent: number;
  readonly reason: string;
  readonly outcome: FailureOutcome;
  readonly retryAfterMs?: number;
  readonly exhausted?: boolean;
  readonly about?: readonly string[];
};
