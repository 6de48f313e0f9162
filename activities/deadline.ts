/** Until when one attempt of an activity may still send anything. */
export type Deadline = {
  /** Aborts before the server gives the attempt up: what a lost attempt still sends nobody would look for. */
  readonly signal: AbortSignal;
  /** Milliseconds until then; 0 once the signal is aborted. */
  left(): number;
  /** Call at every heartbeat: a process that slept longer than the server waits has been given up already. */
  beat(): void;
  close(): void;
};

/** Milliseconds. `startToCloseTimeoutMs`, `heartbeatTimeoutMs`: as `Context.current().info` tells them. */
export type Limits = { readonly startToCloseTimeoutMs: number; readonly heartbeatTimeoutMs?: number };

/** For what is still on its way: the answer, the report to the server. */
const MARGIN_MS = 5_000;

/** Begins now. `clock` says milliseconds that go on while the machine sleeps. */
export function openDeadline(limits: Limits, clock: () => number = Date.now): Deadline {
  const controller = new AbortController();
  const end = clock() + limits.startToCloseTimeoutMs - MARGIN_MS;
  const patience = limits.heartbeatTimeoutMs ?? Number.POSITIVE_INFINITY;
  let beaten = clock();
  const check = (): number => {
    const now = clock();
    if (now >= end || now - beaten >= patience) controller.abort();
    return controller.signal.aborted ? 0 : end - now;
  };
  const timer = setTimeout(check, end - clock());
  return {
    signal: controller.signal,
    left: check,
    beat: () => {
      check();
      beaten = clock();
    },
    close: () => clearTimeout(timer),
  };
}
