import { Context } from '@temporalio/activity';
import { RepositoryError } from '../clients/git/index.ts';
import { createQuotaMeter, type YouTubeCall } from '../clients/youtube/quota-meter.ts';
import type { QuotaGrant } from '../contract/quota.ts';
import { Failure } from '../domain/shared/failure.ts';
import type { Dependencies } from './dependencies.ts';
import { toApplicationFailure } from './failures.ts';

const HEARTBEAT_MS = 2000;

/** And how many milliseconds are left in which something may be sent: for who must not send what nobody would look for. */
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

/** A repository says itself whether it comes back, waits for a person, or is our fault. */
const translate = (error: unknown): unknown =>
  error instanceof RepositoryError
    ? new Failure({ kind: error.kind, reason: error.fault, message: error.message, outcome: 'not-sent' })
    : error;

/** A worker that dies is noticed when its heartbeat stays away. `beat` is called with each. */
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
