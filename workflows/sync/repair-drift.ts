import type { OutOfDate } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { priorDecisionsOf } from './approvals.ts';
import { startRewrite } from './start-rewrite.ts';
import { comparedWith, type SyncState } from './state.ts';

/** Rewrites what a drift check found out of date, through the same gates as a commit, or leaves it to the next check. */
export async function repairDrift(state: SyncState, outOfDate: OutOfDate): Promise<void> {
  const { commit, count, episodes: only } = outOfDate;
  if (only.length === 0) return;
  const baseCommits = comparedWith(state)?.baseCommits ?? [];
  const found = `a check found ${count} episodes of ${commit.slice(0, 10)} out of date`;
  const closed = describeClosedGate(state, outOfDate);
  if (closed !== undefined) {
    state.lastEvent = `${found}: ${closed}`;
    return;
  }
  const at = Date.now();
  patch(state, { seq: Math.max(state.seq + 1, at), lastEvent: `${found}: rewriting them` });
  const { pendingApproval } = await readActivities.planApproval.executeWithOptions(
    { summary: `whether ${only.length} out-of-date episodes need an approval` },
    [{ commit, baseCommits, at, only, priorDecisions: priorDecisionsOf(state) }],
  );
  const optional = defined({ pendingApproval });
  await startRewrite(state, {
    commit,
    subject: found,
    baseCommits,
    total: only.length,
    at,
    only,
    ...optional,
  });
}

/** undefined: nothing prevents a rewrite. */
export function describeClosedGate(
  state: SyncState,
  { commit }: Pick<OutOfDate, 'commit'>,
): string | undefined {
  if (state.pausedBy !== undefined) return `nothing is done, \`sync\` is paused by ${state.pausedBy}`;
  if (state.blockedCommit !== undefined) return 'nothing is done while a commit waits for a person';
  if (state.rewrite !== undefined) return `nothing is done while ${state.rewrite.workflowId} is running`;
  if (state.syncedCommit !== commit) return 'nothing is done, a newer commit is not synced yet';
  return undefined;
}
