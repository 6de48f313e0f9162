import { sleep } from '@temporalio/workflow';
import type { QuotaNeed } from '../../contract/episode-calls.ts';
import type { Lane, QuotaGrant } from '../../contract/quota.ts';
import type { FailedActivity } from '../failures.ts';
import { FailedActivityError, type QuotaReservation, sendSpentReport, spendOn } from '../quota-client.ts';
import { cancelQuotaRequest, reserveUnits } from './reserve-quota.ts';
import type { EpisodeState } from './state.ts';

/** Why a person's request is not answered; with a time, it is worth another try. */
type Refusal = { readonly kind: 'refused'; readonly reason: string; readonly retryAfterMs?: number };

const TRIES = 3;
const SOON = 1000;
/** A person does not wait longer than this for the next try. */
const LONGEST_WAIT = 30_000;

/**
 * One activity that a person's update needs, on units of its own. What passes by itself, such as a worker that did not answer in time,
 * is tried again twice with new units; every other failure is a refusal.
 */
export async function askYouTube<T extends { readonly spent: number }>(
  state: EpisodeState,
  need: QuotaNeed,
  send: (grant: QuotaGrant) => Promise<T>,
): Promise<T | Refusal> {
  if (state.quotaRequestId !== undefined)
    return refuse('the episode is waiting for units: send the update again when it has some');
  for (let tries = 1; ; tries += 1) {
    const reservation = await reserveUnits(state, { ...need, lane: laneOf(state) });
    const answer =
      reservation === undefined ? await refuseWithoutUnits(state) : await sendOn(reservation, send);
    if (!('retryAfterMs' in answer) || answer.retryAfterMs === undefined) return answer;
    // A run of version 0.2 did not try again.
    if (tries === TRIES || state.setsReasons !== true || state.pausedBy !== undefined) return answer;
    await sleep(answer.retryAfterMs, { summary: 'before it is tried again' });
  }
}

/** Only a stream that is not over may use the reserve. */
const laneOf = ({ phase }: EpisodeState): Lane => (LIVE_PHASES.includes(phase) ? 'live' : 'rewrite');
const LIVE_PHASES: readonly EpisodeState['phase'][] = ['upcoming', 'overdue', 'testing', 'live'];

/** A request that is still open waits for the reset; without one, the quota manager did not answer. */
async function refuseWithoutUnits(state: EpisodeState): Promise<Refusal> {
  if (state.quotaRequestId === undefined)
    return { ...refuse('`quota` did not answer in time: send the update again'), retryAfterMs: SOON };
  await cancelQuotaRequest(state);
  return refuse('no units are left today: send the update again after the reset');
}

async function sendOn<T extends { readonly spent: number }>(
  reservation: QuotaReservation,
  send: (grant: QuotaGrant) => Promise<T>,
): Promise<T | Refusal> {
  try {
    return await spendOn(reservation, send);
  } catch (error) {
    if (!(error instanceof FailedActivityError)) throw error;
    const { failure } = error;
    return { ...refuse(failure.message), ...waitBefore(failure) };
  } finally {
    await sendSpentReport(reservation);
  }
}

function waitBefore({
  kind,
  quotaExceeded,
  retryAfterMs = SOON,
}: FailedActivity): Pick<Refusal, 'retryAfterMs'> {
  const passes = kind === 'wait' && !quotaExceeded && retryAfterMs <= LONGEST_WAIT;
  return passes ? { retryAfterMs } : {};
}

const refuse = (reason: string) => ({ kind: 'refused', reason }) as const;
