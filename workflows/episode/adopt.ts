import type { AdoptRequest, AdoptResult, FieldRequest } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { FailedActivityError, sendSpentReport, spendOn } from '../quota-client.ts';
import { cancelQuotaRequest, reserveUnits } from './reserve-quota.ts';
import type { EpisodeState } from './state.ts';

/** Enough for the video, its broadcast, the streams, a few playlists and, for an unknown video, a channel of 2,500 videos. */
const UNITS = { want: 60, atLeast: 20 };
const LIVE_PHASES: readonly EpisodeState['phase'][] = ['upcoming', 'overdue', 'testing', 'live'];

type AdoptAnswer =
  | Pick<Extract<AdoptResult, { kind: 'adoption' }>, 'kind' | 'adoption'>
  | Pick<Extract<AdoptResult, { kind: 'refused' }>, 'kind' | 'reason'>;

/** Reads the video and lists the edits of the file that match what a person wrote on YouTube. */
export async function adoptFields(
  state: EpisodeState,
  commit: string,
  { fields, videoId, chosenVideoId }: FieldRequest,
): Promise<AdoptAnswer> {
  if (state.quotaRequestId !== undefined)
    return refuse('the episode is waiting for units: send the update again when it has some');
  const lane = LIVE_PHASES.includes(state.phase) ? 'live' : 'rewrite';
  const reservation = await reserveUnits(state, { ...UNITS, lane });
  if (reservation === undefined) {
    await cancelQuotaRequest(state);
    return refuse('no units are left today: send the update again after the reset');
  }
  const namedFields = fields ?? (state.skippedFields.length > 0 ? state.skippedFields : undefined);
  const request: Omit<AdoptRequest, 'grant'> = {
    episodeId: state.episodeId,
    commit,
    baseCommits: [
      ...new Set([commit, ...(state.pending?.baseCommits ?? []), ...(state.commit ? [state.commit] : [])]),
    ],
    ...defined({ videoId: chosenVideoId ?? state.videoId ?? videoId, fields: namedFields }),
    ...(chosenVideoId === undefined ? {} : { chosen: true }),
    ...(state.videoId !== undefined && chosenVideoId === undefined ? { remembered: true } : {}),
  };
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

const refuse = (reason: string) => ({ kind: 'refused', reason }) as const;
