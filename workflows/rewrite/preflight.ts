import type { ApprovalPlan, ReconcileTarget } from '../../contract/rewrite.ts';
import type { TakeOverPlan } from '../../domain/changes/take-over.ts';
import { readActivities } from '../activity-proxies.ts';
import { isHistoryLong } from '../history-limit.ts';
import { patch } from '../patch.ts';
import { excludeChanges, queueReport } from './approval.ts';
import { listDifferences } from './slice.ts';
import type { RewriteState } from './state.ts';

/** A take-over always waits for a person; what else differs, above the limits of academy.yaml. */
function planPending(
  state: RewriteState,
  { found: only, priorDecisions, takeOvers = [] }: NonNullable<RewriteState['preflight']>,
): Promise<ApprovalPlan> {
  const { commit, baseCommits, startedAt: at, takeOver } = state;
  if (takeOver === true)
    return readActivities.planTakeOver.executeWithOptions({ summary: 'the card of the take-over' }, [
      { found: chooseTakeOvers(state, takeOvers), of: takeOvers.length, spent: state.units },
    ]);
  return readActivities.planApproval.executeWithOptions(
    { summary: `whether ${only.length} episodes that differ need an approval` },
    [{ commit, baseCommits, at, only, priorDecisions }],
  );
}

/** Work is in the order of the newest first: a card that is not about all of them begins with the oldest, which fewest people watch. */
export function chooseTakeOvers(
  state: Pick<RewriteState, 'atMost' | 'inSteps' | 'counts'>,
  found: readonly TakeOverPlan[],
): readonly TakeOverPlan[] {
  const most = mostOf(state);
  return most === undefined ? found : found.slice(-most).toReversed();
}

/** Whoever takes a show over sees what became of one video, and of a few more, before all. */
function mostOf({ atMost, inSteps, counts }: Pick<RewriteState, 'atMost' | 'inSteps' | 'counts'>) {
  if (inSteps !== true) return atMost;
  const size = STEPS.find(({ ours }) => counts.unchanged < ours)?.size;
  return size === undefined ? atMost : Math.min(size, atMost ?? size);
}

const STEPS = [
  { ours: 1, size: 1 },
  { ours: 11, size: 10 },
] as const;

const toTakeOver = ({ episodeId, units, takeOver }: ReconcileTarget): TakeOverPlan[] =>
  takeOver === undefined ? [] : [{ episodeId, units, ...takeOver }];

/**
 * Compares everything once when it is unknown what is on YouTube, and writes nothing. What differs becomes the work, and may need
 * an approval. @returns false when it is not finished: superseded, or about to continue as new
 */
export async function runPreflight(state: RewriteState, show: () => void): Promise<boolean> {
  for (; state.preflight !== undefined && state.next < state.total; state.next += state.sliceSize) {
    if (isHistoryLong()) return false;
    const targets = await listDifferences(state, state.next, show);
    if (targets === undefined) return false;
    const found = [...state.preflight.found, ...targets.map(({ episodeId }) => episodeId)];
    const { takeOvers = [] } = state.preflight;
    const plans = [...takeOvers, ...targets.flatMap(toTakeOver)];
    state.preflight = { ...state.preflight, found, ...(plans.length === 0 ? {} : { takeOvers: plans }) };
    show();
  }
  if (state.preflight === undefined) return true;
  const { found, takeOvers = [] } = state.preflight;
  const { pendingApproval } = await planPending(state, state.preflight);
  const chosen = chooseTakeOvers(state, takeOvers).map(({ episodeId }) => episodeId);
  const only = mostOf(state) === undefined ? found : chosen;
  patch(state, { preflight: undefined, only, total: state.total - (found.length - only.length) });
  excludeChanges(state, pendingApproval);
  const open = pendingApproval?.open;
  if (open !== undefined)
    queueReport(state, { pending: { checksum: open.checksum, changeKeys: open.changeKeys } });
  return true;
}
