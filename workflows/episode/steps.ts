import type { ReconcileRequest } from '../../contract/episode.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import type { Step, StepResult } from '../../contract/episode-steps.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { type QuotaReservation, sendThumbnailHeld, sendThumbnailReleased, spendOn } from '../quota-client.ts';
import { recordEncoder } from './phase.ts';
import { findSharedChange, lastRefusalOf, recordStepRefusal } from './refused-steps.ts';
import { rememberedBy } from './remember.ts';
import { overwriteByFor, overwriteFieldsFor, recordStepResult } from './skipped-fields.ts';
import { checkBy, type EpisodeState } from './state.ts';

/** Runs one step. It compares before it writes, so an unfinished step is simply repeated. */
export async function runStep(
  state: EpisodeState,
  request: ReconcileRequest,
  step: Step,
  reservation: QuotaReservation,
): Promise<StepResult> {
  const { episodeId, videoId = '' } = state;
  const { commit, cause, takeOver } = request;
  // A base counts only from the hand-over on: an open run may know commits from before it.
  const baseCommits = takeOver === undefined ? basesFor(state, request) : [];
  const overwrite = overwriteFieldsFor(state, request);
  const remembered = rememberedBy(state);
  const video = {
    ...{ episodeId, videoId, commit, baseCommits, cause, overwrite, ...ageOf(state) },
    ...defined({ remembered, by: overwriteByFor(state, request), replacedDue: state.replaced?.due }),
    ...defined({ lastRefusal: lastRefusalOf(state, step, request, Date.now()) }),
  };
  const result = await spendOn(reservation, (grant) => RUN[step]({ ...video, grant }));
  recordStepResult(state, step, result);
  const change = step === 'thumbnail' ? findSharedChange(state, result) : undefined;
  recordStepRefusal(state, step, result, Date.now());
  // No history of before version 0.3 has such a result.
  if (change === 'held') await sendThumbnailHeld(episodeId);
  else if (change !== undefined) await sendThumbnailReleased(episodeId, change === 'accepted');
  const { thumbnail = state.thumbnail, checkInMs, checkFor } = result;
  state.thumbnail = thumbnail;
  if (step === 'replaced') state.replaced = result.replaced;
  if (step === 'bind' || step === 'unbind') recordEncoder(state, result);
  if (checkInMs !== undefined) checkBy(state, Date.now() + checkInMs, checkFor);
  return result;
}

/** Commits that may be on YouTube; the last one that was written is always among them. */
export const basesFor = ({ commit }: EpisodeState, { baseCommits }: ReconcileRequest): string[] => [
  ...new Set([...baseCommits, ...(commit === undefined ? [] : [commit])]),
];

/** Present until the creation of its broadcast is finished. */
export const ageOf = ({ createdAt }: EpisodeState): Pick<VideoRequest, 'madeMsAgo'> =>
  createdAt === undefined ? {} : { madeMsAgo: Date.now() - createdAt };

type RunStep = (request: VideoRequest) => Promise<StepResult>;

const RUN: Readonly<Record<Step, RunStep>> = {
  bind: (request) =>
    youtubeActivities.bindStream.executeWithOptions({ summary: 'bind to its stream' }, [request]),
  unbind: (request) =>
    youtubeActivities.unbindStream.executeWithOptions({ summary: 'unbind from its stream' }, [request]),
  thumbnail: (request) =>
    youtubeActivities.setThumbnail.executeWithOptions({ summary: 'draw and upload the thumbnail' }, [
      request,
    ]),
  playlists: (request) =>
    youtubeActivities.fillPlaylists.executeWithOptions({ summary: 'add to and remove from playlists' }, [
      request,
    ]),
  replaced: (request) =>
    youtubeActivities.updateReplaced.executeWithOptions({ summary: 'hide the videos that it replaces' }, [
      request,
    ]),
};
