import type { ReconcileResult } from '../../contract/episode.ts';
import type { EpisodeFacts } from '../../contract/episode-calls.ts';
import type { FailedActivity } from '../failures.ts';
import { patch } from '../patch.ts';
import { canInsert } from './create.ts';
import { createResult } from './reconcile-result.ts';
import { checkBy, type EpisodeState, isRunning } from './state.ts';

const SOON = 1000;
const MIN_BUG_WAIT = 5000;
/** Each try costs a read and a write: at most 1,200 units a day for a bug that stays. */
const MAX_BUG_WAIT = 60 * 60_000;
const MAX_WAIT = 10 * 60_000;
const FAILURES_BEFORE_ATTENTION = 3;
/** A stall is also tried again without a person: the stream may have gone live or ended, live streaming may be enabled now. */
const STALL_CHECK = 6 * 60 * 60_000;

/** Records a failure: a wait is tried again later, a stall needs a person, a bug is shown and tried again. */
export function recordFailure(
  state: EpisodeState,
  failure: FailedActivity,
  facts: EpisodeFacts | undefined,
  spent: number,
): ReconcileResult {
  const now = Date.now();
  const { kind, message } = failure;
  state.lastEvent = message;
  if (isLostInsert(state, failure, facts)) {
    patch(state, { lookups: 1, retryAt: now + (facts?.lookupDelaysMs[0] ?? SOON) });
    return createResult('deferred', `${message}; searching for it before it is created again`, spent);
  }
  if (kind === 'wait') {
    state.retryAt = now + chooseWait(state, failure, spent);
    return createResult('deferred', message, spent);
  }
  if (kind === 'stall') {
    patch(state, {
      stalled: true,
      stallReason: failure.reason,
      attention: message,
      duplicateVideoIds: failure.aboutVideoIds,
    });
    if (isRunning(state) || state.videoId === undefined)
      checkBy(state, now + STALL_CHECK, 'to see whether it still fails');
    return createResult('stalled', message, spent);
  }
  state.failures += 1;
  state.retryAt = now + Math.min(MAX_BUG_WAIT, MIN_BUG_WAIT * 2 ** (state.failures - 1));
  if (state.failures >= FAILURES_BEFORE_ATTENTION)
    state.attention = `failed ${state.failures} times: ${message}`;
  return createResult('failed', message, spent);
}

/** A wait that costs units must not use up the day: it doubles each time. */
function chooseWait(state: EpisodeState, { retryAfterMs = SOON }: FailedActivity, spent: number): number {
  if (spent === 0) return retryAfterMs;
  state.waits = (state.waits ?? 0) + 1;
  return Math.max(retryAfterMs, Math.min(MAX_WAIT, SOON * 2 ** (state.waits - 1)));
}

/** An insert is the only call that makes a second thing when repeated: the broadcast is searched for first. */
const isLostInsert = (
  state: EpisodeState,
  { unknownOutcome }: FailedActivity,
  facts: EpisodeFacts | undefined,
): boolean =>
  state.videoId === undefined && unknownOutcome && canInsert(state.lookups, facts?.lookupDelaysMs ?? []);
