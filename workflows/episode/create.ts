import type { ReconcileRequest, ReconcileResult } from '../../contract/episode.ts';
import type { CreateResult, EpisodeFacts } from '../../contract/episode-calls.ts';
import { toSummary } from '../../contract/summary.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { type QuotaReservation, spendOn } from '../quota-client.ts';
import { createResult, recordReconciled } from './reconcile-result.ts';
import { remember } from './remember.ts';
import type { EpisodeState } from './state.ts';

/** `videoId` is in the state afterwards; `event` says where it came from. Without a video, the reconcile ends with `result`. */
export type FoundOrEnded =
  | { readonly kind: 'found'; readonly event: string }
  | { readonly kind: 'ended'; readonly result: ReconcileResult };

/** Finds the episode's broadcast, or creates it where that is safe. */
export async function findOrCreate(
  state: EpisodeState,
  request: ReconcileRequest,
  facts: EpisodeFacts | undefined,
  reservation: QuotaReservation,
): Promise<FoundOrEnded> {
  const delays = facts?.lookupDelaysMs ?? [];
  const isCancelled = facts?.status === 'cancelled';
  const mayInsert = canInsert(state.lookups, delays) && !isCancelled;
  const created = await createBroadcast(state, request, mayInsert, reservation);
  const end = (result: ReconcileResult): FoundOrEnded => ({ kind: 'ended', result });
  const { spent } = reservation;
  // A new run does not know whether there was a broadcast. A cancelled episode looks for one, and never creates it.
  if (isCancelled && created.outcome !== 'adopted' && canInsert(state.lookups, delays)) {
    patch(state, { phase: 'cancelled', lookups: 0 });
    const result = createResult('unchanged', 'cancelled before it had a broadcast', spent);
    return end(recordReconciled(state, request, result));
  }
  if (created.outcome === 'missing') {
    const retryAt = Date.now() + (delays[state.lookups] ?? 0);
    patch(state, { retryAt, lookups: state.lookups + 1 });
    return end(createResult('deferred', 'YouTube does not show its broadcast yet; searching again', spent));
  }
  state.lookups = 0;
  if (created.outcome === 'missed') {
    patch(state, { phase: 'missed', attention: describeMissed(created) });
    const result = createResult('unchanged', 'missed: a broadcast is never created in the past', spent);
    return end(recordReconciled(state, request, result));
  }
  const event = describeCreation(state, created);
  patch(state, { videoId: created.videoId, otherVideos: undefined });
  remember(state, created.remembered);
  if (created.outcome === 'created') noteMade(state, created);
  if (created.nextSteps !== undefined)
    patch(state, { createdAt: Date.now(), nextSteps: created.nextSteps, phase: 'upcoming' });
  return { kind: 'found', event };
}

/** Runs of version 0.2 commit nothing. */
function noteMade(state: EpisodeState, { videoId }: CreateResult): void {
  if (state.setsReasons === true && videoId !== undefined)
    patch(state, { unrecorded: { videoId, tries: 0, at: 0 } });
}

/** The first insert needs no lookups before it. After one without an answer, every scheduled lookup comes before another. */
export const canInsert = (lookups: number, delays: readonly number[]): boolean =>
  lookups === 0 || lookups >= delays.length;

const MISSED =
  'its start has passed and it has no video: set a new scheduledFor, or name its youtube.videoId';

/** A link makes no video ours, but a person may know that it is the one. */
const describeMissed = ({ linkedVideoIds = [] }: CreateResult): string =>
  linkedVideoIds.length === 0
    ? MISSED
    : `${MISSED}. ${linkedVideoIds.join(', ')} link to its page: is it one of them?`;

function createBroadcast(
  state: EpisodeState,
  { commit, baseCommits }: ReconcileRequest,
  mayInsert: boolean,
  reservation: QuotaReservation,
): Promise<CreateResult> {
  const { episodeId, otherVideos, remembered } = state;
  const summary = toSummary(`${mayInsert ? 'create' : 'search for'} the broadcast of ${episodeId}`);
  const otherVideoIds = otherVideos?.videoIds ?? [];
  return spendOn(reservation, (grant) =>
    youtubeActivities.createBroadcast.executeWithOptions({ summary }, [
      { episodeId, commit, grant, mayInsert, baseCommits, otherVideoIds, ...defined({ remembered }) },
    ]),
  );
}

function describeCreation({ otherVideos }: EpisodeState, { outcome }: CreateResult): string {
  if (outcome === 'adopted') return 'broadcast found and adopted';
  if (otherVideos === undefined) return 'broadcast created';
  const { by, videoIds } = otherVideos;
  return `broadcast created: ${by} confirmed that it is not ${videoIds.join(' or ')}`;
}
