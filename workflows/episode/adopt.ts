import type { FieldRequest } from '../../contract/episode.ts';
import type { AdoptRequest, AdoptResult } from '../../contract/episode-calls.ts';
import type { Lane } from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { FailedActivityError, sendSpentReport, spendOn } from '../quota-client.ts';
import { rememberedBy } from './remember.ts';
import { cancelQuotaRequest, reserveUnits } from './reserve-quota.ts';
import type { EpisodeState } from './state.ts';

/** Enough for the video, its broadcast, the streams, a few playlists and, for an unknown video, a channel of 2,500 videos. */
const UNITS = { want: 60, atLeast: 20 };

/** Only a stream that is not over may use the reserve. */
export const laneOf = ({ phase }: EpisodeState): Lane => (LIVE_PHASES.includes(phase) ? 'live' : 'rewrite');
const LIVE_PHASES: readonly EpisodeState['phase'][] = ['upcoming', 'overdue', 'testing', 'live'];

type AdoptAnswer =
  | Pick<Extract<AdoptResult, { kind: 'adoption' }>, 'kind' | 'adoption'>
  | Pick<Extract<AdoptResult, { kind: 'refused' }>, 'kind' | 'reason'>;

/** Reads the video and lists the edits of the file that match what a person wrote on YouTube. */
export async function adoptFields(
  state: EpisodeState,
  commit: string,
  asked: FieldRequest,
): Promise<AdoptAnswer> {
  if (state.quotaRequestId !== undefined)
    return refuse('the episode is waiting for units: send the update again when it has some');
  const reservation = await reserveUnits(state, { ...UNITS, lane: laneOf(state) });
  if (reservation === undefined) {
    await cancelQuotaRequest(state);
    return refuse('no units are left today: send the update again after the reset');
  }
  const request = createRequest(state, commit, asked);
  const summary = 'read what a person wrote';
  try {
    const read = await spendOn(reservation, (grant) =>
      youtubeActivities.readAdoption.executeWithOptions({ summary }, [{ ...request, grant }]),
    );
    return read;
  } catch (error) {
    if (!(error instanceof FailedActivityError)) throw error;
    return refuse(error.failure.message);
  } finally {
    await sendSpentReport(reservation);
  }
}

function createRequest(
  state: EpisodeState,
  commit: string,
  { fields, videoId, chosenVideoId }: FieldRequest,
): Omit<AdoptRequest, 'grant'> {
  const { episodeId, pending, skippedFields } = state;
  const known = state.videoId ?? videoId;
  const namedFields = fields ?? (skippedFields.length > 0 ? skippedFields : undefined);
  return {
    episodeId,
    commit,
    baseCommits: [
      ...new Set([commit, ...(pending?.baseCommits ?? []), ...(state.commit ? [state.commit] : [])]),
    ],
    ...defined({ videoId: chosenVideoId ?? known, fields: namedFields }),
    ...(chosenVideoId === undefined ? {} : { chosen: true }),
    ...defined({ remembered: rememberedBy(state) }),
  };
}

const refuse = (reason: string) => ({ kind: 'refused', reason }) as const;
