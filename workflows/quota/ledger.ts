import type { Lane, QuotaAnswer, QuotaRequest, SpentReport } from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';

/** What the worker's clock and academy.yaml say. `resetsAt` is ISO 8601. */
export type DayBudget = {
  readonly day: string;
  readonly resetsAt: string;
  readonly perDay: number;
  readonly reserve: number;
};

export type Waiter = QuotaRequest & { readonly informed: boolean };

/** Plain JSON: it is carried across continue-as-new. Units by lane; `lost` is what a lost ledger must assume. */
export type LedgerState = {
  day?: string | undefined;
  resetsAt?: string | undefined;
  perDay: number;
  reserve: number;
  spent: Record<Lane | 'lost', number>;
  grants: Record<string, { readonly units: number; readonly lane: Lane }>;
  waiters: readonly Waiter[];
  /** YouTube's own word that today's quota is gone. */
  closed: boolean;
  /** The worker made the YouTube behind it a moment ago: nobody can have spent anything before. */
  freshYouTube?: boolean | undefined;
};
export type Carried = LedgerState;

/** A ledger that nobody has kept: the first day is opened as half spent, except a newcomer's. */
export const EMPTY_LEDGER: Carried = {
  perDay: 0,
  reserve: 0,
  spent: { live: 0, rewrite: 0, lost: 0 },
  grants: {},
  waiters: [],
  closed: false,
};

/** Takes over the day and the budget; a new day begins empty, and everybody who waits is asked again. */
export function openDay(state: LedgerState, budget: DayBudget): void {
  const isUnknown = state.day === undefined && state.freshYouTube !== true;
  if (state.day !== budget.day) {
    state.spent = { live: 0, rewrite: 0, lost: isUnknown ? Math.ceil(budget.perDay / 2) : 0 };
    state.grants = {};
    state.closed = false;
  }
  patch(state, budget);
  state.waiters = state.waiters.map((waiter) => ({ ...waiter, informed: false }));
}

/** Units that are neither spent nor granted: all of them for live work, never the reserve for the rest. */
export function availableFor(state: LedgerState, lane: Lane): number {
  if (state.closed || state.day === undefined) return 0;
  const used = Object.values(state.spent).reduce((sum, units) => sum + units, 0);
  const out = Object.values(state.grants).reduce((sum, grant) => sum + grant.units, 0);
  return Math.max(0, state.perDay - used - out - (lane === 'live' ? 0 : state.reserve));
}

/** What no day can pay for at once is begun with a whole day: a budget may be small, but nothing waits for ever. */
const needOf = (state: LedgerState, { atLeast, lane }: Waiter): number =>
  Math.max(1, Math.min(atLeast, dailyFor(state, lane)));

/** What a whole day has for a lane. */
const dailyFor = ({ perDay, reserve }: LedgerState, lane: Lane): number =>
  Math.max(0, perDay - (lane === 'live' ? 0 : reserve));

type Answer = QuotaAnswer & { readonly workflowId: string };

/** The next answer that can be given, and the ledger changed by it: live before the rest, in the order of asking. */
export function grantNext(state: LedgerState): Answer | undefined {
  const ordered = [
    ...state.waiters.filter(({ lane }) => lane === 'live'),
    ...state.waiters.filter(({ lane }) => lane !== 'live'),
  ];
  const served = ordered.find((waiter) => availableFor(state, waiter.lane) >= needOf(state, waiter));
  if (served !== undefined) return grant(state, served);
  const uninformed = ordered.find((waiter) => !waiter.informed);
  if (uninformed === undefined) return undefined;
  state.waiters = state.waiters.map((waiter) =>
    waiter === uninformed ? { ...waiter, informed: true } : waiter,
  );
  return {
    id: uninformed.id,
    workflowId: uninformed.workflowId,
    day: state.day ?? '',
    units: 0,
    daily: dailyFor(state, uninformed.lane),
    ...defined({ until: state.resetsAt }),
  };
}

function grant(state: LedgerState, waiter: Waiter): Answer {
  const units = Math.min(waiter.want, availableFor(state, waiter.lane));
  spendLostGrant(state, waiter.id);
  state.grants = { ...state.grants, [waiter.id]: { units, lane: waiter.lane } };
  return { id: waiter.id, workflowId: waiter.workflowId, day: state.day ?? '', units };
}

/** What was spent of a grant; the rest goes back. A grant of another day, or settled before, changes nothing. */
export function recordSpent(state: LedgerState, { id, spent }: SpentReport): void {
  removeWaiter(state, id);
  const grant = state.grants[id];
  if (grant === undefined) return;
  const { [id]: _settled, ...others } = state.grants;
  state.grants = others;
  state.spent = { ...state.spent, [grant.lane]: state.spent[grant.lane] + spent };
}

/** Who begins anew may ask under the id of a grant that it lost: nobody settles that one, all of it is spent. */
const spendLostGrant = (state: LedgerState, id: string): void =>
  recordSpent(state, { id, spent: state.grants[id]?.units ?? 0 });

export function removeWaiter(state: LedgerState, id: string): void {
  state.waiters = state.waiters.filter((waiter) => waiter.id !== id);
}
