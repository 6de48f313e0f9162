import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import type { FailureDetails } from '../contract/failure.ts';
import { defined } from '../domain/shared/defined.ts';

/** What a failed activity reports. `spent` is absent when the report is missing: then the whole grant counts as spent. */
export type FailedActivity = Pick<FailureDetails, 'reason' | 'retryAfterMs' | 'aboutVideoIds'> & {
  readonly kind: 'wait' | 'stall' | 'bug';
  readonly message: string;
  readonly spent?: number;
  /** A write may have been applied although no answer came. */
  readonly unknownOutcome: boolean;
  /** YouTube says that today's quota is used up. */
  readonly quotaExceeded: boolean;
  /** No call of anybody's will succeed before a person acts. */
  readonly stopsGrants?: true;
};

/** Reads the failure of an activity. @throws any other error as it is */
export function parseFailure(error: unknown): FailedActivity {
  if (!(error instanceof ActivityFailure)) throw error;
  const cause = error.cause;
  if (cause instanceof TimeoutFailure) {
    return {
      kind: 'wait',
      reason: 'timeout',
      message: 'the worker did not answer in time; trying again',
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
  const details: Partial<FailureDetails> = cause.details?.[0] ?? {};
  const {
    spent,
    reason = 'unknown',
    outcome,
    retryAfterMs,
    quotaExceeded,
    stopsGrants,
    aboutVideoIds,
  } = details;
  return {
    kind: parseKind(cause.type),
    message: cause.message,
    reason,
    unknownOutcome: outcome === 'unknown',
    quotaExceeded: quotaExceeded === true,
    ...(stopsGrants === true ? { stopsGrants } : {}),
    ...defined({ spent, retryAfterMs, aboutVideoIds }),
  };
}

const parseKind = (type: string | undefined | null): FailedActivity['kind'] =>
  type === 'wait' || type === 'stall' ? type : 'bug';
