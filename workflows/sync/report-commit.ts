import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { CommitReport, ReportedEpisode } from '../../contract/commit-report.ts';
import { reportWorkflowId, SYNC_ID, WORKFLOWS } from '../../contract/ids.ts';
import { countLeft } from '../../contract/reports/needs.ts';
import { count } from '../../contract/reports/words.ts';
import type { EpisodeResult, ReconcileTarget, RewriteResult } from '../../contract/rewrite.ts';
import { toStaticSummary } from '../../contract/summary.ts';
import type { CommitPlan } from '../../contract/sync.ts';
import { patch } from '../patch.ts';
import { groupNeeds, NO_NEEDS } from './needs.ts';
import type { SyncState } from './state.ts';

const MAX_DONE = 50;

/** A commit was taken. Nothing is reported where no host is configured. */
export async function reportTaken(state: SyncState, commit: string, plan: CommitPlan): Promise<void> {
  if (plan.reports !== true) return;
  const { subject, usable, refusedCount } = plan;
  patch(state, { report: { commit, subject, written: 0, done: [] } });
  if (usable) return startReport(state, { state: 'pending', description: 'being applied' });
  await startReport(state, {
    state: 'failure',
    description: `it cannot be used: ${count(refusedCount, 'problem')}`,
  });
}

/** A commit waits for the update `accept`: nothing of it was done. */
export async function reportBlocked(state: SyncState, commit: string, plan: CommitPlan): Promise<void> {
  if (plan.reports !== true) return;
  patch(state, { report: { commit, subject: plan.subject, written: 0, done: [] } });
  await startReport(state, {
    state: 'failure',
    description: 'nothing of it is done before a person accepts it',
  });
}

/** What episodes answered, for the comment. */
export function addToReport(
  state: SyncState,
  targets: readonly ReconcileTarget[],
  results: readonly EpisodeResult[],
): void {
  const { report } = state;
  if (report === undefined) return;
  const titles = new Map(targets.map(({ episodeId, title }) => [episodeId, title]));
  const videos = new Map(targets.map(({ episodeId, videoId }) => [episodeId, videoId]));
  const written = results.filter(({ kind }) => kind === 'written');
  const done = written.map(({ episodeId, detail }): ReportedEpisode => {
    const videoId = videos.get(episodeId);
    return {
      ...{ episodeId, title: titles.get(episodeId) ?? episodeId, what: detail },
      ...(videoId === undefined ? {} : { videoId }),
    };
  });
  patch(state, {
    report: {
      ...report,
      written: report.written + written.length,
      done: [...report.done, ...done].slice(0, MAX_DONE),
    },
  });
}

/** A rewrite has ended; its episodes are only counted. */
export function addRewritten(
  state: SyncState,
  { commit, counts }: Pick<RewriteResult, 'commit' | 'counts'>,
): void {
  const { report } = state;
  if (report?.commit !== commit) return;
  patch(state, { report: { ...report, written: report.written + counts.written } });
}

/** Every episode has answered for it: `3 written, 1 needs you`. */
export async function reportSettled(state: SyncState): Promise<void> {
  const { report } = state;
  if (report === undefined || state.syncedCommit !== report.commit) return;
  const { written } = report;
  const left = countLeft(groupNeeds(state.needs ?? NO_NEEDS));
  const needs = left === 0 ? [] : [`${left} ${left === 1 ? 'needs' : 'need'} you`];
  const what = [...(written === 0 ? [] : [`${written} written`]), ...needs].join(', ') || 'nothing to write';
  const isWhole = state.refusedCount === 0;
  await startReport(state, {
    state: isWhole ? 'success' : 'failure',
    description: isWhole ? what : `${what}; ${count(state.refusedCount, 'problem')} in its files`,
  });
  patch(state, { report: undefined });
}

/** Each state of a commit is reported by a workflow of its own, with its own tries. */
async function startReport(
  { report }: SyncState,
  { state, description }: Pick<CommitReport, 'state' | 'description'>,
): Promise<void> {
  if (report === undefined) return;
  const { commit, subject, done, written } = report;
  const isFinal = state !== 'pending';
  await startChild(WORKFLOWS.commitReport, {
    workflowId: reportWorkflowId(commit, state),
    args: [
      {
        ...{ commit, subject, state, description, workflowId: SYNC_ID },
        ...(isFinal && done.length > 0 ? { done, total: written } : {}),
      } satisfies CommitReport,
    ],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: toStaticSummary(`${state}: `, subject),
  }).catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  });
}
