import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { defined } from '../domain/shared/defined.ts';

/** What a failed activity says, whatever way it failed. `spent` is absent when nobody could report it: then all of it was. */
export type FailedActivity = {
  readonly kind: 'wait' | 'stall' | 'bug';
  readonly message: string;
  readonly reason: string;
  readonly spent?: number;
  readonly retryAfterMs?: number;
  /** A write may have been applied although no answer came. */
  readonly unknownOutcome: boolean;
  /** YouTube says that today's quota is gone. */
  readonly quotaExceeded: boolean;
  /** Ids of the videos that a stall asks a person about. */
  readonly aboutVideoIds?: readonly string[];
};

type Details = {
  readonly spent?: number;
  readonly reason?: string;
  readonly retryAfterMs?: number;
  readonly outcome?: string;
  readonly exhausted?: boolean;
  readonly about?: readonly string[];
};

/** Reads the failure of an activity; anything that is not one is thrown on. */
export function parseFailure(error: unknown): FailedActivity {
  if (!(error instanceof ActivityFailure)) throw error;
  const cause = error.cause;
  if (cause instanceof TimeoutFailure) {
    return {
      kind: 'wait',
      reason: 'timeout',
      message: 'the worker did not answer in time; looked at again',
      retryAfterMs: 1000,
      unknownOutcome: true,
      quotaExceeded: false,
    };
  }
  if (!(cause instanceof ApplicationFailure)) {
    return {
      kind: 'bug',
      reason: 'unknown',
      message: String(cause?.message ?? error.message),
      unknownOutcome: true,
      quotaExceeded: false,
    };
  }
  const details = (cause.details?.[0] ?? {}) as Details;
  return {
    kind: readKind(cause.type),
    message: cause.message,
    reason: details.reason ?? 'unknown',
    ...defined({ spent: details.spent, retryAfterMs: details.retryAfterMs }),
    unknownOutcome: details.outcome === 'unknown',
    quotaExceeded: details.exhausted === true,
    ...defined({ aboutVideoIds: details.about }),
  };
}

const readKind = (type: string | undefined | null): FailedActivity['kind'] =>
  type === 'wait' || type === 'stall' ? type : 'bug';
