import type { RewriteResult } from '../../contract/rewrite.ts';
import { readActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { describeCounts } from '../rewrite/describe-counts.ts';
import { noteSettled } from './notices.ts';
import { dropOffers } from './offers.ts';
import { addRewritten } from './report-commit.ts';
import { recordSynced, type SyncState } from './state.ts';

/** Records the end of a rewrite. Only a rewrite that was not superseded makes its commit synced. */
export function recordResult(state: SyncState, result: RewriteResult): void {
  if (state.rewrite?.commit !== result.commit) return;
  patch(state, { rewrite: undefined, counts: result.counts, lastEvent: describeEnd(result) });
  addRewritten(state, result);
  dropOffers(state, result.tookOver);
  if (result.unfinished !== undefined) state.unfinishedTakeOver = result.unfinished;
  if (result.superseded) return;
  recordSynced(state, result.commit);
  noteSettled(state, { commit: result.commit, message: describeEnd(result) }, Date.now());
}

function describeEnd({ commit, superseded, counts, units, notes = [] }: RewriteResult): string {
  const cost = units === undefined ? '' : ` (${units} units)`;
  const reasons = notes.length === 0 ? '' : `; ${notes.slice(0, 3).join('; ')}`;
  return `rewrite of ${commit.slice(0, 10)} ${superseded ? 'superseded' : 'done'}: ${describeCounts(counts)}${cost}${reasons}`;
}

/** A terminated rewrite sends no result. @returns true when there was one: what it left must be compared again */
export async function detectEndedRewrite(
  state: SyncState,
  drainResults: () => RewriteResult[],
): Promise<boolean> {
  const { rewrite } = state;
  if (rewrite === undefined || (await isRewriteOpen(rewrite.workflowId))) return false;
  // Its result may have arrived just before it closed.
  for (const result of drainResults()) recordResult(state, result);
  if (state.rewrite === undefined) return false;
  const lastEvent = `${rewrite.workflowId} was ended before all episodes had answered; the rest is compared again`;
  patch(state, { rewrite: undefined, lastEvent });
  return true;
}

export const isRewriteOpen = (workflowId: string): Promise<boolean> =>
  readActivities.isOpen.executeWithOptions({ summary: `whether ${workflowId} is still running` }, [
    { workflowId },
  ]);
