import { isFinished } from '../domain/changes.ts';
import type { Desired } from '../domain/desired.ts';
import type { Catalog } from '../domain/records.ts';
import { renderEpisode } from '../domain/rendering.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * When an episode is bound to its stream, ms since 1970: at once for the stream's next unfinished episode, for all others 24 h
 * before their start. Two broadcasts with auto-start on one stream would both go live.
 */
export function bindTime(catalog: Catalog, desired: Desired, now: number): number | undefined {
  if (desired.stream === undefined || desired.start === undefined || desired.status !== 'scheduled')
    return undefined;
  const dayBefore = Date.parse(desired.start) - DAY;
  // Whoever is next, it is now: spares every finished episode a walk over the whole catalog.
  if (dayBefore <= now) return now;
  const first = nextOnStream(catalog, desired.stream, now);
  return first?.episodeId === desired.episodeId ? now : dayBefore;
}

function nextOnStream(catalog: Catalog, stream: string, now: number): Desired | undefined {
  const waiting = Object.values(catalog.episodes).flatMap((episode) => {
    const rendering = renderEpisode(catalog, episode);
    if ('problems' in rendering) return [];
    const { desired } = rendering;
    const counts =
      desired.kind === 'live' &&
      desired.status === 'scheduled' &&
      desired.stream === stream &&
      !isFinished(desired, now);
    return counts ? [desired] : [];
  });
  return waiting.sort((a, b) => ((a.start ?? '') < (b.start ?? '') ? -1 : 1))[0];
}
