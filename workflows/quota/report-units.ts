import type { Lane, QuotaAnswer } from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';
import { reportEvent } from '../report-event.ts';
import type { LedgerState } from './ledger.ts';

/** Tells once a day and lane that units are gone: when a workflow first waits for some. */
export function reportNoUnits(state: LedgerState, { id, units, stopped }: QuotaAnswer): void {
  const { day = '', closed, resetsAt: until, toldEmpty, waiters } = state;
  const { lane = 'rewrite' } = waiters.find((waiter) => waiter.id === id) ?? {};
  const lanes: readonly Lane[] = toldEmpty?.day === day ? toldEmpty.lanes : [];
  // Without units for live work there are none for the rest either.
  if (units > 0 || stopped === true || lanes.includes(lane) || lanes.includes('live')) return;
  state.toldEmpty = { day, lanes: [...lanes, lane] };
  reportEvent({ event: 'no-units', lane, closed, ...defined({ until }) });
}

/** Reports that a new day has units again, if it was reported that they are gone. Call after the day was opened. */
export function reportUnitsAgain(state: LedgerState): void {
  const { day, perDay, toldEmpty } = state;
  if (toldEmpty === undefined || toldEmpty.day === day) return;
  state.toldEmpty = undefined;
  reportEvent({ event: 'units-again', perDay });
}
