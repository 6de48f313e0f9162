import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { Numbers } from '../../domain/render/report/samples.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { YouTubeClient } from './client.ts';
import { required } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';

export type StatisticsRequest = {
  readonly ids: readonly string[];
  /** ms since 1970 */
  readonly clock: () => number;
  readonly signal?: AbortSignal;
};

/**
 * Views, likes and comments by the id of a video: one call for 50, which costs no unit of the day. A video that does not exist is left
 * out; so is a number that the owner hides. YouTube's documents say neither: an answer without a requested id is taken as "not found".
 *
 * @throws Failure
 */
export async function readStatistics(
  youtube: YouTubeClient,
  { ids, clock, signal }: StatisticsRequest,
): Promise<ReadonlyMap<string, Numbers>> {
  const meter = createFreeMeter(clock);
  const found = new Map<string, Numbers>();
  const wanted = [...new Set(ids)];
  for (let from = 0; from < wanted.length; from += PAGE_SIZE) {
    const id = wanted.slice(from, from + PAGE_SIZE);
    const { items = [] } = await send({
      youtube,
      meter,
      signal,
      method: 'videos.batchGetStats',
      request: (options) => youtube.api.videos.batchGetStats({ part: ['id', 'statistics'], id }, options),
    });
    for (const item of items)
      found.set(required(item.id, 'videos.batchGetStats', 'id'), parseNumbers(item.statistics));
  }
  return found;
}

/** For calls that cost no unit, whatever the time of the quota day. Numbers of any channel may be read, so none is checked. */
const createFreeMeter = (clock: () => number): QuotaMeter => ({
  spend: () => undefined,
  spent: 0,
  left: 0,
  now: clock,
});

/** They are text in the answer. */
const parseNumbers = (statistics: youtube_v3.Schema$VideoStatsStatistics | undefined): Numbers =>
  defined({
    views: parseCount(statistics?.viewCount),
    likes: parseCount(statistics?.likeCount),
    comments: parseCount(statistics?.commentCount),
  });

function parseCount(text: string | null | undefined): number | undefined {
  const value = Number(text ?? '');
  return typeof text === 'string' && text !== '' && Number.isSafeInteger(value) && value >= 0
    ? value
    : undefined;
}
