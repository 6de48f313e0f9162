import type { ReconcileRequest, ReconcileResult } from '../../contract/episode.ts';
import type { EpisodeFacts, UpdateResult } from '../../contract/episode-calls.ts';
import type { Step, StepResult } from '../../contract/episode-steps.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities, youtubeActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { FailedActivityError, type QuotaReservation, sendSpentReport, spendOn } from '../quota-client.ts';
import { findOrCreate } from './create.ts';
import { recordFacts, recordNothingToDo } from './load-episode.ts';
import { deferUntilStreamEnds, recordNotConverged, recordPhase, recordRefusal } from './phase.ts';
import { createResult, describeDeferral, recordReconciled } from './reconcile-result.ts';
import { recordFailure } from './record-failure.ts';
import { recordLook, recordWrite } from './record-look.ts';
import {
  describeRefusedSteps,
  describeSharedSteps,
  listRefusedSteps,
  scheduleRefusedSteps,
} from './refused-steps.ts';
import { remember, rememberedBy } from './remember.ts';
import { cancelQuotaRequest, reserveQuota } from './reserve-quota.ts';
import { overwriteByFor, overwriteFieldsFor, recordSkippedFields } from './skipped-fields.ts';
import { type EpisodeState, isRunning } from './state.ts';
import { ageOf, basesFor, runStep } from './steps.ts';

/** Brings YouTube to the request's commit, as far as it goes now. */
export async function runPlan(state: EpisodeState, request: ReconcileRequest): Promise<ReconcileResult> {
  const facts = isKnownVideo(state, request) ? undefined : await loadFacts(state, request);
  if (facts !== undefined) recordFacts(state, facts);
  const reason = facts === undefined ? undefined : recordNothingToDo(state, facts);
  if (reason !== undefined) return recordReconciled(state, request, createResult('unchanged', reason, 0));
  const reservation = await reserveQuota(state, request, facts);
  if (reservation === undefined) return createResult('deferred', 'waiting for units', 0);
  const isCallers = reservation.grant.id === request.grant?.id;
  try {
    // It may have been paused while it waited for the facts or the units.
    if (state.pausedBy !== undefined) return describeDeferral(state);
    return await reconcileVideo(state, request, facts, reservation);
  } catch (error) {
    if (!(error instanceof FailedActivityError)) throw error;
    return recordFailure(state, error.failure, facts, reservation.spent);
  } finally {
    if (!isCallers) await sendSpentReport(reservation);
  }
}

/** A rewrite that sends the video's id and a grant needs no facts: one activity is enough. */
const isKnownVideo = (state: EpisodeState, { grant, videoId, cause }: ReconcileRequest): boolean =>
  grant !== undefined && videoId !== undefined && cause === 'indirect' && state.phase === 'new';

function loadFacts(state: EpisodeState, request: ReconcileRequest): Promise<EpisodeFacts> {
  const { episodeId, videoId } = state;
  const baseCommits = basesFor(state, request);
  return readActivities.loadEpisode({
    episodeId,
    commit: request.commit,
    baseCommits,
    ...defined({ videoId }),
  });
}

async function reconcileVideo(
  state: EpisodeState,
  request: ReconcileRequest,
  facts: EpisodeFacts | undefined,
  reservation: QuotaReservation,
): Promise<ReconcileResult> {
  const done: string[] = [];
  if (state.videoId === undefined) {
    const created = await findOrCreate(state, request, facts, reservation);
    if (created.kind === 'ended') return created.result;
    done.push(created.event);
  }
  // The first update finishes the seal and so the creation. Interrupted before, the next run repeats all of it.
  const first = state.createdAt === undefined ? [] : await runSteps(state, request, reservation);
  done.push(...listDone(first));
  const update = await updateVideo(state, request, reservation);
  recordLook(state, update, Date.now());
  if (update.kind === 'deferred') return deferUntilStreamEnds(state, update, reservation);
  if (update.kind === 'written') done.push(update.detail);
  state.createdAt = undefined;
  remember(state, update.remembered);
  recordPhase(state, update);
  const { publishAt, heldBases, replaced } = update;
  patch(state, { publishAt, heldBases, replaced });
  recordSkippedFields(state, update);
  planNextSteps(state, update, first);
  const steps = await runSteps(state, request, reservation);
  done.push(...listDone(steps));
  const skipped = [...(update.kind === 'edited' ? [update.detail] : []), ...listSkipped(steps)];
  await cancelQuotaRequest(state);
  return recordOutcome(state, request, update, { done, skipped, spent: reservation.spent });
}

/** What the update says, and what is still to be done from before. What was refused in this run is not tried again in it. */
function planNextSteps(state: EpisodeState, update: UpdateResult, first: readonly DoneStep[]): void {
  if (update.kind === 'not-ours') patch(state, { nextSteps: [], refusedSteps: undefined });
  const refusedNow = first.flatMap(({ step, refused }) => (refused === undefined ? [] : [step]));
  const due = [...update.nextSteps, ...state.nextSteps, ...listRefusedSteps(state)];
  state.nextSteps = [...new Set(due)].filter((step) => !refusedNow.includes(step));
}

type DoneStep = StepResult & { readonly step: Step };

type Outcome = {
  readonly done: readonly string[];
  readonly skipped: readonly string[];
  readonly spent: number;
};

/** What YouTube stored differently is sent once more; what needs a person waits for one; else the request is done. */
function recordOutcome(
  state: EpisodeState,
  request: ReconcileRequest,
  update: UpdateResult,
  { done, skipped, spent }: Outcome,
): ReconcileResult {
  const { notConverged, refused } = update;
  patch(state, { notConverged, refused });
  recordWrite(state, { what: done, commit: request.commit }, Date.now());
  if (refused !== undefined) return recordRefusal(state, refused, done, spent);
  if (notConverged !== undefined) return recordNotConverged(state, notConverged, spent);
  const kind = done.length > 0 ? 'written' : skipped.length > 0 ? 'edited' : update.kind;
  const notes = request.cause === 'direct' ? (state.replaced?.notes ?? []) : [];
  const detail = [[...done, ...skipped].join('; ') || update.detail, ...notes].join('; ');
  const result = { ...createResult(kind, detail, spent), ...changesOf(state, update) };
  return recordReconciled(state, request, addRefusals(state, result));
}

const changesOf = (
  { videoId }: EpisodeState,
  { changes, videoPages }: UpdateResult,
): Pick<ReconcileResult, 'changes' | 'videoId' | 'videoPages'> =>
  changes === undefined ? {} : { changes, ...defined({ videoId, videoPages }) };

/** A refused step needs a person, whatever else was done: the state of an episode that is over ends with this answer. */
function addRefusals(state: EpisodeState, result: ReconcileResult): ReconcileResult {
  const refused = describeRefusedSteps(state);
  const shared = describeSharedSteps(state);
  const detail = [result.detail, refused, shared].filter((part) => part !== undefined).join('; ');
  if (refused === undefined) return { ...result, detail };
  if (isRunning(state)) scheduleRefusedSteps(state);
  return { ...result, kind: 'stalled', detail, refusedSteps: listRefusedSteps(state) };
}

/** Each step leaves the list as soon as it is done or refused, so that a failure repeats only the rest. */
async function runSteps(
  state: EpisodeState,
  request: ReconcileRequest,
  reservation: QuotaReservation,
): Promise<DoneStep[]> {
  const results: DoneStep[] = [];
  for (const step of state.nextSteps) {
    results.push({ ...(await runStep(state, request, step, reservation)), step });
    state.nextSteps = state.nextSteps.filter((other) => other !== step);
  }
  return results;
}

const listDone = (results: readonly StepResult[]): string[] =>
  results.flatMap(({ done, detail }) => (done ? [detail] : []));

const listSkipped = (results: readonly StepResult[]): string[] =>
  results.flatMap(({ done, detail, skippedField }) => (done || skippedField === undefined ? [] : [detail]));

function updateVideo(
  state: EpisodeState,
  request: ReconcileRequest,
  reservation: QuotaReservation,
): Promise<UpdateResult> {
  const { episodeId, videoId = '', thumbnail, notConverged, heldBases } = state;
  const replacedDue = state.replaced?.due;
  const { commit, cause, mayPublish, takeOver, withChanges } = request;
  const overwrite = overwriteFieldsFor(state, request);
  const baseCommits = basesFor(state, request);
  const order = { episodeId, videoId, commit, baseCommits, cause, overwrite, ...ageOf(state) };
  const remembered = rememberedBy(state);
  const by = overwriteByFor(state, request);
  const optional = {
    ...defined({ thumbnail, notConverged, heldBases, mayPublish, remembered, takeOver, by }),
    ...defined({ replacedDue, withChanges }),
  };
  return spendOn(reservation, (grant) =>
    youtubeActivities.updateVideo.executeWithOptions({ summary: `read, merge, write ${videoId}` }, [
      { ...order, ...optional, grant },
    ]),
  );
}
