import type {
  BudgetAnswer,
  Lane,
  QuotaAnswer,
  QuotaRequest,
  QuotaStatus,
  QuotaStop,
  SpentReport,
} from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { endsSoon } from './expiry.ts';
import { type ThumbnailHold, toHeldThumbnails } from './thumbnail-hold.ts';

/** A request without units so far. `informed`: it was answered with the time of the reset. */
export type Waiter = QuotaRequest & { readonly informed: boolean };

/** Plain JSON: it is carried across continue-as-new. Units by lane; `lost`: what a lost ledger must assume as spent. */
export type LedgerState = {
  day?: string | undefined;
  commit?: string | undefined;
  resetsAt?: string | undefined;
  perDay: number;
  reserve: number;
  spent: Record<Lane | 'lost', number>;
  grants: Record<string, { readonly units: number; readonly lane: Lane }>;
  waiters: readonly Waiter[];
  /** YouTube itself says that today's quota is used up. */
  closed: boolean;
  /** The only channel that grants are for. */
  channelId?: string | undefined;
  /** Nothing is granted until a person acts. */
  stop?: QuotaStop | undefined;
  /** When the refresh token ends, in ms since 1970, as far as it is known. */
  credentialsExpireAt?: number | undefined;
  /** Whether the search attributes, and `sync`, say that it ends soon. */
  shownExpiry?: boolean | undefined;
  reportedExpiry?: boolean | undefined;
  /** How often the token's channel was checked since the budget was read. */
  channelChecks?: number | undefined;
  /** Sets the search attribute Reason and tells `sync`. Absent in runs of version 0.2, which must replay. */
  setsReasons?: true | undefined;
  /** Whether the search attributes, and `sync`, say that it is stopped. */
  shownStop?: boolean | undefined;
  reportedStop?: boolean | undefined;
  /** Thumbnails that wait until the channel is verified. */
  thumbnails?: ThumbnailHold | undefined;
  /** Whether the search attributes say so, and how many were reported to `sync`, and when. */
  shownHeld?: boolean | undefined;
  reportedHeld?: { readonly count: number; readonly at: number } | undefined;
  /** The day whose end of units was reported to `notifications`. */
  reportedDay?: string | undefined;
  /** The lanes that were reported to have too few units left, and on which day. */
  toldEmpty?: { readonly day: string; readonly lanes: readonly Lane[] } | undefined;
  /** The worker has just created the local YouTube: nothing can have been spent before. */
  freshYouTube?: boolean | undefined;
};

/** A new ledger: its first day counts as half spent, unless YouTube is fresh. */
export const EMPTY_LEDGER: LedgerState = {
  perDay: 0,
  reserve: 0,
  spent: { live: 0, rewrite: 0, lost: 0 },
  grants: {},
  waiters: [],
  closed: false,
};

/** Records the day and the budget. A new day starts empty, and every waiter is answered again. */
export function openDay(state: LedgerState, budget: BudgetAnswer): void {
  const isUnknown = state.day === undefined && state.freshYouTube !== true;
  const lost = isUnknown ? Math.ceil(budget.perDay / 2) : 0;
  if (state.day !== budget.day)
    patch(state, { spent: { live: 0, rewrite: 0, lost }, grants: {}, closed: false });
  // A renewed token may not end at all.
  patch(state, { credentialsExpireAt: undefined, ...budget });
  informAgain(state);
}

/** Every waiter that gets no units is answered again. */
export function informAgain(state: LedgerState): void {
  state.waiters = state.waiters.map((waiter) => ({ ...waiter, informed: false }));
}

/** YouTube says that this day's quota is used up. */
export function closeDay(state: LedgerState, day: string): void {
  if (day === state.day) state.closed = true;
}

/** A repeated request replaces the first one. */
export function addWaiter(state: LedgerState, request: QuotaRequest): void {
  removeWaiter(state, request.id);
  state.waiters = [...state.waiters, { ...request, informed: false }];
}

/** Units that are neither spent nor granted: all of them for live work, never the reserve for the rest. */
export function availableFor(state: LedgerState, lane: Lane): number {
  if (state.closed || state.stop !== undefined || state.day === undefined) return 0;
  const spent = Object.values(state.spent).reduce((sum, units) => sum + units, 0);
  const granted = sumGrants(state);
  return Math.max(0, state.perDay - spent - granted - (lane === 'live' ? 0 : state.reserve));
}

const sumGrants = ({ grants }: LedgerState): number =>
  Object.values(grants).reduce((sum, { units }) => sum + units, 0);

/** A request for more than a whole day gets a whole day, so that it does not wait for ever. */
const needOf = (state: LedgerState, { atLeast, lane }: Waiter): number =>
  Math.max(1, Math.min(atLeast, dailyFor(state, lane)));

/** Units that a whole day has for a lane. */
const dailyFor = ({ perDay, reserve }: LedgerState, lane: Lane): number =>
  Math.max(0, perDay - (lane === 'live' ? 0 : reserve));

type Answer = QuotaAnswer & { readonly workflowId: string };

/** The next answer that can be given, recorded in the ledger: live work first, then in the order of the requests. */
export function grantNext(state: LedgerState): Answer | undefined {
  const ordered = [
    ...state.waiters.filter(({ lane }) => lane === 'live'),
    ...state.waiters.filter(({ lane }) => lane !== 'live'),
  ];
  const served = ordered.find((waiter) => availableFor(state, waiter.lane) >= needOf(state, waiter));
  if (served !== undefined) return grant(state, served);
  const uninformed = ordered.find((waiter) => !waiter.informed);
  return uninformed && inform(state, uninformed);
}

function grant(state: LedgerState, { id, workflowId, want, lane }: Waiter): Answer {
  const units = Math.min(want, availableFor(state, lane));
  spendLostGrant(state, id);
  state.grants = { ...state.grants, [id]: { units, lane } };
  const holdsThumbnails = state.thumbnails === undefined ? undefined : true;
  const optional = defined({ channelId: state.channelId, holdsThumbnails });
  return { id, workflowId, day: state.day ?? '', units, ...optional };
}

function inform(state: LedgerState, waiter: Waiter): Answer {
  const { id, workflowId, lane } = waiter;
  state.waiters = state.waiters.map((one) => (one === waiter ? { ...one, informed: true } : one));
  const daily = dailyFor(state, lane);
  const stopped = state.stop === undefined ? {} : { stopped: true as const };
  const until = defined({ until: state.resetsAt });
  return { id, workflowId, day: state.day ?? '', units: 0, daily, ...until, ...stopped };
}

/** Records what was spent of a grant; the rest is available again. A grant of another day, or reported before, changes nothing. */
export function recordSpent(state: LedgerState, { id, spent }: SpentReport): void {
  removeWaiter(state, id);
  const reported = state.grants[id];
  if (reported === undefined) return;
  const { [id]: _reported, ...others } = state.grants;
  const { lane } = reported;
  patch(state, { grants: others, spent: { ...state.spent, [lane]: state.spent[lane] + spent } });
}

/** A workflow that lost its state may repeat the id of a grant that it lost: all of that grant counts as spent. */
const spendLostGrant = (state: LedgerState, id: string): void =>
  recordSpent(state, { id, spent: state.grants[id]?.units ?? 0 });

function removeWaiter(state: LedgerState, id: string): void {
  state.waiters = state.waiters.filter((waiter) => waiter.id !== id);
}

export const describeLedger = (state: LedgerState, now: number): QuotaStatus => ({
  day: state.day ?? '',
  perDay: state.perDay,
  reserve: state.reserve,
  closed: state.closed,
  resetsAt: state.resetsAt ?? '',
  spent: state.spent,
  granted: sumGrants(state),
  waiters: state.waiters.map(({ workflowId, lane, atLeast }) => ({ workflowId, lane, atLeast })),
  ...defined({ stop: state.stop, thumbnails: toHeldThumbnails(state) }),
  ...(endsSoon(state, now) ? defined({ credentialsExpireAt: state.credentialsExpireAt }) : {}),
});
