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
  { commit, baseCommits, startedAt: at, takeOver }: RewriteState,
  { found: only, priorDecisions, takeOvers = [] }: NonNullable<RewriteState['preflight']>,
): Promise<ApprovalPlan> {
  if (takeOver === true)
    return readActivities.planTakeOver.executeWithOptions({ summary: 'the card of the take-over' }, [
      { found: takeOvers },
    ]);
  return readActivities.planApproval.executeWithOptions(
    { summary: `whether ${only.length} episodes that differ need an approval` },
    [{ commit, baseCommits, at, only, priorDecisions }],
  );
}

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
  const { found: only } = state.preflight;
  const { pendingApproval } = await planPending(state, state.preflight);
  patch(state, { preflight: undefined, only });
  excludeChanges(state, pendingApproval);
  const open = pendingApproval?.open;
  if (open !== undefined)
    queueReport(state, { pending: { checksum: open.checksum, changeKeys: open.changeKeys } });
  return true;
}
