import { condition, patched, workflowInfo } from '@temporalio/workflow';
import type { QuotaNeed } from '../../contract/episode-calls.ts';
import type { QuotaGrant, QuotaRequest } from '../../contract/quota.ts';
import type { EpisodeResult, ReconcileTarget, SliceRequest } from '../../contract/rewrite.ts';
import { toSummary } from '../../contract/summary.ts';
import { COSTS, PAGE_SIZE, VIDEO_READ_AND_WRITE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { episodeActivities, youtubeActivities } from '../activity-proxies.ts';
import { markListed } from '../mark-listed.ts';
import {
  FailedActivityError,
  type QuotaReservation,
  sendQuotaRequest,
  sendSpentReport,
  spendOn,
} from '../quota-client.ts';
import { chooseAffordable } from './affordable.ts';
import { endOf } from './approval.ts';
import { addCounts, addNotes, addTookOver, addWritten, keepsChanges, type RewriteState } from './state.ts';

/** Episodes reconciled by one activity. */
const BATCH = 25;
const SOON = 5000;
const MAX_PAUSE = 10 * 60_000;
/** The quota manager answers at once: without an answer by then, it was terminated and has lost the request. */
const ANSWER_MS = 10 * 60_000;
const UNTIL_ASKED = 'units, or the time to ask again';
const COMPARE_UNITS = COSTS['videos.list'];

/** Compares one slice and reconciles the episodes that differ; waits for units as long as it must. */
export async function runSlice(state: RewriteState, from: number, show: () => void): Promise<void> {
  let targets: readonly ReconcileTarget[] | undefined;
  while (targets === undefined || targets.length > 0) {
    await condition(() => state.pausedBy === undefined || state.superseded);
    const reservation = await reserveUnits(state, needOf(state, from, targets), show);
    if (reservation === undefined) return;
    const isExact = targets !== undefined;
    try {
      targets ??= await compareSlice(state, from, reservation);
      targets = await reconcileWithin(state, targets, { reservation, isExact });
    } catch (error) {
      await waitAfter(state, error);
    } finally {
      await settle(state, reservation);
    }
    show();
  }
}

/** Compares one slice and reconciles nothing. undefined: superseded. */
export async function listDifferences(
  state: RewriteState,
  from: number,
  show: () => void,
): Promise<readonly ReconcileTarget[] | undefined> {
  for (;;) {
    await condition(() => state.pausedBy === undefined || state.superseded);
    // The first slice may have to list the whole channel, which may hold more videos than the files name.
    // A card also counts what playlists have already.
    const playlists = state.takeOver === true ? state.sliceSize : 0;
    const want = COMPARE_UNITS + 3 + Math.ceil((2 * state.total) / PAGE_SIZE) + playlists;
    const reservation = await reserveUnits(state, { want, atLeast: COMPARE_UNITS }, show);
    if (reservation === undefined) return undefined;
    try {
      return await compareSlice(state, from, reservation);
    } catch (error) {
      await waitAfter(state, error);
    } finally {
      await settle(state, reservation);
    }
  }
}

async function settle(state: RewriteState, reservation: QuotaReservation): Promise<void> {
  state.units += reservation.spent;
  await sendSpentReport(reservation);
}

/**
 * The pause grows with each failure in a row, because each try may cost units. Where the day's quota is gone, the quota manager knows, and is
 * asked again soon: it answers when there are units. @throws errors that are not an activity's
 */
async function waitAfter(state: RewriteState, error: unknown): Promise<void> {
  if (!(error instanceof FailedActivityError)) throw error;
  addNotes(state, [{ kind: 'problem', text: error.message }]);
  const { failures = 0 } = state;
  state.failures = failures + 1;
  const { quotaExceeded, retryAfterMs = SOON } = error.failure;
  const first = quotaExceeded ? SOON : retryAfterMs;
  const pause = Math.max(first, Math.min(MAX_PAUSE, first * 2 ** failures));
  await condition(() => state.superseded, pause, { summary: 'after a failure' });
}

/** Before the comparison: a read and a write for each. After it: what each target needs; enough for one of them is enough to go on. */
function needOf(
  state: RewriteState,
  from: number,
  targets: readonly ReconcileTarget[] | undefined,
): QuotaNeed {
  if (targets !== undefined)
    return { want: targets.reduce((sum, { units }) => sum + units, 0), atLeast: targets[0]?.units ?? 0 };
  const episodes = Math.min(state.sliceSize, endOf(state) - from);
  return {
    want: COMPARE_UNITS + VIDEO_READ_AND_WRITE * episodes,
    atLeast: COMPARE_UNITS + VIDEO_READ_AND_WRITE,
  };
}

/** undefined: superseded while it waited. */
async function reserveUnits(
  state: RewriteState,
  need: QuotaNeed,
  show: () => void,
): Promise<QuotaReservation | undefined> {
  const { workflowId } = workflowInfo();
  state.quotaRequests += 1;
  const request = {
    id: `${workflowId}#${state.seq}.${state.quotaRequests}`,
    ...{ workflowId, lane: 'rewrite' as const, ...need },
  };
  const { id } = request;
  do {
    state.grants = without(state.grants, id);
    await sendRequest(state, request);
  } while (!(await waitForUnits(state, id, show)));
  const { day = '', units = 0, channelId, holdsThumbnails } = state.grants[id] ?? {};
  state.grants = without(state.grants, id);
  const reservation = { grant: { id, day, units, ...defined({ channelId, holdsThumbnails }) }, spent: 0 };
  if (!state.superseded) return reservation;
  await sendSpentReport(reservation);
  return undefined;
}

function without(grants: RewriteState['grants'], id: string): RewriteState['grants'] {
  const { [id]: _removed, ...others } = grants;
  return others;
}

async function sendRequest(state: RewriteState, request: QuotaRequest): Promise<void> {
  while (!state.superseded && !(await sendQuotaRequest(request)))
    await condition(() => state.superseded, SOON, { summary: 'the quota workflow is not running yet' });
}

/** @returns false when the request may be lost together with the ledger; sending it again replaces one that is not */
async function waitForUnits(state: RewriteState, id: string, show: () => void): Promise<boolean> {
  const isAnswered = (): boolean => state.superseded || state.grants[id] !== undefined;
  const hasUnits = (): boolean => state.superseded || (state.grants[id]?.units ?? 0) > 0;
  if (patched('ask-quota-again')) {
    await condition(isAnswered, ANSWER_MS, { summary: 'the answer of the quota manager' });
    if (!isAnswered()) return false;
  } else await condition(isAnswered);
  show();
  const { askAgainAt } = state.grants[id] ?? {};
  if (askAgainAt === undefined) await condition(hasUnits);
  else if (!hasUnits())
    await condition(hasUnits, Math.max(1, askAgainAt - Date.now()), { summary: UNTIL_ASKED });
  return hasUnits();
}

async function compareSlice(
  state: RewriteState,
  from: number,
  reservation: QuotaReservation,
): Promise<readonly ReconcileTarget[]> {
  const summary = `compare episodes ${from + 1} to ${Math.min(endOf(state), from + state.sliceSize)} with YouTube`;
  const request = createSliceRequest(state, from);
  const slice = await spendOn(reservation, (grant) =>
    youtubeActivities.compareSlice.executeWithOptions({ summary }, [{ ...request, grant }]),
  );
  addCounts(state, slice.counts);
  addNotes(state, slice.notes);
  state.failures = 0;
  return slice.targets;
}

function createSliceRequest(state: RewriteState, from: number): Omit<SliceRequest, 'grant'> {
  const { commit, baseCommits, startedAt: at, sliceSize: size, only } = state;
  const { changeKeys, excludedKeys, publicationKeys, takeOver } = state;
  const keys = defined({ changeKeys, excludedKeys, publicationKeys, takeOver });
  const scope = { commit, baseCommits, at, size, ...keys };
  return only === undefined ? { ...scope, from } : { ...scope, from: 0, only: only.slice(from, from + size) };
}

type Within = { readonly reservation: QuotaReservation; readonly isExact: boolean };

/** Reconciles as many targets as the units pay for, in batches. @returns those that are left */
async function reconcileWithin(
  state: RewriteState,
  targets: readonly ReconcileTarget[],
  { reservation, isExact }: Within,
): Promise<readonly ReconcileTarget[]> {
  let left = targets;
  while (!state.superseded && state.pausedBy === undefined) {
    const batch = chooseAffordable(left.slice(0, BATCH), reservation, isExact);
    if (batch.length === 0) return left;
    const results = await reconcileBatch(state, batch, reservation.grant);
    recordResults(state, results, reservation);
    addTookOver(state, batch, results);
    addWritten(state, batch, results);
    left = left.slice(batch.length);
  }
  return state.superseded ? [] : left;
}

function reconcileBatch(
  state: RewriteState,
  targets: readonly ReconcileTarget[],
  { id, day, channelId, holdsThumbnails }: QuotaGrant,
): Promise<readonly EpisodeResult[]> {
  const { commit, commitInfo, seq, baseCommits, listed = [] } = state;
  const withChanges = keepsChanges(state) ? true : undefined;
  const summary = toSummary(`reconcile ${targets.length} episodes, first ${targets[0]?.episodeId ?? ''}`);
  return episodeActivities.reconcileEpisodes.executeWithOptions({ summary }, [
    {
      targets: markListed(targets, listed),
      request: { commit, seq, baseCommits, cause: 'indirect', ...defined({ commitInfo, withChanges }) },
      grant: { id, day, ...defined({ channelId, holdsThumbnails }) },
      requestId: id,
    },
  ]);
}

function recordResults(
  state: RewriteState,
  results: readonly EpisodeResult[],
  reservation: QuotaReservation,
): void {
  for (const { episodeId, kind, detail, spent } of results) {
    reservation.spent += spent;
    addCounts(state, { [kind]: 1 });
    if (kind !== 'written' && kind !== 'unchanged')
      addNotes(state, [{ kind, text: `${episodeId}: ${detail}` }]);
  }
}
