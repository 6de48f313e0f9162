import { Context } from '@temporalio/activity';
import { RepositoryError } from '../clients/git/index.ts';
import { createQuotaMeter, type YouTubeCall } from '../clients/youtube/quota-meter.ts';
import type { QuotaGrant } from '../contract/quota.ts';
import { Failure } from '../domain/shared/failure.ts';
import { openDeadline } from './deadline.ts';
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
