import type { RewriteStatus } from '../../contract/rewrite.ts';
import { defined } from '../../domain/shared/defined.ts';
import { summarizePending } from './approval.ts';
import { estimateProgress } from './progress.ts';
import { listNotes, type RewriteState } from './state.ts';

export function describeRewrite(state: RewriteState): RewriteStatus {
  const { commit, total, done, counts, units, waitingUntil, excluded, baseCommits } = state;
  const progress = estimateProgress(state, Date.now());
  const { open, rejected, by } = excluded ?? {};
  const [base] = baseCommits;
  return {
    commit,
    total,
    done,
    counts,
    units,
    notes: listNotes(state),
    paused: state.pausedBy !== undefined,
    ...(progress === undefined || done >= total ? {} : { progress }),
    ...defined({ waitingUntil }),
    ...(open === undefined ? {} : { pending: summarizePending(open) }),
    ...(rejected === undefined ? {} : { rejected: { ...summarizePending(rejected), ...defined({ by }) } }),
    ...(base === undefined || excluded === undefined ? {} : { base }),
  };
}
