import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import type { Method } from '../../domain/shared/costs.ts';
import { toInstant } from './times.ts';
import { required } from './unexpected.ts';
import { parsePrivacy } from './video-answer.ts';

type ContentDetails = youtube_v3.Schema$LiveBroadcastContentDetails;

/** A broadcast with what a write of its parts would reset if left out. */
export type StoredBroadcast = LiveBroadcast & { readonly settings: ContentDetails };

/** Writable, and not ours. `enableLowLatency` and `enableClosedCaptions` repeat two others and must never contradict them. */
const SETTINGS = [
  'availabilityConfig',
  'closedCaptionsType',
  'enableContentEncryption',
  'enableDvr',
  'enableEmbed',
  'mesh',
  'projection',
  'recordFromStart',
  'startWithSlate',
  'stereoLayout',
] as const satisfies readonly (keyof ContentDetails)[];

/** One broadcast with all four parts. */
export function parseBroadcast(broadcast: youtube_v3.Schema$LiveBroadcast, method: Method): StoredBroadcast {
  return {
    videoId: required(broadcast.id, method, 'id'),
    ...parseBroadcastSnippet(required(broadcast.snippet, method, 'snippet')),
    ...parseBroadcastStatus(required(broadcast.status, method, 'status')),
    ...parseContentDetails(required(broadcast.contentDetails, method, 'contentDetails')),
  };
}

/** The answer of an update holds the written parts only; the others are as they were read. */
export function mergeBroadcast(
  live: StoredBroadcast,
  answer: youtube_v3.Schema$LiveBroadcast,
): StoredBroadcast {
  const { start, end, latency, boundStreamId, ...rest } = live;
  return {
    ...rest,
    ...(answer.snippet ? parseBroadcastSnippet(answer.snippet) : present({ start, end })),
    ...(answer.contentDetails
      ? parseContentDetails(answer.contentDetails)
      : present({ latency, boundStreamId })),
  };
}

function parseBroadcastSnippet(snippet: youtube_v3.Schema$LiveBroadcastSnippet) {
  return {
    title: snippet.title ?? '',
    description: snippet.description ?? '',
    ...present({ start: toInstant(snippet.scheduledStartTime), end: toInstant(snippet.scheduledEndTime) }),
  };
}

function parseBroadcastStatus(status: youtube_v3.Schema$LiveBroadcastStatus) {
  return { privacy: parsePrivacy(status.privacyStatus), lifeCycleStatus: status.lifeCycleStatus ?? '' };
}

function parseContentDetails(details: ContentDetails) {
  return {
    ...present({ boundStreamId: details.boundStreamId || undefined, latency: parseLatency(details) }),
    enableAutoStart: details.enableAutoStart ?? false,
    enableAutoStop: details.enableAutoStop ?? false,
    settings: pickSettings(details),
  };
}

function pickSettings(details: ContentDetails): ContentDetails {
  const { enableMonitorStream, broadcastStreamDelayMs } = details.monitorStream ?? {};
  const settings = SETTINGS.filter((key) => details[key] !== undefined && details[key] !== null).map(
    (key) => [key, details[key]],
  );
  return {
    ...Object.fromEntries(settings),
    monitorStream: {
      enableMonitorStream: enableMonitorStream ?? false,
      broadcastStreamDelayMs: broadcastStreamDelayMs ?? 0,
    },
  };
}

function parseLatency({ latencyPreference }: ContentDetails): LiveBroadcast['latency'] | undefined {
  return latencyPreference === 'normal' || latencyPreference === 'low' || latencyPreference === 'ultraLow'
    ? latencyPreference
    : undefined;
}

/** The object without its undefined keys. */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
