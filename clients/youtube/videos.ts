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

/** A video, with what YouTube would erase if an update of `recordingDetails` left it out. */
export type StoredVideo = LiveVideo & {
  readonly recordingPlace?: Pick<youtube_v3.Schema$VideoRecordingDetails, 'location' | 'locationDescription'>;
};

/** What `videos.list` is asked for: all that `parseVideo` reads. It costs 1 unit, whatever it is. */
export const VIDEO_PARTS = [
  'snippet',
  'status',
  'contentDetails',
  'liveStreamingDetails',
  'recordingDetails',
  'paidProductPlacementDetails',
  'localizations',
];

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
    request: (options) => youtube.api.videos.list({ part: VIDEO_PARTS, id: [...ids] }, options),
  });
  return (answer.items ?? []).map(parseVideo);
}

/**
 * Writes title, description, tags, category and languages, and the other parts that differ, each whole: 50 units for all of them. Read `live` just
 * before, because YouTube replaces whole parts. Returns what YouTube stored.
 */
export async function updateVideo(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  input: { readonly live: StoredVideo; readonly next: VideoTexts },
  signal?: AbortSignal,
): Promise<StoredVideo> {
  const { live, next } = input;
  const parts = {
    snippet: renderSnippet(live, next),
    ...defined({
      status: renderStatus(live, next),
      paidProductPlacementDetails: renderPlacement(live, next),
      recordingDetails: renderRecording(live, next),
      localizations: next.localizations,
    }),
  };
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'videos.update',
    request: (options) =>
      youtube.api.videos.update(
        { part: Object.keys(parts), requestBody: { id: live.videoId, ...parts } },
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
  const { defaultLanguage, defaultAudioLanguage } = { ...live, ...next };
  return {
    title: next.title,
    description: next.description,
    tags: [...next.tags],
    categoryId: next.categoryId,
    ...defined({ defaultLanguage, defaultAudioLanguage }),
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

/** Undefined when nothing of it changes. What we do not set is sent back as it was read. */
function renderStatus(live: StoredVideo, next: VideoTexts): youtube_v3.Schema$VideoStatus | undefined {
  const { privacy: privacyStatus = live.privacy } = next;
  const { publishAt } = next.privacy === undefined ? live : next;
  const settings = { ...readStatus(live), ...readStatus(next) };
  const isSame =
    privacyStatus === live.privacy &&
    isSameInstant(publishAt, live.publishAt) &&
    STATUS_KEYS.every((key) => settings[key] === readStatus(live)[key]);
  return isSame ? undefined : { privacyStatus, ...defined({ publishAt }), ...settings };
}

/** Undefined when it stays. */
function renderPlacement(
  live: StoredVideo,
  { hasPaidPromotion = live.hasPaidPromotion }: VideoTexts,
): youtube_v3.Schema$VideoPaidProductPlacementDetails | undefined {
  if (hasPaidPromotion === undefined || hasPaidPromotion === live.hasPaidPromotion) return undefined;
  return { hasPaidProductPlacement: hasPaidPromotion };
}

/** Undefined when the day stays. The place is sent back as it was read. */
function renderRecording(
  live: StoredVideo,
  { recordingDate = live.recordingDate }: VideoTexts,
): youtube_v3.Schema$VideoRecordingDetails | undefined {
  if (recordingDate === undefined || recordingDate === live.recordingDate) return undefined;
  return { ...live.recordingPlace, recordingDate: `${recordingDate}T00:00:00Z` };
}

/** What YouTube would erase if an update left it out. */
const readStatus = (live: Partial<StoredVideo>): youtube_v3.Schema$VideoStatus =>
  Object.fromEntries(STATUS_KEYS.filter((key) => live[key] !== undefined).map((key) => [key, live[key]]));

/** The answer holds the written parts only; the others are as they were read. */
function mergeStored(live: StoredVideo, answer: youtube_v3.Schema$Video): StoredVideo {
  const { defaultLanguage: _language, defaultAudioLanguage: _audio, publishAt, ...rest } = live;
  const { recordingDetails, paidProductPlacementDetails } = answer;
  return {
    ...rest,
    ...(recordingDetails ? parseRecording(recordingDetails) : {}),
    ...(answer.localizations ? parseTranslations(answer.localizations) : {}),
    ...(paidProductPlacementDetails ? parsePlacement(paidProductPlacementDetails) : {}),
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

/** One item of videos.list with all of VIDEO_PARTS. */
export function parseVideo(video: youtube_v3.Schema$Video): StoredVideo {
  const snippet = required(video.snippet, 'videos.list', 'snippet');
  const start = parseInstant(video.liveStreamingDetails?.scheduledStartTime);
  const thumbnailUrl = parseThumbnailUrl(snippet.thumbnails);
  return {
    videoId: required(video.id, 'videos.list', 'id'),
    ...parseSnippet(snippet),
    ...parseStatus(required(video.status, 'videos.list', 'status')),
    ...parseRecording(video.recordingDetails),
    ...parsePlacement(video.paidProductPlacementDetails),
    ...parseTranslations(video.localizations),
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

function parseRecording(details: youtube_v3.Schema$VideoRecordingDetails | undefined) {
  const { recordingDate, location, locationDescription } = details ?? {};
  return {
    ...(recordingDate ? { recordingDate: recordingDate.slice(0, 10) } : {}),
    ...(location || locationDescription
      ? {
          recordingPlace: {
            ...(location && { location }),
            ...(locationDescription && { locationDescription }),
          },
        }
      : {}),
  };
}

function parseTranslations(localizations: youtube_v3.Schema$Video['localizations']) {
  const all = Object.entries(localizations ?? {}).map(
    ([language, said]) =>
      [language, { title: said.title ?? '', description: said.description ?? '' }] as const,
  );
  return all.length === 0 ? {} : { localizations: Object.fromEntries(all) };
}

const parsePlacement = (details: youtube_v3.Schema$VideoPaidProductPlacementDetails | undefined) =>
  typeof details?.hasPaidProductPlacement === 'boolean'
    ? { hasPaidPromotion: details.hasPaidProductPlacement }
    : {};

function parsePhase(
  content: string | null | undefined,
  details: youtube_v3.Schema$VideoLiveStreamingDetails | undefined,
): Phase {
  if (content === 'upcoming' || content === 'live') return content;
  if (!details) return 'none';
  // YouTube reports the end late. A broadcast that never started is still upcoming.
  return details.actualEndTime || details.actualStartTime ? 'complete' : 'upcoming';
}
