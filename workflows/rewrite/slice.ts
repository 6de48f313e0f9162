import { condition, workflowInfo } from '@temporalio/workflow';
import type { QuotaGrant } from '../../contract/quota.ts';
import type { EpisodeResult, ReconcileTarget } from '../../contract/rewrite.ts';
import { toSummary } from '../../contract/summary.ts';
import { COSTS, PAGE_SIZE, VIDEO_READ_AND_WRITE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { episodeActivities, youtubeActivities } from '../activity-proxies.ts';
import {
  FailedActivityError,
  type QuotaReservation,
  sendQuotaRequest,
  sendSpentReport,
  spendOn,
} from '../quota-client.ts';
import { chooseAffordable } from './affordable.ts';
import { endOf } from './approval.ts';
import { addCounts, addNotes, type RewriteState } from './state.ts';

/** Episodes asked by one activity. */
const BATCH = 25;
const SOON = 5000;
const LONGEST_PAUSE = 10 * 60_000;
const LISTING = COSTS['videos.list'];

/** Lists one slice and asks nobody. undefined: superseded. */
export async function listDifferences(
  state: RewriteState,
  from: number,
  show: () => void,
): Promise<readonly ReconcileTarget[] | undefined> {
  for (;;) {
    await condition(() => state.pausedBy === undefined || state.superseded);
    // The first look may have to list the whole channel, which may hold more than the files name.
    const want = LISTING + 3 + Math.ceil((2 * state.total) / PAGE_SIZE);
    const reservation = await reserveUnits(state, { want, atLeast: LISTING }, show);
    if (reservation === undefined) return undefined;
    try {
      return await listSlice(state, from, reservation);
    } catch (error) {
      await waitAfter(state, error);
    } finally {
      state.units += reservation.spent;
      await sendSpentReport(reservation);
    }
  }
}

/** The pause grows while nothing succeeds: each try may cost units. @throws what is no failure */
async function waitAfter(state: RewriteState, error: unknown): Promise<void> {
  if (!(error instanceof FailedActivityError)) throw error;
  addNotes(state, [{ kind: 'trouble', text: error.message }]);
  const { failures: troubles = 0 } = state;
  state.failures = troubles + 1;
  const first = error.failure.retryAfterMs ?? SOON;
  const pause = Math.max(first, Math.min(LONGEST_PAUSE, first * 2 ** troubles));
  await condition(() => state.superseded, pause, { summary: 'after a failure' });
}

/** Lists one slice once, asks the episodes that differ, counts their verdicts. Waits for units as long as it must. */
export async function runSlice(state: RewriteState, from: number, show: () => void): Promise<void> {
  let targets: readonly ReconcileTarget[] | undefined;
  while (targets === undefined || targets.length > 0) {
    await condition(() => state.pausedBy === undefined || state.superseded);
    const reservation = await reserveUnits(state, needOf(state, from, targets), show);
    if (reservation === undefined) return;
    const meant = targets !== undefined;
    try {
      targets ??= await listSlice(state, from, reservation);
      targets = await reconcileWithin(state, targets, { reservation, meant });
    } catch (error) {
      await waitAfter(state, error);
    } finally {
      state.units += reservation.spent;
      await sendSpentReport(reservation);
    }
    show();
  }
}

type Need = { readonly want: number; readonly atLeast: number };

/** Before the listing: a read and a write for each. After it, what each one said it needs; one of them is enough to go on. */
function needOf(state: RewriteState, from: number, targets: readonly ReconcileTarget[] | undefined): Need {
  if (targets === undefined) {
    const episodes = Math.min(state.sliceSize, endOf(state) - from);
    return { want: LISTING + VIDEO_READ_AND_WRITE * episodes, atLeast: LISTING + VIDEO_READ_AND_WRITE };
  }
  return { want: targets.reduce((sum, { units }) => sum + units, 0), atLeast: targets[0]?.units ?? 0 };
}

/** undefined: superseded while it waited. */
async function reserveUnits(
  state: RewriteState,
  need: Need,
  show: () => void,
): Promise<QuotaReservation | undefined> {
  const { workflowId } = workflowInfo();
  state.quotaRequests += 1;
  const id = `${workflowId}#${state.seq}.${state.quotaRequests}`;
  while (!state.superseded && !(await sendQuotaRequest({ id, workflowId, lane: 'rewrite', ...need }))) {
    await condition(() => state.superseded, SOON, { summary: 'the quota manager does not run yet' });
  }
  const hasAnswer = (): boolean => state.superseded || state.grants[id] !== undefined;
  await condition(hasAnswer);
  show();
  await condition(() => state.superseded || (state.grants[id]?.units ?? 0) > 0);
  const { [id]: grant, ...others } = state.grants;
  state.grants = others;
  const reservation = { grant: { id, day: grant?.day ?? '', units: grant?.units ?? 0 }, spent: 0 };
  if (!state.superseded) return reservation;
  await sendSpentReport(reservation);
  return undefined;
}

async function listSlice(
  state: RewriteState,
  from: number,
  reservation: QuotaReservation,
): Promise<readonly ReconcileTarget[]> {
  const { sliceSize } = state;
  const scope = scopeOf(state, from);
  const slice = await spendOn(reservation, (grant) =>
    youtubeActivities.compareSlice.executeWithOptions(
      { summary: `compare episodes ${from + 1} to ${Math.min(endOf(state), from + sliceSize)} with YouTube` },
      [{ ...scope, at: state.startedAt, grant }],
    ),
  );
  addCounts(state, slice.counts);
  addNotes(state, slice.notes);
  state.failures = 0;
  return slice.targets;
}

function scopeOf(
  { commit, baseCommits, sliceSize: size, only, changeKeys, excludedKeys }: RewriteState,
  from: number,
) {
  const some = {
    ...defined({ changeKeys, excludedKeys }),
  };
  if (only === undefined) return { commit, baseCommits, from, size, ...some };
  return { commit, baseCommits, from: 0, size, only: only.slice(from, from + size), ...some };
}

/** Asks as many as the reservation pays for, one batch after the other; answers those that are left over. */
async function reconcileWithin(
  state: RewriteState,
  targets: readonly ReconcileTarget[],
  { reservation, meant }: { reservation: QuotaReservation; meant: boolean },
): Promise<readonly ReconcileTarget[]> {
  let left = targets;
  while (!state.superseded && state.pausedBy === undefined) {
    const batch = chooseAffordable(left.slice(0, BATCH), reservation, meant);
    if (batch.length === 0) return left;
    recordAnswers(state, await reconcileBatch(state, batch, reservation.grant), reservation);
    left = left.slice(batch.length);
  }
  return state.superseded ? [] : left;
}

function reconcileBatch(
  state: RewriteState,
  targets: readonly ReconcileTarget[],
  grant: QuotaGrant,
): Promise<readonly EpisodeResult[]> {
  const { commit, seq, baseCommits } = state;
  const summary = toSummary(`ask ${targets.length} episodes, ${targets[0]?.episodeId ?? ''} first`);
  return episodeActivities.reconcileEpisodes.executeWithOptions({ summary }, [
    {
      targets,
      request: { commit, seq, baseCommits, cause: 'shared' },
      grant: { id: grant.id, day: grant.day },
      requestId: grant.id,
    },
  ]);
}

function recordAnswers(
  state: RewriteState,
  answers: readonly EpisodeResult[],
  reservation: QuotaReservation,
): void {
  for (const answer of answers) {
    reservation.spent += answer.spent;
    addCounts(state, { [answer.kind]: 1 });
    if (answer.kind !== 'written' && answer.kind !== 'unchanged')
      addNotes(state, [{ kind: answer.kind, text: `${answer.episodeId}: ${answer.detail}` }]);
  }
}
