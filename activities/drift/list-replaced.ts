import type { ReplacedVideo } from '../../contract/drift.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { isAsking } from '../../domain/changes/replaced.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { findStanding } from '../episode/own-video.ts';
import { judgeAllReplaced, listReplaced } from '../episode/replaced-videos.ts';
import type { EpisodeContent } from '../read-content.ts';

type Input = {
  readonly content: EpisodeContent;
  /** The episode's video. */
  readonly live: LiveVideo;
  readonly videos: ReadonlyMap<string, LiveVideo>;
  readonly baseCommits: readonly string[];
};

/** Replaced videos of an episode that are not hidden, and why. A check writes none of them: the episode does that. No units. */
export async function findVisibleReplaced(
  deps: Dependencies,
  { content, live, videos, baseCommits }: Input,
): Promise<ReplacedVideo[]> {
  const { catalog, episode } = content;
  const wishes = listReplaced(episode);
  if (wishes.length === 0) return [];
  const standingOf = (video: LiveVideo) => findStanding(deps, { catalog, episode, live: video });
  const judged = await judgeAllReplaced(deps, {
    content,
    successor: {
      live,
      standing: wishes.some(isAsking) ? await standingOf(live) : { kind: 'unknown' },
    },
    olds: wishes.flatMap(({ videoId }) => videos.get(videoId) ?? []),
    baseCommits,
    due: [],
    standingOf,
    at: deps.clock(),
  });
  return judged.flatMap(({ decision }) => {
    if (!('why' in decision)) return [];
    const asked = decision.kind === 'left' && decision.asked ? (true as const) : undefined;
    return [{ episodeId: episode.id, why: decision.why, ...defined({ asked }) }];
  });
}
