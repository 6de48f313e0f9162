import { episodeWorkflowId } from '../../contract/ids.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { type EpisodeChange, isObservedStream } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Dependencies } from '../dependencies.ts';
import { findStanding } from '../episode/own-video.ts';
import { isOpen } from '../sync/is-open.ts';
import { countNotOurs, type SliceOutcome } from './outcome.ts';

type Input = {
  readonly catalog: Catalog;
  readonly change: EpisodeChange;
  /** Its video; absent: YouTube has none by that id. */
  readonly live: LiveVideo | undefined;
};

/**
 * An upcoming stream that is only observed and was never handed over is compared with the others. undefined: its workflow answers
 * for it, because that is open and has to learn what its file says now, or because the video is ours or gone. No units.
 */
export async function judgeObserved(
  deps: Pick<Dependencies, 'client'>,
  { catalog, change, live }: Input,
): Promise<SliceOutcome | undefined> {
  const episode = catalog.episodes[change.episodeId];
  if (episode === undefined || live === undefined || !isObservedStream(change)) return undefined;
  const standing = await findStanding(deps, { catalog, episode, live });
  if (standing.kind !== 'foreign') return undefined;
  const isFollowed = await isOpen(deps, { workflowId: episodeWorkflowId(episode.id) });
  return isFollowed ? undefined : countNotOurs(change, live);
}
