import type { RewriteStatus } from '../../contract/rewrite.ts';
import { defined } from '../../domain/shared/defined.ts';
import { endOf, summarizePending } from './approval.ts';
import { estimateProgress } from './progress.ts';
import { listNotes, type RewriteState } from './state.ts';

export function toRewriteStatus(state: RewriteState): RewriteStatus {
  const { commit, total, done, counts, units, waitingUntil, excluded: withheld, baseCommits } = state;
  const pace = estimateProgress(state, Date.now());
  const { open, rejected, by } = withheld ?? {};
  const [base] = baseCommits;
  return {
    commit,
    subject: state.subject,
    total,
    done,
    counts,
    units,
    notes: listNotes(state),
    paused: state.pausedBy !== undefined,
    ...(pace === undefined || done >= total ? {} : { progress: pace }),
    ...defined({ waitingUntil, daily: state.daily, pausedBy: state.pausedBy }),
    ...(state.superseded ? { superseded: true } : {}),
    ...(state.preflight === undefined ? {} : { preflight: true }),
    ...(withheld !== undefined && state.next >= endOf(state) ? { answered: true } : {}),
    ...(open === undefined ? {} : { pending: summarizePending(open) }),
    ...(rejected === undefined ? {} : { rejected: { ...summarizePending(rejected), ...defined({ by }) } }),
    ...(base === undefined || withheld === undefined ? {} : { base }),
  };
}
