import { ActivityFailure, ApplicationFailure, RetryState, TimeoutFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { toApplicationFailure } from '../activities/failures.ts';
import { Failure } from '../domain/shared/failure.ts';
import { parseFailure } from './failures.ts';

const failed = (cause?: Error): ActivityFailure =>
  new ActivityFailure(
    'Activity task failed',
    'updateVideo',
    '1',
    RetryState.NON_RETRYABLE_FAILURE,
    'w',
    cause,
  );

describe('parseFailure', () => {
  it('reads what activities/failures.ts writes', () => {
    const failure = new Failure({
      kind: 'wait',
      reason: 'quotaExceeded',
      message: 'used up',
      outcome: 'not-applied',
      retryAfterMs: 5000,
      exhausted: true,
    });
    expect(parseFailure(failed(toApplicationFailure(failure, 51)))).toEqual({
      kind: 'wait',
      message: 'used up',
      reason: 'quotaExceeded',
      spent: 51,
      retryAfterMs: 5000,
      unknownOutcome: false,
      quotaExceeded: true,
    });
    const stall = new Failure({ kind: 'stall', reason: 'x', message: 'act', outcome: 'unknown' });
    expect(parseFailure(failed(toApplicationFailure(stall, 0)))).toEqual({
      kind: 'stall',
      message: 'act',
      reason: 'x',
      spent: 0,
      unknownOutcome: true,
      quotaExceeded: false,
    });
    expect(parseFailure(failed(toApplicationFailure(new TypeError('x'), 1)))).toMatchObject({
      kind: 'bug',
      reason: 'TypeError',
      unknownOutcome: true,
    });
  });

  it('reads a timeout as a wait with an unknown outcome and no report of units', () => {
    const failure = parseFailure(failed(new TimeoutFailure('heartbeat', undefined, 'HEARTBEAT')));
    expect(failure).toMatchObject({
      kind: 'wait',
      reason: 'timeout',
      retryAfterMs: 1000,
      unknownOutcome: true,
    });
    expect(failure).not.toHaveProperty('spent');
  });

  it('reads any other failure as a bug that may have been applied', () => {
    expect(parseFailure(failed(new Error('cut off')))).toEqual({
      kind: 'bug',
      reason: 'unknown',
      message: 'cut off',
      unknownOutcome: true,
      quotaExceeded: false,
    });
    expect(parseFailure(failed())).toMatchObject({ kind: 'bug', message: 'Activity task failed' });
    const bare = parseFailure(failed(ApplicationFailure.create({ message: 'bare', type: 'other' })));
    expect(bare).toMatchObject({ kind: 'bug', message: 'bare', reason: 'unknown' });
    expect(bare).not.toHaveProperty('spent');
  });

  it('throws errors that are not an activity’s', () => {
    const error = new Error('ours');
    expect(() => parseFailure(error)).toThrow(error);
  });
});
