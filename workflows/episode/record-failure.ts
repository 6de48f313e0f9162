import type { Brief, Verdict } from '../../contract/episode.ts';
import type { Setback } from '../failures.ts';
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
export function recordSetback(
  state: EpisodeState,
  setback: Setback,
  brief: Brief | undefined,
  spent: number,
): Verdict {
  const now = Date.now();
  state.last = setback.message;
  if (isLostInsert(state, setback, brief)) {
    state.looks = 1;
    state.retryAt = now + (brief?.lookAgainMs[0] ?? SOON);
    return { kind: 'deferred', detail: `${setback.message}; looked for before it is created again`, spent };
  }
  if (setback.kind === 'wait') {
    state.retryAt = now + chooseWait(state, setback, spent);
    return { kind: 'deferred', detail: setback.message, spent };
  }
  if (setback.kind === 'stall') {
    state.stalled = true;
    state.attention = setback.message;
    if (isRunning(state)) state.lookAt ??= now + STALLED_LOOK;
    state.asksAbout = setback.about;
    return { kind: 'stalled', detail: setback.message, spent };
  }
  state.failures += 1;
  state.retryAt = now + Math.min(LONGEST, SHORTEST * 2 ** (state.failures - 1));
  if (state.failures >= FAILURES_BEFORE_ATTENTION)
    state.attention = `failed ${state.failures} times: ${setback.message}`;
  return { kind: 'failed', detail: setback.message, spent };
}

/** Trouble that costs units each time must not burn the day's: the pause doubles while it lasts. */
function chooseWait(state: EpisodeState, { retryAfterMs = SOON }: Setback, spent: number): number {
  if (spent === 0) return retryAfterMs;
  state.waits = (state.waits ?? 0) + 1;
  return Math.max(retryAfterMs, Math.min(LONGEST_WAIT, SOON * 2 ** (state.waits - 1)));
}

/** Only an insert may make a second thing when it is repeated: before that, it is looked for. */
const isLostInsert = (state: EpisodeState, setback: Setback, brief: Brief | undefined): boolean =>
  state.videoId === undefined && setback.unknownOutcome && mayInsert(state.looks, brief?.lookAgainMs ?? []);
