import type { ReconcileResult } from '../../contract/episode.ts';
import type { NotConverged, UpdateResult } from '../../contract/episode-calls.ts';
import type { StepResult } from '../../contract/episode-steps.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import type { QuotaReservation } from '../quota-client.ts';
import { reportEvent } from '../report-event.ts';
import { createResult } from './reconcile-result.ts';
import { type EpisodePhase, type EpisodeState, isRunning } from './state.ts';

const HOUR = 60 * 60_000;
const SOON = 1000;

/** The stream is on air or about to be: the request stays pending until it has ended. */
export function deferUntilStreamEnds(
  state: EpisodeState,
  update: UpdateResult,
  { spent }: QuotaReservation,
): ReconcileResult {
  const { checkInMs = HOUR, detail } = update;
  followPhase(state, update);
  patch(state, {
    attention: isOnAir(state) ? undefined : (state.refused ?? describeOverdue(state)),
    retryAt: Date.now() + checkInMs,
    lastEvent: detail,
  });
  return createResult('deferred', detail, spent);
}

/** Records the phase, and when to check again: when the stream becomes free to bind, at the start, at the end. */
export function recordPhase(state: EpisodeState, update: UpdateResult): void {
  const { checkInMs, nextSteps } = update;
  // A person may have bound it.
  if (!nextSteps.includes('bind')) state.unbound = undefined;
  followPhase(state, update);
  const checksAgain = state.phase !== 'cancelled' && checkInMs !== undefined;
  patch(state, {
    attention: describeOverdue(state),
    checkAt: checksAgain ? Date.now() + checkInMs : undefined,
    checkFor: checksAgain ? update.checkFor : undefined,
  });
}

/** Takes over what YouTube says, and tells when a stream goes live and when it has ended. */
function followPhase(state: EpisodeState, update: UpdateResult): void {
  const { phase: before, episodeId, videoId } = state;
  const phase = phaseOf(update);
  patch(state, { phase, start: update.start ?? state.start });
  const event = findStreamEvent(before, phase);
  if (event === undefined) return;
  patch(state, { streamEvent: event });
  reportEvent({ event, episodeId, ...defined({ videoId }) });
}

/** A run that only rewrites a finished video saw nothing begin or end. */
function findStreamEvent(before: EpisodePhase, now: EpisodePhase): 'live' | 'ended' | undefined {
  if (now === before) return undefined;
  if (now === 'live') return 'live';
  return now === 'complete' && isRunning({ phase: before }) ? 'ended' : undefined;
}

/** Everything else is done, the rest needs a person: the request stays pending. A stream that goes live resolves it too. */
export function recordRefusal(
  state: EpisodeState,
  reason: string,
  done: readonly string[],
  spent: number,
): ReconcileResult {
  const lastEvent = [reason, ...done].join('; ');
  patch(state, { stalled: true, stallReason: undefined, attention: reason, lastEvent });
  return createResult('stalled', lastEvent, spent);
}

/** YouTube stored something other than was sent: it is sent again, and only the second time a person is asked. */
export function recordNotConverged(
  state: EpisodeState,
  notConverged: NotConverged,
  spent: number,
): ReconcileResult {
  const lastEvent = `YouTube did not store ${Object.keys(notConverged).join(', ')} as sent: sending once more`;
  patch(state, { retryAt: Date.now() + SOON, lastEvent });
  return createResult('deferred', lastEvent, spent);
}

const OVERDUE = 'its start has passed and no stream is running: start the encoder, or set a new scheduledFor';
/** An encoder that is started while it is not bound would feed another page. */
const describeOverdue = ({ phase, unbound }: EpisodeState): string | undefined =>
  phase !== 'overdue'
    ? undefined
    : unbound === undefined
      ? OVERDUE
      : `its start has passed, and it has no encoder: ${unbound}`;

/** Whether it is bound is known once the step has run. */
export function recordEncoder(state: EpisodeState, { unbound }: Pick<StepResult, 'unbound'>): void {
  state.unbound = unbound;
  if (state.phase === 'overdue') state.attention = describeOverdue(state);
}

/** Then a refused start no longer matters. */
const isOnAir = ({ phase }: Pick<EpisodeState, 'phase'>): boolean => phase === 'testing' || phase === 'live';

/** A stream that is cancelled while it runs is followed to its end. */
function phaseOf({ phase, status, overdue }: UpdateResult): EpisodePhase {
  if (status === 'cancelled' && !isOnAir({ phase })) return 'cancelled';
  return overdue ? 'overdue' : phase;
}
