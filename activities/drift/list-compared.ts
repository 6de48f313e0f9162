import { createPause } from '../../clients/run-in-slices.ts';
import { claimsOf } from '../../domain/changes/claims.ts';
import { isFinished } from '../../domain/changes/plan/changes.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import { compareTexts } from '../../domain/shared/problem.ts';

/** An episode that has, or should have, a video. `key` sorts the episodes of a check. */
export type Compared = {
  readonly key: string;
  readonly episode: Episode;
  readonly desired: Desired;
};

/** Every episode that should be on YouTube, upcoming ones first, so that their broadcasts are read together. `at`: ms since 1970. */
export async function listCompared(catalog: Catalog, at: number): Promise<Compared[]> {
  const listed: Compared[] = [];
  const pause = createPause();
  for (const episode of Object.values(catalog.episodes)) {
    await pause();
    if (episode.kind === 'none' || episode.status === 'draft') continue;
    const rendering = renderEpisode(catalog, episode);
    if ('problems' in rendering) continue;
    const { desired } = rendering;
    listed.push({ key: `${isFinished(desired, at) ? 1 : 0} ${episode.id}`, episode, desired });
  }
  return listed.sort((a, b) => compareTexts(a.key, b.key));
}

/** Whether a file names this video, as `videoId` or under `replaces`. */
export function isNamedVideo(catalog: Catalog, videoId: string): boolean {
  const { named, replaced } = claimsOf(catalog);
  return named.has(videoId) || replaced.has(videoId);
}
