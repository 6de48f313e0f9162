import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { QUOTA_ID } from '../contract/ids.ts';
import { type Ask, ask, exhausted, type Grant, settle } from '../contract/quota.ts';
import { readSetback, type Setback } from './failures.ts';

/** Units in hand, and how many of them are gone. */
export type Purse = { readonly grant: Grant; spent: number };

/** An activity that failed, already read. */
export class SetbackError extends Error {
  readonly setback: Setback;

  constructor(setback: Setback) {
    super(setback.message);
    this.name = 'SetbackError';
    this.setback = setback;
  }
}

/** Runs one YouTube activity on what is left in the purse. Without a report, all of it counts as spent. */
export async function spend<T extends { readonly spent: number }>(
  purse: Purse,
  run: (grant: Grant) => Promise<T>,
): Promise<T> {
  const left = purse.grant.units - purse.spent;
  try {
    const result = await run({ ...purse.grant, units: left });
    purse.spent += result.spent;
    return result;
  } catch (error) {
    const setback = readSetback(error);
    purse.spent += setback.spent ?? left;
    if (setback.exhausted) await tellQuota(() => quotaHandle().signal(exhausted, { day: purse.grant.day }));
    throw new SetbackError(setback);
  }
}

export const askForUnits = (request: Ask): Promise<boolean> =>
  tellQuota(() => quotaHandle().signal(ask, request));

export const settleUnits = (purse: Purse): Promise<boolean> =>
  tellQuota(() => quotaHandle().signal(settle, { id: purse.grant.id, spent: purse.spent }));

const quotaHandle = () => getExternalWorkflowHandle(QUOTA_ID);

/** false: there is no treasurer to hear it. */
async function tellQuota(tell: () => Promise<void>): Promise<boolean> {
  try {
    await tell();
    return true;
  } catch (error) {
    log.warn('the quota workflow does not run', { error: String(error) });
    return false;
  }
}
