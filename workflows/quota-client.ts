import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { QUOTA_ID } from '../contract/ids.ts';
import {
  accountRefused,
  type QuotaGrant,
  type QuotaRequest,
  quotaExceeded,
  reportSpent,
  requestQuota,
  thumbnailHeld,
  thumbnailReleased,
} from '../contract/quota.ts';
import { type FailedActivity, parseFailure } from './failures.ts';

/** Granted units, and how many of them are spent. */
export type QuotaReservation = { readonly grant: QuotaGrant; spent: number };

/** An activity failed; `failure` is its report. */
export class FailedActivityError extends Error {
  readonly failure: FailedActivity;

  constructor(failure: FailedActivity) {
    super(failure.message);
    this.name = 'FailedActivityError';
    this.failure = failure;
  }
}

/** Runs one YouTube activity on the unspent units. Without a report, all of them count as spent. @throws FailedActivityError */
export async function spendOn<T extends { readonly spent: number }>(
  reservation: QuotaReservation,
  run: (grant: QuotaGrant) => Promise<T>,
): Promise<T> {
  const left = reservation.grant.units - reservation.spent;
  try {
    const result = await run({ ...reservation.grant, units: left });
    reservation.spent += result.spent;
    return result;
  } catch (error) {
    const failure = parseFailure(error);
    reservation.spent += failure.spent ?? left;
    if (failure.quotaExceeded)
      await trySignal(() => quotaHandle().signal(quotaExceeded, { day: reservation.grant.day }));
    const { reason, message } = failure;
    if (failure.stopsGrants) await trySignal(() => quotaHandle().signal(accountRefused, { reason, message }));
    throw new FailedActivityError(failure);
  }
}

export const sendQuotaRequest = (request: QuotaRequest): Promise<boolean> =>
  trySignal(() => quotaHandle().signal(requestQuota, request));

export const sendSpentReport = ({ grant, spent }: QuotaReservation): Promise<boolean> =>
  trySignal(() => quotaHandle().signal(reportSpent, { id: grant.id, spent }));

export const sendThumbnailHeld = (episodeId: string): Promise<boolean> =>
  trySignal(() => quotaHandle().signal(thumbnailHeld, { episodeId }));

export const sendThumbnailReleased = (episodeId: string, accepted: boolean): Promise<boolean> =>
  trySignal(() => quotaHandle().signal(thumbnailReleased, { episodeId, accepted }));

const quotaHandle = () => getExternalWorkflowHandle(QUOTA_ID);

/** @returns false when the quota manager is not running */
async function trySignal(signal: () => Promise<void>): Promise<boolean> {
  try {
    await signal();
    return true;
  } catch (error) {
    log.warn('the quota workflow is not running', { error: String(error) });
    return false;
  }
}
