import type { Broadcast, VideoRow } from './rows.ts';
import type { Store } from './store.ts';
import { renderTime } from './time.ts';

type BroadcastVideo = VideoRow & { readonly broadcast: Broadcast };

/** The broadcast after its start. */
export function startBroadcast(video: BroadcastVideo, now: number): BroadcastVideo {
  const actualStartTime = renderTime(now);
  return { ...video, broadcast: { ...video.broadcast, lifeCycleStatus: 'live', actualStartTime } };
}

/** The broadcast after its end: an ordinary video of that length. */
export function completeBroadcast(video: BroadcastVideo, now: number): BroadcastVideo {
  const actualEndTime = renderTime(now);
  const { actualStartTime = actualEndTime } = video.broadcast;
  const seconds = Math.round((Date.parse(actualEndTime) - Date.parse(actualStartTime)) / 1000);
  const broadcast = {
    ...video.broadcast,
    lifeCycleStatus: 'complete',
    actualStartTime,
    actualEndTime,
  } as const;
  return { ...video, durationSeconds: Math.max(0, seconds), broadcast };
}

/** Starts or stops the encoder of a broadcast; one without a bound stream has none. */
export function setStreamActive(
  { stream }: Pick<Store, 'stream'>,
  { boundStreamId }: Broadcast,
  active: boolean,
): void {
  const row = stream.get(boundStreamId ?? '');
  if (row !== undefined) stream.put({ ...row, active });
}
