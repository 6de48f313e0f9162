import type { EpisodeCallResult } from '../../../contract/answers.ts';
import type { Dependencies } from '../../dependencies.ts';
import { whileCurrent } from '../../while-current.ts';
import { RefusedByEpisodeError } from './send-to-episode.ts';

/** What an episode refuses is an answer, not a failure. `work`: as for `whileCurrent`. */
export async function orRefused(
  deps: Dependencies,
  work: (assertInTime: () => void) => Promise<EpisodeCallResult>,
): Promise<EpisodeCallResult> {
  try {
    return await whileCurrent(deps, work);
  } catch (error) {
    if (!(error instanceof RefusedByEpisodeError)) throw error;
    return { refused: true, says: error.message };
  }
}
