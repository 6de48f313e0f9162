import { readActivities } from '../activity-proxies.ts';
import { isHistoryLong } from '../history-limit.ts';
import { patch } from '../patch.ts';
import { excludeChanges, queueReport } from './approval.ts';
import { listDifferences } from './slice.ts';
import type { RewriteState } from './state.ts';

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
    state.preflight = { ...state.preflight, found };
    show();
  }
  if (state.preflight === undefined) return true;
  const { found: only, priorDecisions } = state.preflight;
  const { commit, baseCommits, startedAt: at } = state;
  const { pendingApproval } = await readActivities.planApproval.executeWithOptions(
    { summary: `whether ${only.length} episodes that differ need an approval` },
    [{ commit, baseCommits, at, only, priorDecisions }],
  );
  patch(state, { preflight: undefined, only });
  excludeChanges(state, pendingApproval);
  const open = pendingApproval?.open;
  if (open !== undefined)
    queueReport(state, { pending: { checksum: open.checksum, changeKeys: open.changeKeys } });
  return true;
}
