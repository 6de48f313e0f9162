import { isFinished } from '../domain/changes.ts';
import { type Desired, endOf } from '../domain/desired.ts';
import type { Catalog } from '../domain/records.ts';
import { renderEpisode } from '../domain/rendering.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * When an episode is bound to its stream, ms since 1970: at once for the stream's next unfinished episode, for all others when the one before is
 * planned to have ended, and at the latest 24 h before their start. Two broadcasts with auto-start on one stream would both go live.
 */
export function bindTime(catalog: Catalog, desired: Desired, now: number): number | undefined {
  if (desired.stream === undefined || desired.start === undefined || desired.status !== 'scheduled')
    return undefined;
  const dayBefore = Date.parse(desired.start) - DAY;
  // Whoever is next, it is now: spares every finished episode a walk over the whole catalog.
  if (dayBefore <= now) return now;
  const ends = listBefore(catalog, desired, desired.start, now).map((one) => Date.parse(endOf(one) ?? ''));
  return Math.min(dayBefore, Math.max(now, ...ends));
}

/** Unfinished episodes of the same stream that start earlier. */
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
      Date.parse(desired.start ?? '') < Date.parse(start) &&
      !isFinished(desired, now);
    return counts ? [desired] : [];
  });
}
