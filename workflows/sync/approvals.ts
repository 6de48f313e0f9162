import type { RecordedApproval } from '../../contract/sync.ts';
import type { PriorDecisions } from '../../domain/changes/approval/approval.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import type { SyncState } from './state.ts';

/** Of approved and of rejected change keys each. The oldest beyond it are dropped, as if never decided. */
export const MAX_CHANGE_KEYS = 20_000;

/** Records what a running rewrite reports, so that no later commit or check can bypass a decision. */
export function recordDecision(state: SyncState, decision: RecordedApproval): void {
  const { commit, approved = [], rejected = [], pending, pausedBy, answered } = decision;
  state.decisions = (state.decisions ?? 0) + 1;
  if (approved.length + rejected.length > 0)
    patch(state, {
      approved: moveKeys(state.approved, approved, rejected),
      rejected: moveKeys(state.rejected, rejected, approved),
      pendingApproval: undefined,
    });
  if (pending !== undefined) state.pendingApproval = { commit, ...pending };
  if (pausedBy !== undefined) state.rewritePausedBy = pausedBy ?? undefined;
  if (answered === true && state.rewrite?.commit === commit) state.answered = commit;
}

/** Adds and removes keys; the newest are last, each once. */
function moveKeys(
  known: readonly string[] = [],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  const changed = new Set([...added, ...removed]);
  return [...known.filter((key) => !changed.has(key)), ...new Set(added)].slice(-MAX_CHANGE_KEYS);
}

/** For the activities that find out what needs an approval. */
export const priorDecisionsOf = ({
  approved = [],
  rejected = [],
  pendingApproval: pending,
}: SyncState): PriorDecisions => ({ approved, rejected, ...defined({ pending }) });
