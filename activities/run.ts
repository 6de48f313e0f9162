import { Context } from '@temporalio/activity';
import type { Grant } from '../workflows/messages.ts';
import { Failure, toApplicationFailure } from './failures.ts';
import type { Parts } from './parts.ts';
import { RepositoryError } from './repository/index.ts';
import { createPurse, type Purse } from './youtube/purse.ts';

const HEARTBEAT_MS = 2000;

/** What one YouTube activity works with. */
export type Till = { readonly purse: Purse; readonly signal: AbortSignal };

/**
 * Runs one YouTube activity on a grant: heartbeats while it works, reports what it spent whether it succeeds or fails,
 * and lets nothing out but a translated failure.
 */
export async function runOnGrant<T>(
  parts: Parts,
  grant: Grant,
  work: (till: Till) => Promise<T>,
): Promise<T & { readonly spent: number }> {
  const purse = createPurse(grant, parts.clock);
  try {
    const result = await withHeartbeat(() => work({ purse, signal: Context.current().cancellationSignal }));
    return { ...result, spent: purse.spent };
  } catch (error) {
    throw toApplicationFailure(translate(error), purse.spent);
  }
}

/** A repository says itself whether it comes back, waits for a person, or is our fault. */
const translate = (error: unknown): unknown =>
  error instanceof RepositoryError
    ? new Failure({ kind: error.kind, reason: error.fault, message: error.message, outcome: 'not-sent' })
    : error;

/** A worker that dies is noticed when its heartbeat stays away. */
export async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
