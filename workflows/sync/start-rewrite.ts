import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { rewriteWorkflowId, WORKFLOWS } from '../names.ts';
import { openRewrite } from '../rewrite/state.ts';
import { toSummary } from '../summary.ts';
import type { SyncState } from './state.ts';

export type RewriteOrder = {
  readonly commit: string;
  readonly subject: string;
  readonly bases: readonly string[];
  readonly total: number;
  /** ms since 1970 */
  readonly at: number;
  readonly only?: readonly string[];
};

/** Opens the one rewrite there is, under the number that `sync` stands at. It outlives a run of `sync`. */
export async function startRewrite(state: SyncState, { at, ...order }: RewriteOrder): Promise<void> {
  const { commit, subject, total, only } = order;
  const workflowId = rewriteWorkflowId(commit);
  await startChild(WORKFLOWS.rewrite, {
    workflowId,
    args: [openRewrite({ ...order, seq: state.seq, startedAt: at })],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: toSummary(`${total} episodes: ${subject}`),
    staticDetails:
      only === undefined
        ? `What commit ${commit} changes through a guest, a show, a template or a setting.`
        : `What a check found to stand on YouTube otherwise than commit ${commit} says, though nobody edited it.`,
  });
  state.rewrite = { workflowId, commit };
}
