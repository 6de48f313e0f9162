import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { LiveVideo, Phase } from '../../domain/changes/live.ts';
import { defined } from '../../domain/shared/defined.ts';
import { largestThumbnail } from './largest.ts';
import { toInstant } from './times.ts';
import { required } from './unexpected.ts';

/** A video with what YouTube would erase if a write of `status` left it out. */
export type StoredVideo = LiveVideo & { readonly containsSyntheticMedia?: boolean };

/** One item of videos.list with all four parts. */
export function parseVideo(video: youtube_v3.Schema$Video): StoredVideo {
  const snippet = required(video.snippet, 'videos.list', 'snippet');
  const start = toInstant(video.liveStreamingDetails?.scheduledStartTime);
  const thumbnailUrl = largestThumbnail(snippet.thumbnails);
  return {
    videoId: required(video.id, 'videos.list', 'id'),
    ...parseSnippet(snippet),
    ...parseStatus(required(video.status, 'videos.list', 'status')),
    phase: parsePhase(snippet.liveBroadcastContent, video.liveStreamingDetails),
    ...defined({ start }),
    hasCustomThumbnail: video.contentDetails?.hasCustomThumbnail ?? false,
    ...defined({ thumbnailUrl }),
  };
}

export function parseSnippet(snippet: youtube_v3.Schema$VideoSnippet) {
  const { defaultLanguage, defaultAudioLanguage } = snippet;
  return {
    title: snippet.title ?? '',
    description: snippet.description ?? '',
    tags: snippet.tags ?? [],
    categoryId: snippet.categoryId ?? '',
    ...(defaultLanguage ? { defaultLanguage } : {}),
    ...(defaultAudioLanguage ? { defaultAudioLanguage } : {}),
  };
}

export function parseStatus(status: youtube_v3.Schema$VideoStatus) {
  const { embeddable, license, publicStatsViewable, selfDeclaredMadeForKids, containsSyntheticMedia } =
    status;
  return {
    privacy: parsePrivacy(status.privacyStatus),
    ...(typeof embeddable === 'boolean' ? { embeddable } : {}),
    ...(license ? { license } : {}),
    ...(typeof publicStatsViewable === 'boolean' ? { publicStatsViewable } : {}),
    ...(typeof selfDeclaredMadeForKids === 'boolean' ? { selfDeclaredMadeForKids } : {}),
    ...(typeof containsSyntheticMedia === 'boolean' ? { containsSyntheticMedia } : {}),
  };
}

/** A word YouTube may add one day counts as private: nothing is published by mistake. */
export function parsePrivacy(status: string | null | undefined): LiveVideo['privacy'] {
  return status === 'public' || status === 'unlisted' ? status : 'private';
}

function parsePhase(
  content: string | null | undefined,
  details: youtube_v3.Schema$VideoLiveStreamingDetails | undefined,
): Phase {
  if (content === 'upcoming' || content === 'live') return content;
  if (!details) return 'none';
  // The end is told late; a broadcast that never began is still to come.
  return details.actualEndTime || details.actualStartTime ? 'complete' : 'upcoming';
}
