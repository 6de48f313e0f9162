import type { ReconcileRequest, Step, StepResult } from '../../contract/episode.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { type QuotaReservation, spendOn } from '../quota-client.ts';
import { recordStep, releasedFor } from './skipped-fields.ts';
import type { EpisodeState } from './state.ts';

/** One thing beside the texts. It compares before it writes, so one that was left unfinished is simply taken again. */
export async function takeStep(
  state: EpisodeState,
  duty: ReconcileRequest,
  step: Step,
  purse: QuotaReservation,
): Promise<StepResult> {
  const { episodeId, videoId = '' } = state;
  const order = {
    episodeId,
    videoId,
    commit: duty.commit,
    baseCommits: basesFor(state, duty),
    cause: duty.cause,
    overwrite: releasedFor(state, duty),
    ...ageOf(state),
  };
  const result = await spendOn(purse, (grant) => STEPS[step].run({ ...order, grant }, STEPS[step].summary));
  recordStep(state, step, result);
  const { thumbnail = state.thumbnail, checkInMs: lookInMs } = result;
  state.thumbnail = thumbnail;
  if (lookInMs !== undefined)
    state.checkAt = Math.min(state.checkAt ?? Number.POSITIVE_INFINITY, Date.now() + lookInMs);
  return result;
}

/** Commits that may stand on YouTube; the last one that was brought there is always among them. */
export const basesFor = ({ commit }: EpisodeState, { baseCommits }: ReconcileRequest): string[] => [
  ...new Set([...baseCommits, ...(commit === undefined ? [] : [commit])]),
];

/** There until the creation of its broadcast is finished. */
export const ageOf = ({ madeAt }: EpisodeState): { readonly madeMsAgo?: number } =>
  madeAt === undefined ? {} : { madeMsAgo: Date.now() - madeAt };

type StepOrder = Parameters<typeof youtubeActivities.bindStream>[0];
const STEPS = {
  bind: {
    summary: 'bind to its stream',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.bindStream.executeWithOptions({ summary }, [order]),
  },
  unbind: {
    summary: 'unbind from its stream',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.unbindStream.executeWithOptions({ summary }, [order]),
  },
  thumbnail: {
    summary: 'draw and upload the thumbnail',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.setThumbnail.executeWithOptions({ summary }, [order]),
  },
  playlists: {
    summary: 'add to its playlists, take out of others',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.fillPlaylists.executeWithOptions({ summary }, [order]),
  },
} as const;
