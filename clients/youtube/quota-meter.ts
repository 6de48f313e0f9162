import { COSTS, type Costs, type Method } from '../../domain/shared/costs.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { quotaDay } from './quota-day.ts';

/** Units that the treasurer granted for one quota day. */
export type MeterBudget = { readonly id: string; readonly day: string; readonly units: number };

/** Pays for calls. What was spent stays spent, whatever came of the call. */
export type QuotaMeter = {
  /** Charges one call before it is sent. Throws a Failure (wait; `no-units` or `day-over`; not sent), then charges nothing. */
  spend(method: Method): void;
  readonly spent: number;
  readonly left: number;
  /** Milliseconds since 1970, by the clock the purse was made with. */
  now(): number;
};

/** What one YouTube activity works with. */
export type YouTubeCall = { readonly meter: QuotaMeter; readonly signal: AbortSignal };

/** A call sent in the last minute of a day could be counted on the next one. */
const LAST_MINUTE_MS = 60_000;

/** A purse holding the units of `grant`; `clock` says milliseconds since 1970. */
export function createQuotaMeter(grant: MeterBudget, clock: () => number, costs: Costs = COSTS): QuotaMeter {
  let spent = 0;
  return {
    spend(method) {
      assertSameDay(grant, clock());
      assertEnough(grant, grant.units - spent, { method, cost: costs[method] });
      spent += costs[method];
    },
    get spent() {
      return spent;
    },
    get left() {
      return grant.units - spent;
    },
    now: clock,
  };
}

function assertSameDay(grant: MeterBudget, now: number): void {
  const { day, resetsAt } = quotaDay(now);
  const untilReset = Date.parse(resetsAt) - now;
  if (day === grant.day && untilReset >= LAST_MINUTE_MS) return;
  throw new Failure({
    kind: 'wait',
    reason: 'day-over',
    message: `Units of ${grant.day} (Pacific time) were not used: the day is over, or will be within a minute. New units are asked for by itself.`,
    outcome: 'not-sent',
    retryAfterMs: day === grant.day ? untilReset : 0,
  });
}

type Charge = { readonly method: Method; readonly cost: number };

function assertEnough(grant: MeterBudget, left: number, { method, cost }: Charge): void {
  if (cost <= left) return;
  throw new Failure({
    kind: 'wait',
    reason: 'no-units',
    message: `${method} costs ${cost} units, ${left} of the ${grant.units} granted ones are left. More are asked for by itself.`,
    outcome: 'not-sent',
  });
}
