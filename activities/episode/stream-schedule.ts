import { isFinished } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { type Desired, endOf } from '../../domain/render/desired.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import { compareTexts } from '../../domain/shared/problem.ts';

/**
 * When to bind an episode to its stream, ms since 1970: at the planned end of all earlier episodes of the stream; now if there are
 * none. Two bound broadcasts with auto-start would both go live, so this counts more than "a day before its start".
 */
export function findBindTime(catalog: Catalog, desired: Desired, now: number): number | undefined {
  if (desired.stream === undefined || desired.start === undefined || desired.status !== 'scheduled')
    return undefined;
  // Finished episodes need no search of the whole catalog.
  if (isFinished(desired, now)) return now;
  const ends = listBefore(catalog, desired, desired.start, now).map((one) => Date.parse(endOf(one) ?? ''));
  return Math.max(now, ...ends);
}

/** Unfinished episodes of the same stream that start earlier; of two with the same start, the first by id. */
function listBefore(catalog: Catalog, { episodeId, stream }: Desired, start: string, now: number): Desired[] {
  return Object.values(catalog.episodes).flatMap((episode) => {
    if (episode.id === episodeId) return [];
    const rendering = renderEpisode(catalog, episode);
    if ('problems' in rendering) return [];
    const { desired } = rendering;
    const counts =
      desired.kind === 'live' &&
      desired.status === 'scheduled' &&
      desired.stream === stream &&
      isBefore(desired, { episodeId, start }) &&
      !isFinished(desired, now);
    return counts ? [desired] : [];
  });
}

function isBefore(one: Desired, other: { episodeId: string; start: string }): boolean {
  const [a, b] = [Date.parse(one.start ?? ''), Date.parse(other.start)];
  return a < b || (a === b && compareTexts(one.episodeId, other.episodeId) < 0);
}
