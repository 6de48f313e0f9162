import { withEtag } from '../api/page.ts';
import { pickParts } from '../api/request.ts';
import type { ChannelRow, StreamRow } from '../state/rows.ts';

export const STREAM_PARTS = ['id', 'snippet', 'cdn', 'status', 'contentDetails'];

/** A `youtube#liveStream` with the requested parts. */
export function renderStream(
  { channel }: { readonly channel: ChannelRow },
  stream: StreamRow,
  parts: ReadonlySet<string>,
) {
  const { title, description, createdAt, ingestionType, resolution, frameRate, key, active, isReusable } =
    stream;
  return withEtag({
    kind: 'youtube#liveStream',
    id: stream.id,
    ...pickParts(parts, {
      snippet: () => ({
        publishedAt: createdAt,
        channelId: channel.channelId,
        title,
        description,
        isDefaultStream: false,
      }),
      cdn: () => ({
        ingestionType,
        resolution,
        frameRate,
        ingestionInfo: {
          streamName: key,
          ingestionAddress: 'rtmp://127.0.0.1/live2',
          rtmpsIngestionAddress: 'rtmps://127.0.0.1/live2',
        },
      }),
      status: () => ({
        streamStatus: active ? 'active' : 'ready',
        healthStatus: { status: active ? 'good' : 'noData' },
      }),
      contentDetails: () => ({ isReusable }),
    }),
  });
}
