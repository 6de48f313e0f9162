import type { Brief } from '../../activities/types.ts';
import { youtubeActivities } from '../effects.ts';
import type { Verdict, Wake } from '../messages.ts';
import { toSummary } from '../summary.ts';
import { type Purse, spend } from '../units.ts';
import type { EpisodeState } from './state.ts';
import { answer, finish } from './verdict.ts';

/** The id is known afterwards; what was done is told. A verdict comes back when there is no video to go on with. */
export async function findOrCreate(
  state: EpisodeState,
  duty: Wake,
  brief: Brief | undefined,
  purse: Purse,
): Promise<string | Verdict> {
  const delays = brief?.lookAgainMs ?? [];
  const mayInsert = state.looks === 0 || state.looks >= delays.length;
  const { episodeId } = state;
  const made = await spend(purse, (grant) =>
    youtubeActivities.createBroadcast.executeWithOptions(
      {
        summary: toSummary(`${mayInsert ? 'create' : 'look for'} the broadcast of ${episodeId}`),
      },
      [{ episodeId, commit: duty.commit, grant, mayInsert }],
    ),
  );
  if (made.outcome === 'missing') {
    state.retryAt = Date.now() + (delays[state.looks] ?? 0);
    state.looks += 1;
    return answer('deferred', 'its broadcast is not to be seen yet; looked for again', purse.spent);
  }
  state.looks = 0;
  if (made.outcome === 'missed') {
    state.phase = 'missed';
    state.attention =
      'its start has passed and it has no video: set a new scheduledFor, or name its youtube.videoId';
    return finish(state, duty, 'unchanged', 'missed: nothing is created in the past', purse.spent);
  }
  state.videoId = made.videoId;
  return made.outcome === 'created' ? 'broadcast created' : 'broadcast found and adopted';
}
