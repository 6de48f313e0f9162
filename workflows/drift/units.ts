import { condition, workflowInfo } from '@temporalio/workflow';
import { type QuotaReservation, sendQuotaRequest, sendSpentReport } from '../quota-client.ts';
import type { DriftState } from './state.ts';

/** The treasurer answers at once, with units or with the word to wait. */
const ANSWER_MS = 60_000;
/** After the reset everybody who waits is served within minutes, or the budget is too small for ever. */
const AFTER_RESET_MS = 10 * 60_000;

/**
 * Units of the rewrites' lane, never of the reserve. Waits for one reset at the most; undefined: there are none, `trouble` says
 * why.
 */
export async function takeUnits(
  state: DriftState,
  want: number,
  show: () => void,
): Promise<QuotaReservation | undefined> {
  const { workflowId } = workflowInfo();
  state.asks += 1;
  const id = `${workflowId}#${state.asks}`;
  const hasUnits = (): boolean => (state.grants[id]?.units ?? 0) > 0;
  const heard = await sendQuotaRequest({ id, workflowId, lane: 'rewrite', want, atLeast: want });
  if (heard)
    await condition(() => state.grants[id] !== undefined, ANSWER_MS, {
      summary: `${want} units from the treasurer`,
    });
  if (state.grants[id] !== undefined && !hasUnits()) await waitForReset(state, id, hasUnits, show);
  const { [id]: grant, ...others } = state.grants;
  state.grants = others;
  state.waitingUntil = undefined;
  const purse: QuotaReservation = {
    grant: { id, day: grant?.day ?? '', units: grant?.units ?? 0 },
    spent: 0,
  };
  if (purse.grant.units > 0) return purse;
  await sendSpentReport(purse);
  state.trouble = heard
    ? `the treasurer had no ${want} units for it, also after the reset: raise \`quota\` in academy.yaml or lower its reserve`
    : 'the treasurer does not run';
  return undefined;
}

async function waitForReset(
  state: DriftState,
  id: string,
  hasUnits: () => boolean,
  show: () => void,
): Promise<void> {
  state.waitingUntil = state.grants[id]?.until;
  show();
  const reset = Date.parse(state.waitingUntil ?? '') || Date.now();
  await condition(hasUnits, Math.max(0, reset - Date.now()) + AFTER_RESET_MS, {
    summary: `waits for units, until ${state.waitingUntil} at the latest`,
  });
}
