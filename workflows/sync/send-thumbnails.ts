import { ActivityFailure } from '@temporalio/workflow';
import { count } from '../../contract/reports/words.ts';
import { patch } from '../patch.ts';
import { retryBatch } from './retry-episodes.ts';
import { newestDispatched, type SyncState } from './state.ts';

/** Asked by one activity. */
const BATCH = 25;
const MAX_EPISODES = 5000;
const AGAIN_MS = 60_000;

/** The channel is verified: these thumbnails waited for it. */
export function allowThumbnails(state: SyncState, episodes: readonly string[]): void {
  const { episodes: before = [] } = state.thumbnails ?? {};
  const all = [...new Set([...before, ...episodes])].slice(0, MAX_EPISODES);
  if (all.length > 0) state.thumbnails = { episodes: all };
}

/** Milliseconds until some can be sent; undefined: none waits, or only a message changes that. */
export function untilThumbnails(state: SyncState, now: number): number | undefined {
  const { thumbnails, pausedBy } = state;
  if (thumbnails === undefined || pausedBy !== undefined || newestDispatched(state) === undefined)
    return undefined;
  return Math.max(0, (thumbnails.at ?? now) - now);
}

/** Has the next ones sent: by their own workflows, with units of the quota, in the order in which they began to wait. */
export async function sendThumbnails(state: SyncState, now: number): Promise<void> {
  if (state.thumbnails === undefined || untilThumbnails(state, now) !== 0) return;
  const batch = state.thumbnails.episodes.slice(0, BATCH);
  try {
    await retryBatch(state, {}, { episodes: batch, from: 0 });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    state.thumbnails = { ...state.thumbnails, at: Date.now() + AGAIN_MS };
    return;
  }
  const left = state.thumbnails.episodes.filter((one) => !batch.includes(one));
  const rest = left.length === 0 ? '' : `; ${left.length} more follow`;
  patch(state, {
    thumbnails: left.length === 0 ? undefined : { episodes: left },
    lastEvent: `the channel is verified: the thumbnails of ${count(batch.length, 'episode')} go on${rest}`,
  });
}
