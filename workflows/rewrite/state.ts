import type { Granted, RewriteCounts, RewriteStatus } from '../messages.ts';

/** A rewrite's whole knowledge, plain JSON, bounded: no list of episodes, only a cursor over an order that git and the clock at its start fix. */
export type RewriteState = {
  readonly commit: string;
  readonly subject: string;
  readonly seq: number;
  readonly bases: readonly string[];
  /** What drift found behind: these alone are compared, at most 500. Absent: whatever the commit changes against its bases. */
  readonly only?: readonly string[];
  /** Episodes in the order of work. */
  readonly total: number;
  readonly sliceSize: number;
  /** ms since 1970 */
  readonly startedAt: number;
  /** The first episode of the next slice. */
  next: number;
  done: number;
  units: number;
  counts: RewriteCounts;
  notes: readonly string[];
  superseded: boolean;
  pausedBy?: string | undefined;
  waitingUntil?: string | undefined;
  grants: Readonly<Record<string, Granted>>;
  asks: number;
};

export const NO_COUNTS: RewriteCounts = {
  written: 0,
  unchanged: 0,
  edited: 0,
  deferred: 0,
  stalled: 0,
  failed: 0,
  missed: 0,
};

/** Episodes listed together: what one unit reads. */
const SLICE = 50;

type RewriteInput = Pick<
  RewriteState,
  'commit' | 'subject' | 'seq' | 'bases' | 'only' | 'total' | 'startedAt'
>;

/** The state that a rewrite begins with. */
export const openRewrite = (input: RewriteInput): RewriteState => ({
  ...input,
  sliceSize: SLICE,
  next: 0,
  done: 0,
  units: 0,
  counts: NO_COUNTS,
  notes: [],
  superseded: false,
  grants: {},
  asks: 0,
});

const MOST_NOTES = 30;

export function addCounts(state: RewriteState, counts: Partial<RewriteCounts>): void {
  const next: Record<string, number> = { ...state.counts };
  for (const [kind, count] of Object.entries(counts)) next[kind] = (next[kind] ?? 0) + count;
  state.counts = next as RewriteCounts;
  state.done = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
}

export function addNotes(state: RewriteState, notes: readonly string[]): void {
  state.notes = [...state.notes, ...notes].slice(-MOST_NOTES);
}

export function describeRewrite(state: RewriteState): RewriteStatus {
  const { commit, total, done, counts, units, notes, waitingUntil } = state;
  return {
    commit,
    total,
    done,
    counts,
    units,
    notes,
    paused: state.pausedBy !== undefined,
    ...(waitingUntil === undefined ? {} : { waitingUntil }),
  };
}
