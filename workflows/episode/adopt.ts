import type { AdoptRequest, AdoptResult, FieldRequest } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { FailedActivityError, sendSpentReport, spendOn } from '../quota-client.ts';
import { requestUnits, returnRequested } from './reserve-quota.ts';
import type { EpisodeState } from './state.ts';

/** The video, its broadcast, the streams, a few playlists; the newest uploads where the video is not known. */
const UNITS = 20;
const AIRING: readonly EpisodeState['phase'][] = ['upcoming', 'overdue', 'testing', 'live'];

type AdoptAnswer =
  | Pick<Extract<AdoptResult, { kind: 'adoption' }>, 'kind' | 'adoption'>
  | Pick<Extract<AdoptResult, { kind: 'refused' }>, 'kind' | 'reason'>;

/** Reads the video and lists the edits of the file that match what a person wrote on YouTube. */
export async function adoptFields(
  state: EpisodeState,
  commit: string,
  { fields, videoId }: FieldRequest,
): Promise<AdoptAnswer> {
  if (state.quotaRequestId !== undefined)
    return refuse('the episode is waiting for units: send the update again when it has some');
  const lane = AIRING.includes(state.phase) ? 'live' : 'rewrite';
  const purse = await requestUnits(state, { want: UNITS, atLeast: UNITS, lane });
  if (purse === undefined) {
    await returnRequested(state);
    return refuse('no units are left today: send the update again after the reset');
  }
  const video = state.videoId ?? videoId;
  const left = fields ?? (state.skippedFields.length > 0 ? state.skippedFields : undefined);
  const request: Omit<AdoptRequest, 'grant'> = {
    episodeId: state.episodeId,
    commit,
    baseCommits: [
      ...new Set([commit, ...(state.pending?.baseCommits ?? []), ...(state.commit ? [state.commit] : [])]),
    ],
    ...defined({ videoId: video, fields: left }),
  };
  const summary = 'read what a person wrote';
  try {
    const read = await spendOn(purse, (grant) =>
      youtubeActivities.readAdoption.executeWithOptions({ summary }, [{ ...request, grant }]),
    );
    return read;
  } catch (error) {
    if (!(error instanceof FailedActivityError)) throw error;
    return refuse(error.failure.message);
  } finally {
    await sendSpentReport(purse);
  }
}

const refuse = (reason: string) => ({ kind: 'refused', reason }) as const;
