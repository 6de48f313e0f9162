import type { Brief, UpdateResult } from '../../activities/types.ts';
import type { Verdict } from '../messages.ts';
import type { Purse } from '../units.ts';
import type { EpisodeState } from './state.ts';
import { answer } from './verdict.ts';

const AIR_POLL = 10 * 60_000;
const HOUR = 60 * 60_000;

/** A rewrite that meets an episode around air time leaves; the duty stays until the stream has ended. */
export function deferAroundAir(state: EpisodeState, update: UpdateResult, purse: Purse): Verdict {
  state.phase = update.phase;
  state.retryAt = Date.now() + AIR_POLL;
  state.last = update.detail;
  return answer('deferred', update.detail, purse.spent);
}

/** What comes by itself: the stream's lease, the start, the end. */
export function recordPhase(state: EpisodeState, update: UpdateResult, brief: Brief | undefined): void {
  const now = Date.now();
  state.start = update.start ?? state.start;
  const start = Date.parse(state.start ?? '');
  state.phase =
    brief?.status === 'cancelled'
      ? 'cancelled'
      : update.phase === 'upcoming' && start <= now
        ? 'overdue'
        : update.phase;
  state.attention = state.phase === 'overdue' ? OVERDUE : undefined;
  state.lookAt = nextLook(state.phase, start, Date.parse(brief?.bindAt ?? ''), now);
}

const OVERDUE = 'its start has passed and nobody streams: start the encoder, or set a new scheduledFor';

function nextLook(
  phase: EpisodeState['phase'],
  start: number,
  bindAt: number,
  now: number,
): number | undefined {
  if (phase === 'upcoming') return bindAt > now ? Math.min(bindAt, start) : start;
  if (phase === 'overdue' || phase === 'testing' || phase === 'live')
    return now + (now - start > 6 * HOUR ? HOUR : AIR_POLL);
  return undefined;
}
