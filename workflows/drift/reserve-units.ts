import { condition, workflowInfo } from '@temporalio/workflow';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { type QuotaReservation, sendQuotaRequest, sendSpentReport } from '../quota-client.ts';
import type { DriftState } from './state.ts';

/** The quota manager answers at once, with units or with the time of the reset. */
const ANSWER_MS = 60_000;
/** After the reset every waiting workflow is served within minutes, unless the budget is too small for it. */
const AFTER_RESET_MS = 10 * 60_000;

/**
 * Units of the rewrite lane, never of the reserve. Waits for one reset at most, and not while a person must act first. undefined:
 * there are none, and `problem` says why.
 */
export async function reserveUnits(state: DriftState, want: number): Promise<QuotaReservation | undefined> {
  const { workflowId } = workflowInfo();
  state.quotaRequests += 1;
  const id = `${workflowId}#${state.quotaRequests}`;
  const hasUnits = (): boolean => (state.grants[id]?.units ?? 0) > 0;
  const sent = await sendQuotaRequest({ id, workflowId, lane: 'rewrite', want, atLeast: want });
  const summary = `${want} units from the quota manager`;
  if (sent) await condition(() => state.grants[id] !== undefined, ANSWER_MS, { summary });
  const isStopped = state.grants[id]?.stopped === true;
  if (state.grants[id] !== undefined && !isStopped && !hasUnits()) await waitForReset(state, id, hasUnits);
  const reservation = takeGrant(state, id);
  if (reservation.grant.units > 0) return reservation;
  await sendSpentReport(reservation);
  state.problem = isStopped
    ? 'nothing is sent to YouTube until what the workflow `quota` shows is fixed; then check again'
    : sent
      ? `the quota manager had no ${want} units for this check, also after the reset: raise \`quota\` in academy.yaml or lower its reserve`
      : 'the quota workflow is not running';
  return undefined;
}

function takeGrant(state: DriftState, id: string): QuotaReservation {
  const { [id]: grant, ...others } = state.grants;
  patch(state, { grants: others, waitingUntil: undefined });
  const { day = '', units = 0, channelId } = grant ?? {};
  return { grant: { id, day, units, ...defined({ channelId }) }, spent: 0 };
}

async function waitForReset(state: DriftState, id: string, hasUnits: () => boolean): Promise<void> {
  state.waitingUntil = state.grants[id]?.until;
  const reset = Date.parse(state.waitingUntil ?? '') || Date.now();
  await condition(hasUnits, Math.max(0, reset - Date.now()) + AFTER_RESET_MS, {
    summary: `waits for units, until ${state.waitingUntil} at the latest`,
  });
}
