import { Context } from '@temporalio/activity';
import { RepositoryError } from '../clients/git/index.ts';
import { createQuotaMeter, type YouTubeCall } from '../clients/youtube/quota-meter.ts';
import type { QuotaGrant } from '../contract/quota.ts';
import { Failure } from '../domain/shared/failure.ts';
import type { Dependencies } from './dependencies.ts';
import { toApplicationFailure } from './failures.ts';

const HEARTBEAT_MS = 2000;

/** With the milliseconds left in which calls may be sent: an insert must not start too late to be noticed. */
export type TimedCall = YouTubeCall & { left(): number };

/** What an activity answers, before it is known what it spent. */
export type WithoutSpent<Result> = Result extends unknown ? Omit<Result, 'spent'> : never;

/**
 * Runs one YouTube activity on a grant: heartbeats while it works, sends nothing once the server may have given it up, reports what
 * it spent whether it succeeds or fails, and lets nothing out but a translated failure.
 */
export async function runWithQuota<T>(
  deps: Dependencies,
  grant: QuotaGrant,
  work: (call: TimedCall) => Promise<T>,
): Promise<T & { readonly spent: number }> {
  if (grant.channelId === undefined) throw toApplicationFailure(unnamedFailure(), 0);
  const meter = createQuotaMeter(grant, deps.clock, deps.costs);
  const { info, cancellationSignal } = Context.current();
  const { signal, left, beat, close } = openDeadline(info);
  const call = { meter, left, signal: AbortSignal.any([cancellationSignal, signal]) };
  try {
    const result = await withHeartbeat(() => work(call), beat);
    return { ...result, spent: meter.spent };
  } catch (error) {
    throw toApplicationFailure(translate(error), meter.spent);
  } finally {
    close();
  }
}

/** A grant of version 0.2 names no channel, nor does one that was given before academy.yaml was valid. */
const unnamedFailure = (): Failure =>
  new Failure({
    kind: 'wait',
    reason: 'no-channel-named',
    message: 'the units are granted for no channel, so nothing is sent with them; new ones are requested',
    outcome: 'not-sent',
    retryAfterMs: 10_000,
  });

/** A RepositoryError already has its kind of failure. */
const translate = (error: unknown): unknown =>
  error instanceof RepositoryError
    ? new Failure({ kind: error.kind, reason: error.fault, message: error.message, outcome: 'not-sent' })
    : error;

/** Sends heartbeats while `work` runs, so that a dead worker is noticed. Calls `beat` with each. */
export async function withHeartbeat<T>(work: () => Promise<T>, beat?: () => void): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => {
    beat?.();
    context.heartbeat();
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Until when one attempt of an activity may send calls. */
export type Deadline = {
  /** Aborts before the server gives the attempt up: nothing would track what a lost attempt still sends. */
  readonly signal: AbortSignal;
  /** Milliseconds until then; 0 once the signal is aborted. */
  left(): number;
  /** Call at every heartbeat: after a sleep longer than the heartbeat timeout, the attempt was given up already. */
  beat(): void;
  close(): void;
};

/** In milliseconds, as in `Context.current().info`. */
export type Limits = { readonly startToCloseTimeoutMs: number; readonly heartbeatTimeoutMs?: number };

/** For what is still in flight: the answer, the report to the server. */
const MARGIN_MS = 5_000;

/** Starts now. `clock` returns milliseconds and must continue while the machine sleeps. */
export function openDeadline(limits: Limits, clock: () => number = Date.now): Deadline {
  const controller = new AbortController();
  const end = clock() + limits.startToCloseTimeoutMs - MARGIN_MS;
  const maxSilence = limits.heartbeatTimeoutMs ?? Number.POSITIVE_INFINITY;
  let lastBeat = clock();
  const check = (): number => {
    const now = clock();
    if (now >= end || now - lastBeat >= maxSilence) controller.abort();
    return controller.signal.aborted ? 0 : end - now;
  };
  const timer = setTimeout(check, end - clock());
  return {
    signal: controller.signal,
    left: check,
    beat: () => {
      check();
      lastBeat = clock();
    },
    close: () => clearTimeout(timer),
  };
}
