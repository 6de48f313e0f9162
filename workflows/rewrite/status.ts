import type { RewriteStatus } from '../../contract/rewrite.ts';
import { describeAsked } from './approval.ts';
import { reckonPace } from './progress.ts';
import { listNotes, type RewriteState } from './state.ts';

export function describeRewrite(state: RewriteState): RewriteStatus {
  const { commit, total, done, counts, units, waitingUntil, withheld, bases } = state;
  const pace = reckonPace(state, Date.now());
  const { open, rejected, by } = withheld ?? {};
  const [base] = bases;
  return {
    commit,
    total,
    done,
    counts,
    units,
    notes: listNotes(state),
    paused: state.pausedBy !== undefined,
    ...(pace === undefined || done >= total ? {} : { pace }),
    ...(waitingUntil === undefined ? {} : { waitingUntil }),
    ...(open === undefined ? {} : { asks: describeAsked(open) }),
    ...(rejected === undefined
      ? {}
      : { rejected: { ...describeAsked(rejected), ...(by === undefined ? {} : { by }) } }),
    ...(base === undefined || withheld === undefined ? {} : { base }),
  };
}
