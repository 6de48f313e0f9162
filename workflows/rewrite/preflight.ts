import { readActivities } from '../activity-proxies.ts';
import { isHistoryLong } from '../history-limit.ts';
import { excludeChanges, queueReport } from './approval.ts';
import { listDifferences } from './slice.ts';
import type { RewriteState } from './state.ts';

/**
 * Nobody knows what stands on YouTube: lists everything once, writes nothing, and makes what differs the work; of that a person
 * may have to be asked. @returns false: it is not through, superseded or about to continue as new
 */
export async function runPreflight(state: RewriteState, show: () => void): Promise<boolean> {
  for (; state.preflight !== undefined && state.next < state.total; state.next += state.sliceSize) {
    if (isHistoryLong()) return false;
    const targets = await listDifferences(state, state.next, show);
    if (targets === undefined) return false;
    const found = [...state.preflight.found, ...targets.map(({ episodeId }) => episodeId)];
    state.preflight = { ...state.preflight, found };
    show();
  }
  if (state.preflight === undefined) return true;
  const { found: only, priorDecisions: decided } = state.preflight;
  const { commit, baseCommits, startedAt: at } = state;
  const { pendingApproval: withheld } = await readActivities.planApproval.executeWithOptions(
    { summary: `whether ${only.length} episodes that differ wait for a person` },
    [{ commit, baseCommits, at, only, priorDecisions: decided }],
  );
  state.preflight = undefined;
  state.only = only;
  excludeChanges(state, withheld);
  const { open } = withheld ?? {};
  if (open !== undefined)
    queueReport(state, { pending: { checksum: open.checksum, changeKeys: open.changeKeys } });
  return true;
}
