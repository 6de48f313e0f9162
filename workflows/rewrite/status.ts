import type { RewriteStatus } from '../../contract/rewrite.ts';
import { defined } from '../../domain/shared/defined.ts';
import { summarizePending } from './approval.ts';
import { estimateProgress } from './progress.ts';
import { listNotes, type RewriteState } from './state.ts';

export function toRewriteStatus(state: RewriteState): RewriteStatus {
  const { commit, subject, commitInfo, total, done, counts, units, excluded } = state;
  const { waitingUntil, stopped, daily, pausedBy } = state;
  const progress = estimateProgress(state, Date.now());
  return {
    commit,
    subject,
    total,
    done,
    counts,
    units,
    notes: listNotes(state),
    paused: pausedBy !== undefined,
    ...(progress === undefined || done >= total ? {} : { progress }),
    ...defined({ commitInfo, waitingUntil, stopped, daily, pausedBy, pausedAt: state.pausedAt }),
    ...(state.superseded ? { superseded: true } : {}),
    ...(state.only === undefined && state.takeOver === undefined ? { ofCommit: true } : {}),
    ...defined({ takeOver: state.takeOver, sample: state.sample, written: summarizeWritten(state) }),
    ...(state.preflight === undefined ? {} : { preflight: true }),
    ...(excluded !== undefined && state.isAnswered ? { answered: true } : {}),
    ...summarizeExcluded(state),
  };
}

const MAX_WRITTEN = 100;
/** More are on the pages of the query `changes`. */
const MAX_CHANGES = 10;

const summarizeWritten = ({ written }: RewriteState): RewriteStatus['written'] =>
  written
    ?.slice(0, MAX_WRITTEN)
    .map(({ changes, ...video }, index) =>
      index < MAX_CHANGES ? { ...video, ...defined({ changes }) } : video,
    );

function summarizeExcluded({ excluded, baseCommits: [base] }: RewriteState) {
  if (excluded === undefined) return {};
  const { open, rejected, by } = excluded;
  return {
    ...defined({ base }),
    ...(open === undefined ? {} : { pending: summarizePending(open) }),
    ...(rejected === undefined ? {} : { rejected: { ...summarizePending(rejected), ...defined({ by }) } }),
  };
}
