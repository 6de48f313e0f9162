import type { RecordedApproval } from '../../contract/sync.ts';
import type { PriorDecisions } from '../../domain/changes/approval/approval.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { SyncState } from './state.ts';

/** Of approved and of rejected pairs each. Beyond it the oldest are forgotten: they count as never asked about. */
export const MOST_PAIRS = 20_000;

/** What a rewrite tells while it runs: it is kept past its end, so that no later commit or check walks around it. */
export function recordDecision(state: SyncState, decision: RecordedApproval): void {
  const { commit, approved = [], rejected = [], pending: asked, pausedBy, answered } = decision;
  state.decisions = (state.decisions ?? 0) + 1;
  if (approved.length + rejected.length > 0) {
    state.approved = replace(state.approved, approved, rejected);
    state.rejected = replace(state.rejected, rejected, approved);
    state.pendingApproval = undefined;
  }
  if (asked !== undefined) state.pendingApproval = { commit, ...asked };
  if (pausedBy !== undefined) state.rewritePausedBy = pausedBy ?? undefined;
  if (answered === true && state.rewrite?.commit === commit) state.answered = commit;
}

/** The newest last, each once. */
function replace(
  kept: readonly string[] = [],
  come: readonly string[],
  leave: readonly string[],
): readonly string[] {
  const gone = new Set([...come, ...leave]);
  return [...kept.filter((pair) => !gone.has(pair)), ...new Set(come)].slice(-MOST_PAIRS);
}

/** For the activities that say what waits. */
export const decidedBy = ({
  approved = [],
  rejected = [],
  pendingApproval: asked,
}: SyncState): PriorDecisions => ({
  approved,
  rejected,
  ...defined({ pending: asked }),
});
