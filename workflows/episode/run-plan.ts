import type {
  EpisodeFacts,
  ReconcileRequest,
  ReconcileResult,
  UpdateResult,
} from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities, youtubeActivities } from '../activity-proxies.ts';
import { FailedActivityError, type QuotaReservation, sendSpentReport, spendOn } from '../quota-client.ts';
import { findOrCreate } from './create.ts';
import { recordBrief, whyNothing } from './load-episode.ts';
import { deferAroundAir, recordPhase, refuse, sendOnceMore } from './phase.ts';
import { recordFailure } from './record-failure.ts';
import { reserveQuota, returnRequested } from './reserve-quota.ts';
import { recordLeft, releasedFor } from './skipped-fields.ts';
import type { EpisodeState } from './state.ts';
import { ageOf, basesFor, takeStep } from './steps.ts';
import { answer, defer, finish } from './verdict.ts';

/** Brings YouTube to what the duty's commit says, as far as it goes now, and answers how it went. */
export async function runPlan(state: EpisodeState, duty: ReconcileRequest): Promise<ReconcileResult> {
  const brief = isKnownVideo(state, duty)
    ? undefined
    : await readActivities.loadEpisode({
        episodeId: state.episodeId,
        commit: duty.commit,
        baseCommits: basesFor(state, duty),
        ...defined({ videoId: state.videoId }),
      });
  if (brief !== undefined) recordBrief(state, brief);
  const idle = brief === undefined ? undefined : whyNothing(state, brief);
  if (idle !== undefined) return finish(state, duty, 'unchanged', idle, 0);
  const purse = await reserveQuota(state, duty, brief);
  if (purse === undefined) return answer('deferred', 'waits for units', 0);
  const borrowed = purse.grant.id === duty.grant?.id;
  try {
    // Paused while it waited for the brief or the units: nothing is under way yet.
    if (state.pausedBy !== undefined) return defer(state);
    return await bringUpToDate(state, duty, brief, purse);
  } catch (error) {
    if (!(error instanceof FailedActivityError)) throw error;
    return recordFailure(state, error.failure, brief, purse.spent);
  } finally {
    if (!borrowed) await sendSpentReport(purse);
  }
}

/** A rewrite that brings a video's id and the units for it needs no other word: one activity does it. */
const isKnownVideo = (state: EpisodeState, duty: ReconcileRequest): boolean =>
  duty.grant !== undefined && duty.videoId !== undefined && duty.cause === 'shared' && state.phase === 'new';

async function bringUpToDate(
  state: EpisodeState,
  duty: ReconcileRequest,
  brief: EpisodeFacts | undefined,
  purse: QuotaReservation,
): Promise<ReconcileResult> {
  const done: string[] = [];
  if (state.videoId === undefined) {
    const found = await findOrCreate(state, duty, brief, purse);
    if (typeof found !== 'string') return found;
    done.push(found);
  }
  // The first update finishes the seal, and with it the creation: cut off before, all of it is done again, by whoever comes.
  if (state.madeAt !== undefined) done.push(...(await takeSteps(state, duty, purse)).done);
  const update = await updateVideo(state, duty, purse);
  if (update.kind === 'deferred') return deferAroundAir(state, update, purse);
  if (update.kind === 'written') done.push(update.detail);
  state.madeAt = undefined;
  recordPhase(state, update);
  recordLeft(state, update);
  state.nextSteps = [...new Set([...update.nextSteps, ...state.nextSteps])];
  const steps = await takeSteps(state, duty, purse);
  done.push(...steps.done);
  const left = [...(update.kind === 'edited' ? [update.detail] : []), ...steps.left];
  await returnRequested(state);
  return conclude(state, duty, update, { done, left, spent: purse.spent });
}

type Outcome = { readonly done: readonly string[]; readonly left: readonly string[]; readonly spent: number };

/** What YouTube did not keep is sent once more; what needs a person waits for one; else the duty is done. */
function conclude(
  state: EpisodeState,
  duty: ReconcileRequest,
  update: UpdateResult,
  outcome: Outcome,
): ReconcileResult {
  const { done, left, spent } = outcome;
  state.notConverged = update.notConverged;
  state.refused = update.refused;
  if (update.refused !== undefined) return refuse(state, update.refused, done, spent);
  if (update.notConverged !== undefined) return sendOnceMore(state, update.notConverged, spent);
  const kind = done.length > 0 ? 'written' : left.length > 0 ? 'edited' : update.kind;
  return finish(state, duty, kind, [...done, ...left].join('; ') || update.detail, spent);
}

/** Each step that was taken is forgotten at once: what fails is taken again, what was done is not. */
async function takeSteps(state: EpisodeState, duty: ReconcileRequest, purse: QuotaReservation) {
  const did = { done: [] as string[], left: [] as string[] };
  for (const step of state.nextSteps) {
    const taken = await takeStep(state, duty, step, purse);
    if (taken.done) did.done.push(taken.detail);
    else if (taken.skippedField !== undefined) did.left.push(taken.detail);
    state.nextSteps = state.nextSteps.filter((other) => other !== step);
  }
  return did;
}

function updateVideo(
  state: EpisodeState,
  duty: ReconcileRequest,
  purse: QuotaReservation,
): Promise<UpdateResult> {
  const { episodeId, videoId = '', thumbnail, notConverged: unkept } = state;
  return spendOn(purse, (grant) =>
    youtubeActivities.updateVideo.executeWithOptions({ summary: `read, merge, write ${videoId}` }, [
      {
        episodeId,
        videoId,
        commit: duty.commit,
        baseCommits: basesFor(state, duty),
        cause: duty.cause,
        grant,
        overwrite: releasedFor(state, duty),
        ...ageOf(state),
        ...defined({ thumbnail, notConverged: unkept }),
      },
    ]),
  );
}
