import type { AccountRefusal } from '../../contract/quota.ts';
import { toSummary } from '../../contract/summary.ts';
import { COSTS } from '../../domain/shared/costs.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { type FailedActivity, parseFailure } from '../failures.ts';
import { patch } from '../patch.ts';
import { availableFor, informAgain, type LedgerState } from './ledger.ts';

/** Checks get rarer: about 150 units on a day on which nothing is fixed. */
const FIRST_CHECK_MS = 60_000;
const MAX_CHECK_MS = 10 * 60_000;
/** A refused access token is renewed: its call counts, and the channel is read again for the new one. */
const CHECK_UNITS = 3 * COSTS['channels.list'];

/** Stops all grants. Several activities may report the same: the first report starts the checks. */
export function stopGrants(state: LedgerState, { reason, message }: AccountRefusal, now: number): void {
  const { stop } = state;
  const { since, checkAt } = stop ?? { since: now, checkAt: now + chooseBreak(state) };
  state.stop = { reason, message, since, checkAt };
  if (stop === undefined) informAgain(state);
}

/** Also counts the checks before the grants were last open: of two workers, only one may have the right token. */
const chooseBreak = ({ channelChecks = 0 }: LedgerState): number =>
  Math.min(MAX_CHECK_MS, FIRST_CHECK_MS * 2 ** channelChecks);

/** The credentials or academy.yaml may be different now. */
export function checkSoon(state: LedgerState, now: number): void {
  state.channelChecks = 0;
  if (state.stop !== undefined) state.stop = { ...state.stop, checkAt: now };
}

/** Milliseconds until the next check; undefined: none is due, or today's units are used up. */
export function untilCheck(state: LedgerState, now: number): number | undefined {
  const { stop, channelId } = state;
  if (stop === undefined || channelId === undefined || !hasUnitsToCheck(state)) return undefined;
  return Math.max(0, stop.checkAt - now);
}

/** Whether the channel is known, and today's units are not used up. */
export const hasUnitsToCheck = (state: LedgerState): boolean =>
  state.channelId !== undefined && availableFor({ ...state, stop: undefined }, 'live') >= CHECK_UNITS;

/** Reads the channel of the credentials once, on units of its own, and opens the grants if they work and it is the right one. */
export async function checkChannel(state: LedgerState): Promise<void> {
  const { channelId = '', stop } = state;
  if (stop === undefined) return;
  state.channelChecks = (state.channelChecks ?? 0) + 1;
  const summary = toSummary(`whether the credentials work, and are of channel ${channelId}`);
  const read = await readChannel(state, summary);
  if (read.ok) {
    state.stop = undefined;
    informAgain(state);
    return;
  }
  const { reason, message } = read.failure.stopsGrants ? read.failure : stop;
  state.stop = { reason, message, since: stop.since, checkAt: Date.now() + chooseBreak(state) };
}

type ChannelRead =
  | { readonly ok: true; readonly longUploadsStatus?: string }
  | { readonly ok: false; readonly failure: FailedActivity };

/** Reads the channel of the credentials once, on units of its own. */
export async function readChannel(state: LedgerState, summary: string): Promise<ChannelRead> {
  const { day = '', channelId = '' } = state;
  // Without a report, all of them stay spent.
  addSpent(state, day, CHECK_UNITS);
  const grant = { id: 'quota#channel', day, units: CHECK_UNITS, channelId };
  try {
    const { spent, ...channel } = await youtubeActivities.checkChannel.executeWithOptions({ summary }, [
      { grant },
    ]);
    addSpent(state, day, spent - CHECK_UNITS);
    return { ok: true, ...channel };
  } catch (error) {
    const failure = parseFailure(error);
    addSpent(state, day, (failure.spent ?? CHECK_UNITS) - CHECK_UNITS);
    return { ok: false, failure };
  }
}

function addSpent(state: LedgerState, day: string, units: number): void {
  if (state.day === day) patch(state, { spent: { ...state.spent, live: state.spent.live + units } });
}
