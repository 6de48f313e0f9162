import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { FailureDetails } from '../contract/failure.ts';
import { defined } from '../domain/shared/defined.ts';
import { Failure } from '../domain/shared/failure.ts';
import { redact } from '../domain/shared/redact.ts';

/**
 * What an activity throws. Never retried by the server: the workflow retries, with new units. Has no `cause`, because a gaxios
 * error carries the bearer token in its `config`.
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

/** What an activity throws that the server repeats: with the pause that the failure names, else with that of its policy. */
export function toRepeatedFailure(error: unknown): ApplicationFailure {
  const failure = error instanceof Failure ? error : describeBug(error);
  const { message, kind, retryAfterMs } = failure;
  const translated = ApplicationFailure.create({
    message,
    type: kind,
    details: [detailsOf(failure, 0)],
    ...defined({ nextRetryDelay: retryAfterMs }),
    ...(kind === 'wait' ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
  if (failure.stack !== undefined) translated.stack = redact(failure.stack);
  return translated;
}

function detailsOf(failure: Failure, spent: number): FailureDetails {
  return {
    spent,
    reason: failure.reason,
    outcome: failure.outcome,
    ...defined({ retryAfterMs: failure.retryAfterMs }),
    ...(failure.exhausted ? { quotaExceeded: true } : {}),
    ...(failure.stopsGrants ? { stopsGrants: true } : {}),
    ...defined({ aboutVideoIds: failure.about }),
  };
}

/** An error that was not translated: its outcome is unknown. */
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
