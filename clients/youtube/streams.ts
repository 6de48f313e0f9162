import type { LiveStream } from '../../domain/changes/live.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import type { YouTubeClient } from './client.ts';
import { listAll } from './pages.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';
import { required } from './unexpected.ts';

/** Every ingestion stream of the channel; 1 unit for each 50. Part `cdn`, which holds the keys, is never asked for. */
export async function listStreams(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  signal?: AbortSignal,
): Promise<LiveStream[]> {
  const items = await listAll((pageToken) =>
    send({
      youtube,
      purse,
      signal,
      method: 'liveStreams.list',
      request: (options) =>
        youtube.api.liveStreams.list(
          { part: ['id', 'snippet'], mine: true, maxResults: PAGE_SIZE, ...(pageToken ? { pageToken } : {}) },
          options,
        ),
    }),
  );
  return items.map(({ id, snippet }) => ({
    streamId: required(id, 'liveStreams.list', 'id'),
    title: snippet?.title ?? '',
  }));
}
