/** The table "Error bodies" of the project's notes on YouTube (YOUTUBE.md, revision of November 2026), copied. */
const YOUTUBE_TABLE = `
| liveBroadcasts.insert | titleRequired, scheduledStartTimeRequired, privacyStatusRequired, invalidTitle, invalidDescription, invalidScheduledStartTime, invalidScheduledEndTime, invalidPrivacyStatus, invalidLatencyPreferenceOptions | insufficientLivePermissions, livePermissionBlocked, liveStreamingNotEnabled, userBroadcastsExceedLimit, userRequestsExceedRateLimit | 503 |
| liveBroadcasts.update | the above, idRequired, enableMonitorStreamRequired, broadcastStreamDelayMsRequired | ...ModificationNotAllowed in testing or live | liveBroadcastNotFound; 412 videoNotEligibleForAdsMonetization; 503 backendError |
| liveBroadcasts.bind | idRequired | liveBroadcastBindingNotAllowed, insufficientLivePermissions, liveStreamingNotEnabled | liveBroadcastNotFound, liveStreamNotFound |
| liveBroadcasts.transition | | errorStreamInactive, invalidTransition, redundantTransition | liveBroadcastNotFound |
| liveBroadcasts.delete | | liveBroadcastDeletionNotAllowed | liveBroadcastNotFound |
| liveStreams.insert | titleRequired, cdnRequired, frameRateRequired, resolutionRequired, ingestionTypeRequired, invalid... | as above | |
| videos.update | invalidTitle, invalidDescription, invalidTags, invalidCategoryId, invalidVideoMetadata, defaultLanguageNotSet, invalidPublishAt | forbidden, forbiddenPrivacySetting | videoNotFound |
| thumbnails.set | invalidImage, mediaBodyRequired | forbidden | videoNotFound; 413 uploadTooLarge; 429 uploadRateLimitExceeded |
| playlistItems.insert | invalidResourceType, playlistIdRequired, resourceIdRequired | playlistContainsMaximumNumberOfVideos | playlistNotFound, videoNotFound; 409 videoAlreadyInPlaylist |
| any | badRequest, invalidParameter, missingRequiredParameter, incompatibleParameters, parseError | forbidden, insufficientPermissions, quotaExceeded | 401 authError; 409; 412; 429; 500 internalError; 503 backendError |
`;

/** One reason of a cell; undefined where the table gives only a status. */
type Documented = {
  readonly method: string;
  readonly status: number;
  readonly reason: string | undefined;
};

const WORDS: Readonly<Record<string, readonly string[]>> = {
  '...ModificationNotAllowed in testing or live': [
    'enableAutoStartModificationNotAllowed',
    'scheduledStartTimeModificationNotAllowed',
  ],
  'invalid...': ['invalidTitle', 'invalidFrameRate', 'invalidResolution'],
};

/** Every (method, status, reason) of the table, with its short forms written out. */
export function listDocumented(): Documented[] {
  const rows = YOUTUBE_TABLE.trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.flatMap(([, method = '', bad = '', denied = '', others = '']) => [
    ...readCell(rows, method, bad, 400),
    ...readCell(rows, method, denied, 403),
    ...others.split(';').flatMap((part) => readCell(rows, method, part, 404)),
  ]);
}

function readCell(rows: string[][], method: string, cell: string, status: number): Documented[] {
  const [, number, rest = ''] = /^\s*(\d{3})?\s*(.*?)\s*$/.exec(cell) ?? [];
  const at = number === undefined ? status : Number(number);
  if (rest === '') return number === undefined ? [] : [{ method, status: at, reason: undefined }];
  return rest
    .split(',')
    .map((word) => word.trim())
    .flatMap((word) => spell(rows, method, word, at));
}

/** "the above" and "as above" mean the first row's cell of the same status. */
function spell(rows: string[][], method: string, word: string, status: number): Documented[] {
  if (word === 'the above' || word === 'as above')
    return readCell(rows, method, rows[0]?.[status === 400 ? 2 : 3] ?? '', status);
  return (WORDS[word] ?? [word]).map((reason) => ({ method, status, reason }));
}
