import type { OutOfDate } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities } from '../activity-proxies.ts';
import { decidedBy } from './approvals.ts';
import { startRewrite } from './start-rewrite.ts';
import { comparedWith, type SyncState } from './state.ts';

/** Drift wakes nobody: what it found behind goes through the same gates as a commit, or is left to the next check. */
export async function bringBack(state: SyncState, told: OutOfDate): Promise<void> {
  if (told.episodes.length === 0) return;
  const baseCommits = comparedWith(state)?.baseCommits ?? [];
  const closed = whyNot(state, told);
  const found = `a check found ${told.count} of ${told.commit.slice(0, 10)} behind`;
  if (closed !== undefined) {
    state.lastEvent = `${found}: ${closed}`;
    return;
  }
  const now = Date.now();
  state.seq = Math.max(state.seq + 1, now);
  state.lastEvent = `${found}: they are written again`;
  const { commit, episodes: only } = told;
  const { pendingApproval: withheld } = await readActivities.planApproval.executeWithOptions(
    { summary: `whether ${only.length} episodes behind wait for a person` },
    [{ commit, baseCommits, at: now, only, priorDecisions: decidedBy(state) }],
  );
  await startRewrite(state, {
    commit,
    subject: found,
    baseCommits,
    total: only.length,
    at: now,
    only,
    ...defined({ pendingApproval: withheld }),
  });
}

/** The gates. undefined: they are open. */
export function whyNot(state: SyncState, { commit }: OutOfDate): string | undefined {
  if (state.pausedBy !== undefined) return `nothing is done, \`sync\` is paused by ${state.pausedBy}`;
  if (state.blockedCommit !== undefined) return 'nothing is done while a commit waits for a person';
  if (state.rewrite !== undefined) return `nothing is done beside ${state.rewrite.workflowId}`;
  if (state.syncedCommit !== commit) return 'nothing is done, a newer commit is not settled yet';
  return undefined;
}
