import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  FailedActivityError,
  type QuotaReservation,
  sendQuotaRequest,
  sendSpentReport,
  spendOn,
} from './quota-client.ts';

const sent = vi.hoisted(() => ({ signals: [] as unknown[], runs: true }));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  log: { warn: () => undefined },
  getExternalWorkflowHandle: (workflowId: string) => ({
    signal: async (signal: { name: string }, body: unknown) => {
      if (!sent.runs) throw new Error('not found');
      sent.signals.push([workflowId, signal.name, body]);
    },
  }),
}));
beforeEach(() => Object.assign(sent, { signals: [], runs: true }));

const openReservation = (): QuotaReservation => ({
  grant: { id: 'g', day: '2026-06-01', units: 100 },
  spent: 30,
});
const failWith = (details: Record<string, unknown>) => (): Promise<never> =>
  Promise.reject(
    new ActivityFailure(
      'failed',
      'updateVideo',
      '1',
      RetryState.NON_RETRYABLE_FAILURE,
      'w',
      createFailure(details),
    ),
  );
const createFailure = (details: Record<string, unknown>): ApplicationFailure =>
  ApplicationFailure.create({ message: 'no', type: 'wait', details: [details] });

describe('spendOn', () => {
  it('grants the unspent units and counts what the activity reports', async () => {
    const reservation = openReservation();
    const result = await spendOn(reservation, async (grant) => ({ spent: 51, grant }));
    expect(result.grant).toEqual({ id: 'g', day: '2026-06-01', units: 70 });
    expect(reservation.spent).toBe(81);
  });

  it('counts what a failure reports; without a report, all units', async () => {
    const reported = openReservation();
    await expect(spendOn(reported, failWith({ spent: 5 }))).rejects.toThrow(FailedActivityError);
    expect(reported.spent).toBe(35);
    const silent = openReservation();
    await expect(spendOn(silent, failWith({}))).rejects.toMatchObject({
      message: 'no',
      failure: { kind: 'wait' },
    });
    expect(silent.spent).toBe(100);
    expect(sent.signals).toEqual([]);
  });

  it('reports what stops every grant', async () => {
    const reason = 'invalid_grant';
    await expect(
      spendOn(openReservation(), failWith({ spent: 1, reason, stopsGrants: true })),
    ).rejects.toMatchObject({
      failure: { kind: 'wait' },
    });
    expect(sent.signals).toEqual([['quota', 'accountRefused', { reason, message: 'no' }]]);
  });

  it('signals the quota manager when YouTube says that the day is used up', async () => {
    await expect(spendOn(openReservation(), failWith({ spent: 1, quotaExceeded: true }))).rejects.toThrow(
      FailedActivityError,
    );
    expect(sent.signals).toEqual([['quota', 'quotaExceeded', { day: '2026-06-01' }]]);
  });
});

describe('the quota manager', () => {
  const request = { id: 'g', workflowId: 'w', lane: 'live' as const, want: 1, atLeast: 1 };

  it('receives requests and reports of what was spent', async () => {
    expect(await sendQuotaRequest(request)).toBe(true);
    expect(await sendSpentReport(openReservation())).toBe(true);
    expect(sent.signals).toEqual([
      ['quota', 'requestQuota', request],
      ['quota', 'reportSpent', { id: 'g', spent: 30 }],
    ]);
  });

  it('may be missing, and nothing fails', async () => {
    sent.runs = false;
    expect(await sendQuotaRequest(request)).toBe(false);
    expect(await sendSpentReport(openReservation())).toBe(false);
  });
});
