import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { QUOTA_ID } from '../contract/ids.ts';
import {
  type QuotaGrant,
  type QuotaRequest,
  quotaExceeded,
  reportSpent,
  requestQuota,
} from '../contract/quota.ts';
import { type FailedActivity, parseFailure } from './failures.ts';

/** Units in hand, and how many of them are gone. */
export type QuotaReservation = { readonly grant: QuotaGrant; spent: number };

/** An activity that failed, already read. */
export class FailedActivityError extends Error {
  readonly failure: FailedActivity;

  constructor(setback: FailedActivity) {
    super(setback.message);
    this.name = 'SetbackError';
    this.failure = setback;
  }
}

/** Runs one YouTube activity on what is left in the purse. Without a report, all of it counts as spent. */
export async function spendOn<T extends { readonly spent: number }>(
  purse: QuotaReservation,
  run: (grant: QuotaGrant) => Promise<T>,
): Promise<T> {
  const left = purse.grant.units - purse.spent;
  try {
    const result = await run({ ...purse.grant, units: left });
    purse.spent += result.spent;
    return result;
  } catch (error) {
    const setback = parseFailure(error);
    purse.spent += setback.spent ?? left;
    if (setback.quotaExceeded)
      await signalQuota(() => quotaHandle().signal(quotaExceeded, { day: purse.grant.day }));
    throw new FailedActivityError(setback);
  }
}

export const sendQuotaRequest = (request: QuotaRequest): Promise<boolean> =>
  signalQuota(() => quotaHandle().signal(requestQuota, request));

export const sendSpentReport = (purse: QuotaReservation): Promise<boolean> =>
  signalQuota(() => quotaHandle().signal(reportSpent, { id: purse.grant.id, spent: purse.spent }));

const quotaHandle = () => getExternalWorkflowHandle(QUOTA_ID);

/** false: there is no treasurer to hear it. */
async function signalQuota(tell: () => Promise<void>): Promise<boolean> {
  try {
    await tell();
    return true;
  } catch (error) {
    log.warn('the quota workflow does not run', { error: String(error) });
    return false;
  }
}
