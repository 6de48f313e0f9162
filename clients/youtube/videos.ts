import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { LiveVideo, Phase } from '../../domain/changes/live.ts';
import { isSameInstant } from '../../domain/changes/merge/gates.ts';
import type { VideoTexts } from '../../domain/changes/merge/video-texts.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { YouTubeClient } from './client.ts';
import { parseInstant, parsePrivacy, parseThumbnailUrl, required } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';

/** A video, with what YouTube would erase if an update of `status` left it out. */
export type StoredVideo = LiveVideo & { readonly containsSyntheticMedia?: boolean };

/** Up to 50 videos for 1 unit, in YouTube's order; unknown ids are left out. Without ids no call is made. */
export async function readVideos(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<StoredVideo[]> {
  if (ids.length === 0) return [];
  assertOnePage(ids);
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'videos.list',
    request: (options) =>
      youtube.api.videos.list(
        { part: ['snippet', 'status', 'contentDetails', 'liveStreamingDetails'], id: [...ids] },
        options,
      ),
  });
  return (answer.items ?? []).map(parseVideo);
}

/**
 * Writes title, description, tags, category and language, and visibility and schedule if they differ: 50 units. Read `live` just
 * before, because YouTube replaces whole parts. Returns what YouTube stored.
 */
export async function updateVideo(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: { readonly live: StoredVideo; readonly next: VideoTexts },
  signal?: AbortSignal,
): Promise<StoredVideo> {
  const { live, next } = input;
  const status = renderStatus(live, next);
  const requestBody = { id: live.videoId, snippet: renderSnippet(live, next), ...defined({ status }) };
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'videos.update',
    request: (options) =>
      youtube.api.videos.update(
        { part: status === undefined ? ['snippet'] : ['snippet', 'status'], requestBody },
        options,
      ),
  });
  return mergeStored(live, answer);
}

/** Changes who may watch, and nothing else: 50 units. Read `live` just before. A schedule that was set is dropped. */
export async function updatePrivacy(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  { live, privacy }: { readonly live: StoredVideo; readonly privacy: LiveVideo['privacy'] },
  signal?: AbortSignal,
): Promise<void> {
  const requestBody = { id: live.videoId, status: { privacyStatus: privacy, ...readStatus(live) } };
  await send({
    youtube,
    meter,
    signal,
    method: 'videos.update',
    request: (options) => youtube.api.videos.update({ part: ['status'], requestBody }, options),
  });
}

/** Without read-only keys. `defaultAudioLanguage` is undocumented, but YouTube erases it when it is left out. */
function renderSnippet(live: StoredVideo, next: VideoTexts): youtube_v3.Schema$VideoSnippet {
  const defaultLanguage = next.defaultLanguage ?? live.defaultLanguage;
  return {
    title: next.title,
    description: next.description,
    tags: [...next.tags],
    categoryId: next.categoryId,
    ...defined({ defaultLanguage, defaultAudioLanguage: live.defaultAudioLanguage }),
  };
}

/** Every key of `status` that an owner can write, except the two that say who may watch. */
const STATUS_KEYS = [
  'embeddable',
  'license',
  'publicStatsViewable',
  'selfDeclaredMadeForKids',
  'containsSyntheticMedia',
] as const satisfies readonly (keyof StoredVideo & keyof youtube_v3.Schema$VideoStatus)[];

/** Undefined when visibility and schedule stay. What we do not set is sent back as it was read. */
function renderStatus(live: StoredVideo, next: VideoTexts): youtube_v3.Schema$VideoStatus | undefined {
  const { privacy: privacyStatus, publishAt } = next;
  if (privacyStatus === undefined) return undefined;
  if (privacyStatus === live.privacy && isSameInstant(publishAt, live.publishAt)) return undefined;
  return { privacyStatus, ...defined({ publishAt }), ...readStatus(live) };
}

/** What YouTube would erase if an update left it out. */
const readStatus = (live: StoredVideo): youtube_v3.Schema$VideoStatus =>
  Object.fromEntries(STATUS_KEYS.filter((key) => live[key] !== undefined).map((key) => [key, live[key]]));

/** The answer holds the written parts only; the others are as they were read. */
function mergeStored(live: StoredVideo, answer: youtube_v3.Schema$Video): StoredVideo {
  const { defaultLanguage: _language, defaultAudioLanguage: _audio, publishAt, ...rest } = live;
  return {
    ...rest,
    ...parseSnippet(required(answer.snippet, 'videos.update', 'snippet')),
    ...(answer.status ? parseStatus(answer.status) : defined({ publishAt })),
  };
}

function assertOnePage(ids: readonly string[]): void {
  if (ids.length <= PAGE_SIZE) return;
  throw new Failure({
    kind: 'bug',
    reason: 'too-many-ids',
    message: `videos.list takes ${PAGE_SIZE} ids, not ${ids.length}. Please report this bug in Showrunner.`,
    outcome: 'not-sent',
  });
}

/** One item of videos.list with all four parts. */
export function parseVideo(video: youtube_v3.Schema$Video): StoredVideo {
  const snippet = required(video.snippet, 'videos.list', 'snippet');
  const start = parseInstant(video.liveStreamingDetails?.scheduledStartTime);
  const thumbnailUrl = parseThumbnailUrl(snippet.thumbnails);
  return {
    videoId: required(video.id, 'videos.list', 'id'),
    ...parseSnippet(snippet),
    ...parseStatus(required(video.status, 'videos.list', 'status')),
    phase: parsePhase(snippet.liveBroadcastContent, video.liveStreamingDetails),
    ...defined({ start }),
    ...defined({ hasCustomThumbnail: video.contentDetails?.hasCustomThumbnail ?? undefined }),
    ...defined({ thumbnailUrl }),
  };
}

function parseSnippet(snippet: youtube_v3.Schema$VideoSnippet) {
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

function parseStatus(status: youtube_v3.Schema$VideoStatus) {
  const { embeddable, license, publicStatsViewable, selfDeclaredMadeForKids, containsSyntheticMedia } =
    status;
  const publishAt = parseInstant(status.publishAt);
  return {
    privacy: parsePrivacy(status.privacyStatus),
    ...defined({ publishAt }),
    ...(typeof embeddable === 'boolean' ? { embeddable } : {}),
    ...(license ? { license } : {}),
    ...(typeof publicStatsViewable === 'boolean' ? { publicStatsViewable } : {}),
    ...(typeof selfDeclaredMadeForKids === 'boolean' ? { selfDeclaredMadeForKids } : {}),
    ...(typeof containsSyntheticMedia === 'boolean' ? { containsSyntheticMedia } : {}),
  };
}

function parsePhase(
  content: string | null | undefined,
  details: youtube_v3.Schema$VideoLiveStreamingDetails | undefined,
): Phase {
  if (content === 'upcoming' || content === 'live') return content;
  if (!details) return 'none';
  // YouTube reports the end late. A broadcast that never started is still upcoming.
  return details.actualEndTime || details.actualStartTime ? 'complete' : 'upcoming';
}
