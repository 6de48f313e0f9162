import type { EpisodeFacts, ReconcileResult } from '../../contract/episode.ts';
import type { FailedActivity } from '../failures.ts';
import { mayInsert } from './find-created.ts';
import { isRunning } from './phase.ts';
import type { EpisodeState } from './state.ts';

const SOON = 1000;
const SHORTEST = 5000;
const LONGEST_WAIT = 10 * 60_000;
/** A read and a write each time: at most some 1,200 units a day for a fault that nobody mends. */
const LONGEST = 60 * 60_000;
const FAILURES_BEFORE_ATTENTION = 3;
/** What stalls is tried again by itself as well: the stream goes live and ends whether somebody comes or not. */
const STALLED_LOOK = 6 * 60 * 60_000;

/** What an episode makes of a failure: wait comes back by itself, stall waits for a person, a bug shows and is tried again. */
export function recordFailure(
  state: EpisodeState,
  setback: FailedActivity,
  brief: EpisodeFacts | undefined,
  spent: number,
): ReconcileResult {
  const now = Date.now();
  state.lastEvent = setback.message;
  if (isLostInsert(state, setback, brief)) {
    state.lookups = 1;
    state.retryAt = now + (brief?.lookupDelaysMs[0] ?? SOON);
    return { kind: 'deferred', detail: `${setback.message}; looked for before it is created again`, spent };
  }
  if (setback.kind === 'wait') {
    state.retryAt = now + chooseWait(state, setback, spent);
    return { kind: 'deferred', detail: setback.message, spent };
  }
  if (setback.kind === 'stall') {
    state.stalled = true;
    state.attention = setback.message;
    if (isRunning(state)) state.checkAt ??= now + STALLED_LOOK;
    state.duplicateVideoIds = setback.aboutVideoIds;
    return { kind: 'stalled', detail: setback.message, spent };
  }
  state.failures += 1;
  state.retryAt = now + Math.min(LONGEST, SHORTEST * 2 ** (state.failures - 1));
  if (state.failures >= FAILURES_BEFORE_ATTENTION)
    state.attention = `failed ${state.failures} times: ${setback.message}`;
  return { kind: 'failed', detail: setback.message, spent };
}

/** Trouble that costs units each time must not burn the day's: the pause doubles while it lasts. */
function chooseWait(state: EpisodeState, { retryAfterMs = SOON }: FailedActivity, spent: number): number {
  if (spent === 0) return retryAfterMs;
  state.waits = (state.waits ?? 0) + 1;
  return Math.max(retryAfterMs, Math.min(LONGEST_WAIT, SOON * 2 ** (state.waits - 1)));
}

/** Only an insert may make a second thing when it is repeated: before that, it is looked for. */
const isLostInsert = (
  state: EpisodeState,
  setback: FailedActivity,
  brief: EpisodeFacts | undefined,
): boolean =>
  state.videoId === undefined &&
  setback.unknownOutcome &&
  mayInsert(state.lookups, brief?.lookupDelaysMs ?? []);
