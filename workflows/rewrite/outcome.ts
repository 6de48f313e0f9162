import { log } from '@temporalio/workflow';
import type { RewriteCounts, RewriteResult } from '../messages.ts';
import { reckonPace } from './pace.ts';
import { listNotes, type RewriteState } from './state.ts';

/** What became of its episodes, in words that need no other. */
export const VERDICT_WORDS: Readonly<Record<keyof RewriteCounts, string>> = {
  written: 'written',
  unchanged: 'already right',
  edited: "a person's edit kept",
  deferred: 'deferred: their own workflows do it later',
  stalled: 'wait for a person',
  failed: 'failed',
  missed: 'over without a video',
};

/** `120 written, 3 already right`; of nothing `nothing`. */
export const describeCounts = (counts: RewriteCounts): string =>
  Object.entries(VERDICT_WORDS)
    .flatMap(([kind, words]) => {
      const count = counts[kind as keyof RewriteCounts];
      return count > 0 ? [`${count} ${words}`] : [];
    })
    .join(', ') || 'nothing';

/** The workflow's result, and the log's last word on it. */
export function endRewrite(state: RewriteState): RewriteResult {
  const { commit, superseded, counts, units } = state;
  const notes = listNotes(state);
  log.info(`rewrite ${superseded ? 'superseded' : 'done'}: ${describeCounts(counts)}`, { units, notes });
  return { commit, superseded, counts, units, notes };
}

/** One line of the log after each slice. */
export function logProgress(state: RewriteState): void {
  const { done, total, units, counts } = state;
  log.info('rewrite goes on', { done, total, units, counts, ...reckonPace(state, Date.now()) });
}
