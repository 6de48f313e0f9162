import type { EpisodeFacts, ReconcileRequest, ReconcileResult } from '../../contract/episode.ts';
import { toSummary } from '../../contract/summary.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { type QuotaReservation, spendOn } from '../quota-client.ts';
import { mayInsert } from './find-created.ts';
import type { EpisodeState } from './state.ts';
import { answer, finish } from './verdict.ts';

/** The id is known afterwards; what was done is told. A verdict comes back when there is no video to go on with. */
export async function findOrCreate(
  state: EpisodeState,
  duty: ReconcileRequest,
  brief: EpisodeFacts | undefined,
  purse: QuotaReservation,
): Promise<string | ReconcileResult> {
  const delays = brief?.lookupDelaysMs ?? [];
  const calledOff = brief?.status === 'cancelled';
  const inserts = mayInsert(state.lookups, delays) && !calledOff;
  const { episodeId, notThese: others } = state;
  const made = await spendOn(purse, (grant) =>
    youtubeActivities.createBroadcast.executeWithOptions(
      {
        summary: toSummary(`${inserts ? 'create' : 'look for'} the broadcast of ${episodeId}`),
      },
      [
        {
          episodeId,
          commit: duty.commit,
          grant,
          mayInsert: inserts,
          baseCommits: duty.baseCommits,
          otherVideoIds: others?.videoIds ?? [],
        },
      ],
    ),
  );
  // A run that begins does not know whether there was one: called off, it is looked for and never made.
  if (calledOff && made.outcome !== 'adopted' && mayInsert(state.lookups, delays)) {
    patch(state, { phase: 'cancelled', lookups: 0 });
    return finish(state, duty, 'unchanged', 'cancelled before there was a broadcast', purse.spent);
  }
  if (made.outcome === 'missing') {
    state.retryAt = Date.now() + (delays[state.lookups] ?? 0);
    state.lookups += 1;
    return answer('deferred', 'its broadcast is not to be seen yet; looked for again', purse.spent);
  }
  state.lookups = 0;
  if (made.outcome === 'missed') {
    state.phase = 'missed';
    state.attention =
      'its start has passed and it has no video: set a new scheduledFor, or name its youtube.videoId';
    return finish(state, duty, 'unchanged', 'missed: nothing is created in the past', purse.spent);
  }
  state.videoId = made.videoId;
  state.notThese = undefined;
  if (made.nextSteps !== undefined)
    patch(state, { madeAt: Date.now(), nextSteps: made.nextSteps, phase: 'upcoming' });
  if (made.outcome === 'adopted') return 'broadcast found and adopted';
  if (others === undefined) return 'broadcast created';
  return `broadcast created: ${others.by} said that it is another one than ${others.videoIds.join(' and ')}`;
}
