import type { LiveStream } from '../../domain/changes/live.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import type { YouTubeClient } from './client.ts';
import { required } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { listAll, send } from './send.ts';

/** Every ingestion stream of the channel: 1 unit per 50. The part `cdn`, which contains the stream keys, is never requested. */
export async function listStreams(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  signal?: AbortSignal,
): Promise<LiveStream[]> {
  const items = await listAll((pageToken) =>
    send({
      youtube,
      meter,
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
