import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { infoOf } from '../../contract/commit.ts';
import { rewriteWorkflowId, WORKFLOWS } from '../../contract/ids.ts';
import { count } from '../../contract/reports/words.ts';
import { ATTRIBUTES } from '../../contract/search-attributes.ts';
import { toStaticSummary } from '../../contract/summary.ts';
import type { CommitPlan } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { excludeChanges } from '../rewrite/approval.ts';
import { STARTED } from '../rewrite/attributes.ts';
import { openRewrite, type RewriteState } from '../rewrite/state.ts';
import { priorDecisionsOf } from './approvals.ts';
import { listEpisodes } from './needs.ts';
import type { SyncState } from './state.ts';

export type RewriteStart = {
  readonly commit: string;
  readonly subject: string;
  readonly baseCommits: readonly string[];
  readonly total: number;
  /** ms since 1970 */
  readonly at: number;
  readonly only?: readonly string[];
  readonly takeOver?: true;
  /** Of a take-over: the most videos on its card. */
  readonly atMost?: number;
  readonly inSteps?: boolean;
  /** Of a take-over: the keys that were approved before it starts. */
  readonly changeKeys?: readonly string[];
} & Pick<CommitPlan, 'pendingApproval' | 'approvedPublications' | 'needsPreflight' | 'sample'>;

/**
 * Starts the only rewrite there is, with the current `seq`. Changes that wait for a person are excluded, and a pause continues.
 * The rewrite outlives a run of `sync`.
 */
export async function startRewrite(state: SyncState, start: RewriteStart): Promise<void> {
  const { commit, subject, total, pendingApproval } = start;
  const workflowId = rewriteWorkflowId(commit);
  const carried = createRewriteState(state, start);
  const open = pendingApproval?.open;
  state.pendingApproval = open && { commit, checksum: open.checksum, changeKeys: open.changeKeys };
  await startChild(WORKFLOWS.rewrite, {
    workflowId,
    args: [carried],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: toStaticSummary(`${count(total, 'episode')}: `, subject),
    typedSearchAttributes: [
      { key: ATTRIBUTES.phase, value: STARTED.phase },
      { key: ATTRIBUTES.needsAttention, value: STARTED.needsAttention },
      { key: ATTRIBUTES.commit, value: commit.slice(0, 10) },
    ],
    staticDetails: describeStart(start),
  }).catch(ignoreOpen);
  patch(state, { rewrite: { workflowId, commit } });
}

function describeStart({ commit, takeOver, changeKeys, only }: RewriteStart): string {
  if (takeOver === true)
    return changeKeys === undefined
      ? 'Videos that files name and that were never handed over. Nothing is changed on them before the card of this page is approved.'
      : 'Videos whose take-over a person approved before a newer commit came. Whichever has changed since is left alone.';
  return only === undefined
    ? `What commit ${commit} changes through a guest, a show, a template or a setting.`
    : `What a check found on YouTube to differ from commit ${commit}, although no person edited it.`;
}

/** A `sync` that was terminated had just started it: its result comes to this one. */
function ignoreOpen(error: unknown): void {
  if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
}

function createRewriteState(
  state: SyncState,
  { at, pendingApproval, approvedPublications: publicationKeys, needsPreflight, ...start }: RewriteStart,
): RewriteState {
  const { seq, rewritePausedBy: pausedBy } = state;
  const listed = listEpisodes(state.needs);
  const asks = start.takeOver === true && start.changeKeys === undefined;
  const preflight = (needsPreflight === true || asks) && {
    priorDecisions: priorDecisionsOf(state),
    found: [],
  };
  const rewrite = openRewrite({
    ...start,
    seq,
    startedAt: at,
    setsPhase: true,
    ...(listed.length === 0 ? {} : { listed }),
    ...defined({ pausedBy, preflight: preflight || undefined, publicationKeys }),
    ...defined({ commitInfo: infoOf(start.commit, state.headInfo) }),
  });
  excludeChanges(rewrite, pendingApproval);
  return rewrite;
}
