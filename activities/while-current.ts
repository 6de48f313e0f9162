import { Context } from '@temporalio/activity';
import type { Dependencies } from './dependencies.ts';
import { openDeadline, withHeartbeat } from './run-with-quota.ts';
import { untilCancelled } from './until-cancelled.ts';

/**
 * Work of an activity that sends updates to episodes. It calls `assertInTime` before each: once the server may have given this attempt up,
 * the next one, and after it a newer commit, may have been written already, and a run that starts knows of neither.
 */
export async function whileCurrent<T>(
  deps: Pick<Dependencies, 'client'>,
  work: (assertInTime: () => void) => Promise<T>,
): Promise<T> {
  const { left, beat, close } = openDeadline(Context.current().info);
  const assertInTime = (): void => {
    if (left() === 0) throw new Error('nothing more is sent: the server may have given this attempt up');
  };
  try {
    return await withHeartbeat(() => untilCancelled(deps, () => work(assertInTime)), beat);
  } finally {
    close();
  }
}
