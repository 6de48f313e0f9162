import { log } from '@temporalio/workflow';
import type { RewriteResult } from '../../contract/rewrite.ts';
import { defined } from '../../domain/shared/defined.ts';
import { findUnfinished } from './approval.ts';
import { describeCounts } from './describe-counts.ts';
import { estimateProgress } from './progress.ts';
import { listNotes, type RewriteState } from './state.ts';

/** Logs the end. @returns the workflow's result */
export function endRewrite(state: RewriteState): RewriteResult {
  const { commit, superseded, counts, units, tookOver } = state;
  const notes = listNotes(state);
  log.info(`rewrite ${superseded ? 'superseded' : 'done'}: ${describeCounts(counts)}`, { units, notes });
  const unfinished = findUnfinished(state);
  return { commit, superseded, counts, units, notes, ...defined({ tookOver, unfinished }) };
}

/** Logs one line after each slice. */
export function logProgress(state: RewriteState): void {
  const { done, total, units, counts } = state;
  log.info('rewrite in progress', { done, total, units, counts, ...estimateProgress(state, Date.now()) });
}
