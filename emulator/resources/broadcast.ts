import { withEtag } from '../api/page.ts';
import { pickParts } from '../api/request.ts';
import { defined } from '../defined.ts';
import type { Broadcast, BroadcastSettings, ChannelRow, VideoRow } from '../state/rows.ts';
import { renderThumbnails } from './thumbnails.ts';

export const BROADCAST_PARTS = [
  'id',
  'snippet',
  'status',
  'contentDetails',
  'statistics',
  'monetizationDetails',
];

/** A video that was created as a live broadcast. */
export type BroadcastVideo = VideoRow & { readonly broadcast: Broadcast };

export function isBroadcast(video: VideoRow): video is BroadcastVideo {
  return video.broadcast !== undefined;
}

type Scene = { readonly origin: string; readonly channel: ChannelRow };

/** A `youtube#liveBroadcast` with the requested parts; its texts are those of the video. */
export function renderBroadcast(scene: Scene, video: BroadcastVideo, parts: ReadonlySet<string>) {
  return withEtag({
    kind: 'youtube#liveBroadcast',
    id: video.id,
    ...pickParts(parts, {
      snippet: () => renderSnippet(scene, video),
      status: () => renderStatus(video),
      contentDetails: () => renderContentDetails(video),
      statistics: () => (video.broadcast.lifeCycleStatus === 'live' ? { concurrentViewers: '1' } : {}),
      monetizationDetails: () => ({ cuepointSchedule: { enabled: false } }),
    }),
  });
}

function renderSnippet({ origin, channel }: Scene, video: BroadcastVideo) {
  const { scheduledStartTime, scheduledEndTime, actualStartTime, actualEndTime } = video.broadcast;
  return {
    publishedAt: video.publishedAt,
    channelId: channel.channelId,
    title: video.title,
    description: video.description,
    thumbnails: renderThumbnails(origin, video),
    scheduledStartTime,
    ...defined({ scheduledEndTime, actualStartTime, actualEndTime }),
    isDefaultBroadcast: false,
    liveChatId: `chat.${video.id}`,
    categoryId: video.categoryId,
  };
}

const RECORDING: Readonly<Record<string, string>> = { live: 'recording', complete: 'recorded' };

function renderStatus({ broadcast, privacyStatus, selfDeclaredMadeForKids }: BroadcastVideo) {
  return {
    lifeCycleStatus: broadcast.lifeCycleStatus,
    privacyStatus,
    recordingStatus: RECORDING[broadcast.lifeCycleStatus] ?? 'notRecording',
    madeForKids: selfDeclaredMadeForKids ?? false,
    selfDeclaredMadeForKids: selfDeclaredMadeForKids ?? false,
  };
}

function renderContentDetails({ broadcast }: BroadcastVideo) {
  const { enableMonitorStream, broadcastStreamDelayMs, ...settings } = broadcast.settings;
  const { boundStreamId, boundAt } = broadcast;
  return {
    ...defined({ boundStreamId, boundStreamLastUpdateTimeMs: boundAt }),
    monitorStream: renderMonitor(enableMonitorStream, broadcastStreamDelayMs),
    ...settings,
    enableLowLatency: isLowLatency(settings),
  };
}

function renderMonitor(enableMonitorStream: boolean, broadcastStreamDelayMs: number) {
  return {
    enableMonitorStream,
    broadcastStreamDelayMs,
    ...(enableMonitorStream ? { embedHtml: '<iframe width="425" height="344"></iframe>' } : {}),
  };
}

function isLowLatency({ latencyPreference }: Pick<BroadcastSettings, 'latencyPreference'>): boolean {
  return latencyPreference === 'low';
}
