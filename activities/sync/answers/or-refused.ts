import { Context } from '@temporalio/activity';
import type { EpisodeCallResult } from '../../../contract/answers.ts';
import type { Dependencies } from '../../dependencies.ts';
import { openDeadline, withHeartbeat } from '../../run-with-quota.ts';
import { untilCancelled } from '../../until-cancelled.ts';
import { RefusedByEpisodeError } from './send-to-episode.ts';

/**
 * What an episode refuses is an answer, not a failure. `work` calls `assertInTime` before each request: once the server may have given
 * this attempt up, a newer commit may have been written, and a run that starts knows of none.
 */
export async function orRefused(
  deps: Dependencies,
  work: (assertInTime: () => void) => Promise<EpisodeCallResult>,
): Promise<EpisodeCallResult> {
  const { left, beat, close } = openDeadline(Context.current().info);
  const assertInTime = (): void => {
    if (left() === 0) throw new Error('nothing more is sent: the server may have given this attempt up');
  };
  try {
    return await withHeartbeat(() => untilCancelled(deps, () => work(assertInTime)), beat);
  } catch (error) {
    if (!(error instanceof RefusedByEpisodeError)) throw error;
    return { refused: true, says: error.message };
  } finally {
    close();
  }
}
