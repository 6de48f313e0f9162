import type { NotConverged, ReconcileResult, UpdateResult } from '../../contract/episode.ts';
import type { QuotaReservation } from '../quota-client.ts';
import type { EpisodePhase, EpisodeState } from './state.ts';
import { answer } from './verdict.ts';

const HOUR = 60 * 60_000;
const SOON = 1000;

/** A rewrite that meets an episode around air time leaves; the duty stays until the stream has ended. */
export function deferAroundAir(
  state: EpisodeState,
  update: UpdateResult,
  purse: QuotaReservation,
): ReconcileResult {
  state.phase = phaseOf(update);
  state.start = update.start ?? state.start;
  state.attention = isOnAir(state) ? undefined : (state.refused ?? tellOverdue(state));
  state.retryAt = Date.now() + (update.checkInMs ?? HOUR);
  state.lastEvent = update.detail;
  return answer('deferred', update.detail, purse.spent);
}

/** Where it stands, and when it looks again by itself: the stream's lease, the start, the end. */
export function recordPhase(state: EpisodeState, update: UpdateResult): void {
  const { checkInMs: lookInMs } = update;
  state.phase = phaseOf(update);
  state.start = update.start ?? state.start;
  state.attention = tellOverdue(state);
  const goesOn = state.phase !== 'cancelled' && lookInMs !== undefined;
  state.checkAt = goesOn ? Date.now() + lookInMs : undefined;
}

/** What only a person can settle, when all else is done: the duty stays. A stream that goes live settles it too. */
export function refuse(
  state: EpisodeState,
  why: string,
  done: readonly string[],
  spent: number,
): ReconcileResult {
  state.stalled = true;
  state.attention = why;
  state.lastEvent = [why, ...done].join('; ');
  return answer('stalled', state.lastEvent, spent);
}

/** YouTube stored something else than it was sent: the duty stays, and only the second time makes it a person's. */
export function sendOnceMore(state: EpisodeState, unkept: NotConverged, spent: number): ReconcileResult {
  state.retryAt = Date.now() + SOON;
  state.lastEvent = `YouTube did not keep ${Object.keys(unkept).join(', ')} as it was sent: sent once more`;
  return answer('deferred', state.lastEvent, spent);
}

const OVERDUE = 'its start has passed and nobody streams: start the encoder, or set a new scheduledFor';
const tellOverdue = ({ phase }: EpisodeState) => (phase === 'overdue' ? OVERDUE : undefined);

/** Then a start that was refused is settled. */
const isOnAir = ({ phase }: Pick<EpisodeState, 'phase'>): boolean => phase === 'testing' || phase === 'live';

/** A stream that was called off while it runs is followed to its end. */
function phaseOf({ phase, status, overdue }: UpdateResult): EpisodePhase {
  if (status === 'cancelled' && !isOnAir({ phase })) return 'cancelled';
  return overdue ? 'overdue' : phase;
}

const RUNNING: readonly EpisodePhase[] = ['upcoming', 'overdue', 'testing', 'live'];

/** It has a broadcast that was not over at the last look. */
export const isRunning = ({ phase }: Pick<EpisodeState, 'phase'>): boolean => RUNNING.includes(phase);
