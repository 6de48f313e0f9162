import { isRead } from '../api/is-read.ts';

export type LoggedCall = {
  /** Incremented for each call and each edit by a person, across restarts. */
  readonly seq: number;
  readonly at: string;
  readonly by: 'api' | 'studio';
  /** As YouTube names it: `videos.update`. */
  readonly method: string;
  readonly videoId?: string;
  /** The HTTP status, also when the answer was not sent. 0: the connection was closed before the call ran. */
  readonly status: number;
  /** Whether it changed the channel (for a read: whether it was answered). */
  readonly applied: boolean;
  readonly units: number;
  /** It counts in the number of calls that its method has of its own. */
  readonly bucket?: string;
  /** The injected fault. */
  readonly fault?: string;
};

export type CallLog = {
  add(call: Omit<LoggedCall, 'seq'>): LoggedCall;
  restore(call: LoggedCall): void;
  /** Every API call, the newest 20,000, oldest first. */
  calls(after?: number): LoggedCall[];
  /** Every write, also by a person and failed ones, the newest 100,000, oldest first. */
  writes(after?: number): LoggedCall[];
  /** Both together, for a new journal, oldest first. */
  all(): LoggedCall[];
  latestWrites(count: number): LoggedCall[];
  writesTo(videoId: string): LoggedCall[];
};

const CALLS = 20_000;
const WRITES = 100_000;

/** The log of calls and edits, in order. */
export function createCallLog(): CallLog {
  let seq = 0;
  let calls: LoggedCall[] = [];
  let writes: LoggedCall[] = [];

  const restore = (call: LoggedCall) => {
    seq = Math.max(seq, call.seq);
    if (call.by === 'api') calls = push(calls, call, CALLS);
    if (!isRead(call.method)) writes = push(writes, call, WRITES);
  };

  return {
    add(call) {
      const numbered = { seq: seq + 1, ...call };
      restore(numbered);
      return numbered;
    },
    restore,
    calls: (after = 0) => since(calls, after).slice(-CALLS),
    writes: (after = 0) => since(writes, after).slice(-WRITES),
    all: () => merge(since(writes, 0).slice(-WRITES), since(calls, 0).slice(-CALLS)),
    latestWrites: (count) => writes.slice(-count),
    writesTo: (videoId) => writes.filter((call) => call.videoId === videoId),
  };
}

/** Truncates only at twice the limit, to avoid a copy for each call. */
function push(list: LoggedCall[], call: LoggedCall, limit: number): LoggedCall[] {
  list.push(call);
  return list.length < 2 * limit ? list : list.slice(-limit);
}

function since(list: LoggedCall[], after: number): LoggedCall[] {
  return after === 0 ? list : list.filter(({ seq }) => seq > after);
}

function merge(...lists: LoggedCall[][]): LoggedCall[] {
  const bySeq = new Map(lists.flat().map((call) => [call.seq, call]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
