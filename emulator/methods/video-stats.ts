import { renderItems, withEtag } from '../api/page.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  pickParts,
  readIds,
  readParts,
  readRequired,
} from '../api/request.ts';
import { countAudience, renderStatistics } from '../resources/statistics.ts';
import { readLiveContent } from '../resources/video.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { findVisible } from './videos.ts';

const PARTS = ['id', 'snippet', 'contentDetails', 'statistics'];

/**
 * `videos.batchGetStats`: at most 50 ids, in the requested order; unknown ids are left out, as by `videos.list`: Google's documents do
 * not say it.
 */
export function batchGetStats(world: World, { query }: ApiRequest): ApiAnswer {
  const parts = readParts(query, PARTS);
  readRequired(query, 'id');
  const videos = readIds(query).flatMap((id) => findVisible(world, id) ?? []);
  const items = videos.map((video) => renderStats(video, parts, world.now()));
  return { body: renderItems('youtube#batchGetStatsResponse', items) };
}

const renderStats = (video: VideoRow, parts: ReadonlySet<string>, now: number) =>
  withEtag({
    kind: 'youtube#videoStats',
    id: video.id,
    ...pickParts(parts, {
      snippet: () => ({ publishTime: video.publishedAt }),
      contentDetails: () => ({
        duration: `${readLiveContent(video) === 'none' ? video.durationSeconds : 0}s`,
      }),
      statistics: () => renderStatistics(countAudience(video, now)),
    }),
  });
