import { withEtag } from '../api/page.ts';
import { pickParts } from '../api/request.ts';
import { defined } from '../defined.ts';
import type { Broadcast, ChannelRow, VideoRow } from '../state/rows.ts';
import { countAudience, renderStatistics } from './statistics.ts';
import { renderThumbnails } from './thumbnails.ts';

export const VIDEO_PARTS = [
  'id',
  'snippet',
  'status',
  'contentDetails',
  'liveStreamingDetails',
  'statistics',
  'player',
  'localizations',
  'processingDetails',
  'recordingDetails',
  'topicDetails',
  'fileDetails',
  'suggestions',
  'paidProductPlacementDetails',
  'ageGating',
  'monetizationDetails',
  'projectDetails',
];

/** `now`: ms since 1970, for what grows by itself. */
type Scene = { readonly origin: string; readonly channel: ChannelRow; readonly now: number };

/** A `youtube#video` with the requested parts. */
export function renderVideo(scene: Scene, video: VideoRow, parts: ReadonlySet<string>) {
  return withEtag({
    kind: 'youtube#video',
    id: video.id,
    ...pickParts(parts, {
      snippet: () => renderSnippet(scene, video),
      status: () => renderStatus(video),
      contentDetails: () => renderContentDetails(video),
      ...(video.broadcast === undefined
        ? {}
        : { liveStreamingDetails: renderLive(video.id, video.broadcast) }),
      statistics: () => ({ ...renderStatistics(countAudience(video, scene.now)), favoriteCount: '0' }),
      player: () => ({
        embedHtml: `<iframe width="480" height="270" src="//www.youtube.com/embed/${video.id}"></iframe>`,
      }),
      ...(video.localizations === undefined ? {} : { localizations: () => video.localizations }),
      processingDetails: () => renderProcessing(video),
      recordingDetails: () => defined({ recordingDate: video.recordingDate }),
      fileDetails: () => renderFile(video),
      suggestions: () => ({}),
      paidProductPlacementDetails: () => ({
        hasPaidProductPlacement: video.hasPaidProductPlacement ?? false,
      }),
    }),
  });
}

function renderProcessing(video: VideoRow) {
  return {
    processingStatus: isFinished(video) ? 'succeeded' : 'processing',
    fileDetailsAvailability: 'available',
    processingIssuesAvailability: 'available',
    tagSuggestionsAvailability: 'inProgress',
    editorSuggestionsAvailability: 'inProgress',
    thumbnailsAvailability: 'available',
  };
}

/** Of a stream only the length is known, and an upload's file is not read. */
function renderFile({ file, durationSeconds }: VideoRow) {
  if (file === undefined) return durationSeconds === 0 ? {} : { durationMs: String(durationSeconds * 1000) };
  return { fileName: 'unknown', fileSize: String(file.bytes), fileType: 'video' };
}

function renderSnippet({ origin, channel }: Scene, video: VideoRow) {
  const { title, description, tags, categoryId, defaultLanguage, defaultAudioLanguage, publishedAt } = video;
  return {
    publishedAt,
    channelId: channel.channelId,
    title,
    description,
    thumbnails: renderThumbnails(origin, video),
    channelTitle: channel.title,
    ...(tags.length === 0 ? {} : { tags }),
    categoryId,
    liveBroadcastContent: readLiveContent(video),
    ...defined({ defaultLanguage }),
    localized: { title, description },
    ...defined({ defaultAudioLanguage }),
  };
}

/** `none`, `upcoming` or `live`, by the state of the broadcast. */
export function readLiveContent({ broadcast }: VideoRow): 'none' | 'upcoming' | 'live' {
  if (
    broadcast === undefined ||
    broadcast.lifeCycleStatus === 'complete' ||
    broadcast.lifeCycleStatus === 'revoked'
  )
    return 'none';
  return broadcast.lifeCycleStatus === 'live' ? 'live' : 'upcoming';
}

function isFinished(video: VideoRow): boolean {
  return readLiveContent(video) === 'none';
}

function renderStatus(video: VideoRow) {
  const { privacyStatus, publishAt, license, embeddable, publicStatsViewable } = video;
  const { selfDeclaredMadeForKids, containsSyntheticMedia } = video;
  return {
    uploadStatus: isFinished(video) ? 'processed' : 'uploaded',
    privacyStatus,
    ...defined({ publishAt }),
    license,
    embeddable,
    publicStatsViewable,
    madeForKids: selfDeclaredMadeForKids ?? false,
    ...defined({ selfDeclaredMadeForKids, containsSyntheticMedia }),
  };
}

function renderContentDetails(video: VideoRow) {
  return {
    duration: isFinished(video) ? renderDuration(video.durationSeconds) : 'P0D',
    dimension: '2d',
    definition: 'hd',
    caption: 'false',
    licensedContent: false,
    contentRating: {},
    projection: 'rectangular',
    hasCustomThumbnail: video.thumbnail !== undefined,
  };
}

/** ISO 8601: `PT1H2M3S`. */
function renderDuration(seconds: number): string {
  const fields: [number, string][] = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ];
  const text = fields.map(([value, unit]) => (value === 0 ? '' : `${value}${unit}`)).join('');
  return text === '' ? 'P0D' : `PT${text}`;
}

function renderLive(id: string, broadcast: Broadcast) {
  const { scheduledStartTime, scheduledEndTime, actualStartTime, actualEndTime, lifeCycleStatus } = broadcast;
  return () => ({
    ...defined({ actualStartTime, actualEndTime }),
    scheduledStartTime,
    ...defined({ scheduledEndTime }),
    ...(lifeCycleStatus === 'live' ? { concurrentViewers: '1' } : {}),
    ...(actualEndTime === undefined ? { activeLiveChatId: `chat.${id}` } : {}),
  });
}
