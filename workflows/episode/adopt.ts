import type { FieldRequest } from '../../contract/episode.ts';
import type { AdoptRequest, AdoptResult } from '../../contract/episode-calls.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { askYouTube } from './ask-youtube.ts';
import { rememberedBy } from './remember.ts';
import type { EpisodeState } from './state.ts';

/** Enough for the video, its broadcast, the streams, a few playlists and, for an unknown video, a channel of 2,500 videos. */
const UNITS = { want: 60, atLeast: 20 };

type AdoptAnswer =
  | Pick<Extract<AdoptResult, { kind: 'adoption' }>, 'kind' | 'adoption'>
  | Pick<Extract<AdoptResult, { kind: 'refused' }>, 'kind' | 'reason'>;

/** Reads the video and lists the edits of the file that match what a person wrote on YouTube. */
export async function adoptFields(
  state: EpisodeState,
  commit: string,
  asked: FieldRequest,
): Promise<AdoptAnswer> {
  const request = createRequest(state, commit, asked);
  const summary = 'read what a person wrote';
  return askYouTube(state, UNITS, (grant) =>
    youtubeActivities.readAdoption.executeWithOptions({ summary }, [{ ...request, grant }]),
  );
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
