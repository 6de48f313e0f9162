import type { EpisodeCallResult } from '../../../contract/answers.ts';
import type { Dependencies } from '../../dependencies.ts';
import { withHeartbeat } from '../../run-with-quota.ts';
import { untilCancelled } from '../../until-cancelled.ts';
import { RefusedByEpisodeError } from './send-to-episode.ts';

/** What an episode refuses is an answer, not a failure. */
export const orRefused = (
  deps: Dependencies,
  work: () => Promise<EpisodeCallResult>,
): Promise<EpisodeCallResult> =>
  withHeartbeat(() => untilCancelled(deps, work)).catch((error: unknown): EpisodeCallResult => {
    if (!(error instanceof RefusedByEpisodeError)) throw error;
    return { refused: true, says: error.message };
  });
