import type { Adoption, FieldRequest } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { FailedActivityError, sendSpentReport, spendOn } from '../quota-client.ts';
import { requestUnits, returnRequested } from './reserve-quota.ts';
import type { EpisodeState } from './state.ts';

/** The video, its broadcast, the streams, a few playlists; the newest uploads where the video is not known. */
const UNITS = 20;
const AIRING: readonly EpisodeState['phase'][] = ['upcoming', 'overdue', 'testing', 'live'];

/** Reads the video and says how the content would have to look for a person's words to be ours. */
export async function adoptFields(
  state: EpisodeState,
  commit: string,
  { fields, videoId }: FieldRequest,
): Promise<Adoption | { readonly refused: string }> {
  if (state.quotaRequestId !== undefined)
    return { refused: 'it waits for units: send it again when it has some' };
  const lane = AIRING.includes(state.phase) ? 'live' : 'rewrite';
  const purse = await requestUnits(state, { want: UNITS, atLeast: UNITS, lane });
  if (purse === undefined) {
    await returnRequested(state);
    return { refused: 'there are no units left today: send it again after the reset' };
  }
  const video = state.videoId ?? videoId;
  const left = fields ?? (state.skippedFields.length > 0 ? state.skippedFields : undefined);
  const order = {
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
      youtubeActivities.readAdoption.executeWithOptions({ summary }, [{ ...order, grant }]),
    );
    return 'refused' in read ? { refused: read.refused } : read.adoption;
  } catch (error) {
    if (!(error instanceof FailedActivityError)) throw error;
    return { refused: error.failure.message };
  } finally {
    await sendSpentReport(purse);
  }
}
