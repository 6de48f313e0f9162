import type { RewriteResult } from '../../contract/rewrite.ts';
import { readActivities } from '../activity-proxies.ts';
import { describeCounts } from '../rewrite/words.ts';
import { recordSynced, type SyncState } from './state.ts';

/** A rewrite's end. Only one that ran through settles its commit. */
export function recordResult(state: SyncState, result: RewriteResult): void {
  if (state.rewrite?.commit !== result.commit) return;
  state.rewrite = undefined;
  state.counts = result.counts;
  state.lastEvent = describeEnd(result);
  if (!result.superseded) recordSynced(state, result.commit);
}

function describeEnd({ commit, superseded, counts, units, notes = [] }: RewriteResult): string {
  const cost = units === undefined ? '' : ` (${units} units)`;
  const why = notes.length === 0 ? '' : `; ${notes.slice(0, 3).join('; ')}`;
  return `rewrite of ${commit.slice(0, 10)} ${superseded ? 'superseded' : 'done'}: ${describeCounts(counts)}${cost}${why}`;
}

/** A rewrite that somebody terminated tells nobody: what it left is then found by the next look. */
export async function noticeEnded(state: SyncState, takeResults: () => RewriteResult[]): Promise<boolean> {
  const open = state.rewrite;
  if (open === undefined || (await isRewriteOpen(open.workflowId))) return false;
  // Its last word was on the way before it closed.
  for (const result of takeResults()) recordResult(state, result);
  if (state.rewrite === undefined) return false;
  state.rewrite = undefined;
  state.lastEvent = `${open.workflowId} was ended by somebody before all had answered; what it left is compared again`;
  return true;
}

export const isRewriteOpen = (workflowId: string): Promise<boolean> =>
  readActivities.isOpen.executeWithOptions({ summary: `whether ${workflowId} still runs` }, [{ workflowId }]);
