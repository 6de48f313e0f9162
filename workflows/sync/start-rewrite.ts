import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { rewriteWorkflowId, WORKFLOWS } from '../../contract/ids.ts';
import { toSummary } from '../../contract/summary.ts';
import type { CommitPlan } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { excludeChanges } from '../rewrite/approval.ts';
import { openRewrite, type RewriteState } from '../rewrite/state.ts';
import { decidedBy } from './approvals.ts';
import type { SyncState } from './state.ts';

export type RewriteOrder = {
  readonly commit: string;
  readonly subject: string;
  readonly baseCommits: readonly string[];
  readonly total: number;
  /** ms since 1970 */
  readonly at: number;
  readonly only?: readonly string[];
} & Pick<CommitPlan, 'pendingApproval' | 'needsPreflight'>;

/**
 * Opens the one rewrite there is, under the number that `sync` stands at; what waits for a person is put aside, and a pause goes
 * on. It outlives a run of `sync`.
 */
export async function startRewrite(state: SyncState, order: RewriteOrder): Promise<void> {
  const { commit, subject, total, only } = order;
  const workflowId = rewriteWorkflowId(commit);
  await startChild(WORKFLOWS.rewrite, {
    workflowId,
    args: [beginRewrite(state, order)],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: toSummary(`${total} episodes: ${subject}`),
    staticDetails:
      only === undefined
        ? `What commit ${commit} changes through a guest, a show, a template or a setting.`
        : `What a check found to stand on YouTube otherwise than commit ${commit} says, though nobody edited it.`,
  });
  state.rewrite = { workflowId, commit };
}

function beginRewrite(
  state: SyncState,
  { at, pendingApproval: withheld, needsPreflight: survey, ...order }: RewriteOrder,
): RewriteState {
  const { seq, rewritePausedBy } = state;
  const begun = openRewrite({
    ...order,
    seq,
    startedAt: at,
    ...defined({
      pausedBy: rewritePausedBy,
      preflight: survey && { priorDecisions: decidedBy(state), found: [] },
    }),
  });
  excludeChanges(begun, withheld);
  const { open } = withheld ?? {};
  state.pendingApproval = open && {
    commit: order.commit,
    checksum: open.checksum,
    changeKeys: open.changeKeys,
  };
  return begun;
}
