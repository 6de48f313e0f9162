import { COSTS, type Costs, type Method } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { quotaDay } from './quota-day.ts';

/** Units that the quota manager granted for one quota day, and the only channel that they may be spent on; absent: any. */
export type MeterBudget = {
  readonly id: string;
  readonly day: string;
  readonly units: number;
  readonly channelId?: string;
};

/** Counts what calls cost. A call's units stay spent even when it fails. */
export type QuotaMeter = {
  /** Charges one call; call it before sending. When it throws a Failure (wait; `no-units` or `day-over`; not sent), nothing is charged. */
  spend(method: Method): void;
  readonly spent: number;
  readonly left: number;
  /** No call but the one that reads the token's channel is sent to another channel. Absent: not checked. */
  readonly channelId?: string;
  /** Milliseconds since 1970, by the meter's clock. */
  now(): number;
};

/** What a YouTube activity needs for its calls. */
export type YouTubeCall = { readonly meter: QuotaMeter; readonly signal: AbortSignal };

/** A call sent in the last minute of a day could be counted on the next one. */
const LAST_MINUTE_MS = 60_000;

/** A meter for the units of `grant`; `clock` returns milliseconds since 1970. */
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
    ...defined({ channelId: grant.channelId }),
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
    message: `The units granted for ${grant.day} (Pacific time) are not used: that day is over, or ends within a minute. New units are requested automatically.`,
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
    message: `${method} costs ${cost} units, but ${left} of the ${grant.units} granted units are left. More are requested automatically.`,
    outcome: 'not-sent',
  });
}
