import type { ErrorRow } from './row.ts';

const INSERT = ['liveBroadcasts.insert', 'liveStreams.insert'];
const BROADCAST = ['liveBroadcasts.insert', 'liveBroadcasts.update'];
const TEXT = [...BROADCAST, 'videos.update'];
const EDIT_FILE = "Correct it in the episode's file (or in what it is rendered from) and commit.";

const refused = (reason: string, on: readonly string[], cure: string, status = '400'): ErrorRow => ({
  reason,
  on,
  status,
  kind: 'stall',
  cure,
});

/** Content that YouTube refuses: its author corrects it and commits. */
export const CONTENT: readonly ErrorRow[] = [
  refused('invalidTitle', TEXT, EDIT_FILE),
  refused('invalidDescription', TEXT, EDIT_FILE),
  refused('invalidTags', ['videos.update'], EDIT_FILE),
  refused('invalidVideoMetadata', ['videos.update'], EDIT_FILE),
  refused('invalidCategoryId', [...BROADCAST, 'videos.update'], 'Correct `youtube.categoryId` and commit.'),
  refused('invalidRecordingDetails', ['videos.update'], 'Correct `youtube.recordingDate` and commit.'),
  refused(
    'forbiddenEmbedSetting',
    ['videos.update'],
    'YouTube does not allow this for the video: take `embeddable` out of the content, or check it in YouTube Studio.',
    '403',
  ),
  refused(
    'forbiddenLicenseSetting',
    ['videos.update'],
    'YouTube does not allow this license for the video: change `license`, or check it in YouTube Studio.',
    '403',
  ),
  refused('invalidPublishAt', ['videos.update'], 'Set a `publishAt` in the future and commit.'),
  refused(
    'defaultLanguageNotSet',
    ['videos.update'],
    'The video has translations: set `youtube.language` and commit.',
  ),
  refused(
    'invalidScheduledStartTime',
    BROADCAST,
    'Correct `scheduledFor`: it must lie in the future. Then commit.',
  ),
  refused('invalidScheduledEndTime', BROADCAST, 'Correct `duration` and commit.'),
  refused(
    'invalidLatencyPreferenceOptions',
    BROADCAST,
    'Choose another `youtube.latency` and commit: `ultraLow` allows neither captions nor 4K.',
  ),
  refused(
    'invalidImage',
    ['thumbnails.set'],
    'YouTube cannot read the thumbnail: give it as a JPEG or PNG below 50 MB and commit.',
  ),
  refused(
    'uploadTooLarge',
    ['thumbnails.set'],
    'Make the thumbnail smaller and commit: YouTube takes 50 MB, and took 2 MB before September 2026.',
    '413',
  ),
  refused(
    'playlistNotFound',
    ['playlistItems.insert', 'playlistItems.list'],
    'Correct the playlist id in `playlists` of the episode or show and commit.',
    '404',
  ),
  refused(
    'playlistContainsMaximumNumberOfVideos',
    ['playlistItems.insert'],
    'The playlist is full (5,000 videos): name another one in `playlists` and commit.',
    '403',
  ),
  refused(
    'playlistOperationUnsupported',
    ['playlistItems.insert'],
    'YouTube fills this playlist itself (uploads, watch later): take it out of `playlists` and commit.',
  ),
  refused(
    'forbiddenPrivacySetting',
    ['videos.update'],
    'YouTube does not allow this visibility for the video: check it in YouTube Studio, or change `visibility`.',
    '403',
  ),
  refused(
    'userBroadcastsExceedLimit',
    INSERT,
    'The channel has as many broadcasts or streams as YouTube allows: delete or end some in YouTube Studio.',
    '403',
  ),
];
