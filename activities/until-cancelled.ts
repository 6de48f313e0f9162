import { setMaxListeners } from 'node:events';
import { Context } from '@temporalio/activity';
import type { Dependencies } from './dependencies.ts';

/**
 * Work of an activity that sends queries or updates. A worker that shuts down answers none any more, its own included: the work
 * ends with the activity's cancellation, and sends nothing after it.
 */
export function untilCancelled<T>(
  { client }: Pick<Dependencies, 'client'>,
  work: () => Promise<T>,
): Promise<T> {
  const { cancelled, cancellationSignal } = Context.current();
  // Every call listens to the same signal; Node warns of a leak above ten listeners.
  setMaxListeners(0, cancellationSignal);
  return Promise.race([client.withAbortSignal(cancellationSignal, work), cancelled]);
}
