import { ActivityFailure } from '@temporalio/common';
import { notifyActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import type { EpisodeState } from './state.ts';

const MINUTE = 60_000;
const MAX_TRIES = 10;

/** Has the id of a new video committed to the episode's file. Tried again for about a day; then it is only said. */
export async function recordVideo(state: EpisodeState, now: number): Promise<void> {
  const { episodeId, unrecorded, pausedBy } = state;
  if (unrecorded === undefined || unrecorded.at > now || pausedBy !== undefined) return;
  const { videoId, tries } = unrecorded;
  try {
    const result = await notifyActivities.recordVideo.executeWithOptions(
      { summary: 'commit the id of its video' },
      [{ episodeId, videoId }],
    );
    state.unrecorded = undefined;
    if (result.kind === 'recorded')
      state.lastEvent = `${state.lastEvent}; ${result.commit.slice(0, 10)} names its video`;
    if (result.kind === 'refused') state.lastEvent = describeProblem(state, result.detail);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    const at = now + Math.min(MINUTE * 2 ** tries, 180 * MINUTE);
    const isLast = tries + 1 >= MAX_TRIES;
    patch(state, {
      unrecorded: isLast ? undefined : { videoId, tries: tries + 1, at },
      ...(isLast ? { lastEvent: describeProblem(state, error.cause?.message) } : {}),
    });
  }
}

const describeProblem = ({ lastEvent, videoId = '' }: EpisodeState, problem = 'unknown'): string =>
  `${lastEvent}; youtube.videoId ${videoId} could not be committed to its file: ${problem}`;
