const OUR_FAULT = 'Please report this fault of Showrunner, with this message.';
const CONSENT =
  'Run the consent again with the account that owns the channel, and store the new refresh token.';
const ENABLE_LIVE =
  "The channel's owner must enable live streaming at https://www.youtube.com/features; it can take 24 hours.";
const EDIT_FILE = "Correct it in the episode's file (or in what it is rendered from) and commit.";

/**
 * Who must do what, by YouTube's reason. Reasons: developers.google.com/youtube/v3/docs/errors and .../live/docs/errors.
 * A reason that is not here gets `adviseOnReason`'s general sentence.
 */
const ADVICE: Readonly<Record<string, string>> = {
  invalid_grant: `The refresh token is no longer accepted: run the consent again. ${CONSENT} (An external OAuth app in "Testing" loses it after 7 days.)`,
  invalid_client:
    'The OAuth client is not accepted: check the client id and the client secret in the settings.',
  unauthorized_client:
    'The OAuth client is not accepted: check the client id and the client secret in the settings.',
  authError: `Even a new access token was refused. ${CONSENT}`,
  insufficientPermissions: `The consent does not cover this call. ${CONSENT}`,
  forbidden:
    'Check that the video belongs to the channel of the consent; for a thumbnail the channel must be verified at https://www.youtube.com/verify.',
  accessNotConfigured:
    'Enable the YouTube Data API v3 for the project of the OAuth client in the Google Cloud console.',
  liveStreamingNotEnabled: ENABLE_LIVE,
  insufficientLivePermissions: ENABLE_LIVE,
  livePermissionBlocked:
    'YouTube blocks live streaming for this channel: its owner finds the reason in YouTube Studio.',
  userBroadcastsExceedLimit:
    'The channel has as many broadcasts as YouTube allows: delete or end some in YouTube Studio.',
  forbiddenPrivacySetting:
    'YouTube does not allow this visibility for the video: look at it in YouTube Studio.',
  videoNotFound:
    'The video is gone, or was made seconds ago and is not visible yet. If somebody deleted it, change or remove its `videoId`.',
  liveBroadcastNotFound:
    'The broadcast is gone: if somebody deleted it, an operator says whether to create it again.',
  liveStreamNotFound:
    "The encoder's stream is gone: create it in YouTube Studio under the title that `streams:` of academy.yaml names.",
  liveBroadcastBindingNotAllowed:
    'The broadcast can no longer be bound: it is on air or over. Look at it in YouTube Studio.',
  playlistNotFound: 'Correct the playlist id in `playlists:` and commit.',
  playlistContainsMaximumNumberOfVideos:
    'The playlist is full (5,000 videos): name another one in `playlists:`.',
  videoAlreadyInPlaylist: 'Nothing to do: the video is in the playlist.',
  invalidTitle: EDIT_FILE,
  titleRequired: EDIT_FILE,
  invalidDescription: EDIT_FILE,
  invalidTags: EDIT_FILE,
  invalidCategoryId: 'Correct `youtube.categoryId` and commit.',
  defaultLanguageNotSet: 'The video has translations: set `youtube.language` and commit.',
  invalidScheduledStartTime: 'Correct `scheduledFor`: it must lie in the future. Then commit.',
  scheduledStartTimeRequired: 'Set `scheduledFor` and commit.',
  invalidScheduledEndTime: 'Correct `duration` and commit.',
  invalidImage: 'YouTube cannot read the thumbnail: it must be a JPEG or PNG below 2 MB.',
  uploadTooLarge: 'The thumbnail is too large: it must stay below 2 MB.',
  badRequest: OUR_FAULT,
  invalidParameter: OUR_FAULT,
  missingRequiredParameter: OUR_FAULT,
  incompatibleParameters: OUR_FAULT,
  parseError: OUR_FAULT,
  enableMonitorStreamRequired: OUR_FAULT,
  broadcastStreamDelayMsRequired: OUR_FAULT,
};

/** One or two sentences that tell an operator who must do what. */
export function adviseOnReason(reason: string): string {
  if (Object.hasOwn(ADVICE, reason)) return ADVICE[reason] ?? '';
  if (reason.endsWith('ModificationNotAllowed'))
    return 'It can no longer be changed: the broadcast is in testing, on air or over.';
  return 'It will not go away by itself: correct what it names, then retry.';
}
