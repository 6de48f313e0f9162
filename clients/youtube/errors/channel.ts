import { defined } from '../../../domain/shared/defined.ts';
import { type ErrorRow, SECOND } from './row.ts';

const LIVE = [
  'liveBroadcasts.insert',
  'liveBroadcasts.update',
  'liveBroadcasts.bind',
  'liveBroadcasts.list',
  'liveStreams.insert',
  'liveStreams.list',
];
const CONSENT =
  'Run `npx showrunner login` with the account that owns the channel; a running worker notices it within seconds. Where SHOWRUNNER_YOUTUBE_REFRESH_TOKEN is set, store the token of `login --print` there and restart the worker.';
const CLIENT =
  'Check SHOWRUNNER_YOUTUBE_CLIENT_ID and SHOWRUNNER_YOUTUBE_CLIENT_SECRET against the OAuth client in the Google Cloud console, and restart the worker.';
const ENABLE_LIVE =
  "The channel's owner must enable live streaming at https://www.youtube.com/features; it can take 24 hours. Then send `retry`.";

type Where = Pick<ErrorRow, 'reason' | 'on' | 'status'>;
const stalls = ({ reason, on, status }: Where, cure: string, we?: string): ErrorRow => ({
  reason,
  on,
  status,
  kind: 'stall',
  cure,
  ...defined({ we }),
});
/** The credentials: whoever meets it waits, and goes on by itself once the quota manager's check succeeds. */
const stopsGrants = ({ reason, on, status }: Where, cure: string, we = 'sends nothing more'): ErrorRow => ({
  ...{ reason, on, status, cure },
  kind: 'wait',
  stopsGrants: true,
  retryAfterMs: SECOND,
  we: `${we}; the workflow \`quota\` checks the credentials every 1 to 10 minutes, and then all goes on`,
});
const any = (reason: string, status: string): Where => ({ reason, on: 'any', status });

/** Not allowed for the channel, the consent or the Google Cloud project: their owner must change that. */
export const CHANNEL: readonly ErrorRow[] = [
  stopsGrants(
    any('authError', '401'),
    `Even a new access token was refused. ${CONSENT}`,
    'renews the access token and repeats the call once, which is charged twice; then sends nothing more',
  ),
  ...['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'].map((reason) =>
    stopsGrants(any(reason, '403'), `The consent does not cover this call. ${CONSENT}`),
  ),
  stopsGrants(
    any('youtubeSignupRequired', '401'),
    `The account of the consent has no YouTube channel. ${CONSENT}`,
  ),
  stopsGrants(
    any('accessNotConfigured', '403'),
    'Enable the YouTube Data API v3 for the project of the OAuth client in the Google Cloud console.',
  ),
  ...['channelClosed', 'channelSuspended', 'accountDelegationForbidden'].map((reason) =>
    stalls(any(reason, '403'), 'Check the channel in YouTube Studio with the account that owns it.'),
  ),
  stalls({ reason: 'liveStreamingNotEnabled', on: LIVE, status: '403' }, ENABLE_LIVE),
  stalls({ reason: 'insufficientLivePermissions', on: LIVE, status: '403' }, ENABLE_LIVE),
  stalls(
    { reason: 'livePermissionBlocked', on: LIVE, status: '403' },
    'YouTube blocks live streaming for this channel: its owner can see why, and until when, in YouTube Studio. Then send `retry`.',
  ),
  stalls(
    { reason: 'videoNotEligibleForAdsMonetization', on: ['liveBroadcasts.update'], status: '412' },
    'Turn monetisation off for this video in YouTube Studio, then send `retry`: Showrunner never changes it.',
  ),
  stalls(
    { reason: 'forbidden', on: ['thumbnails.set'], status: '403' },
    'The channel must be verified at https://www.youtube.com/verify to use custom thumbnails, and the video must belong to it. Then send `retry`.',
  ),
  stalls(
    any('forbidden', '403'),
    'Check that the video belongs to the channel of the consent: correct its `videoId`, or consent with the account that owns it.',
  ),
  stopsGrants(
    { reason: 'invalid_grant', on: 'token', status: '400' },
    `The refresh token is no longer accepted. ${CONSENT} (An external OAuth app in "Testing" loses it after 7 days.)`,
  ),
  ...['invalid_client', 'unauthorized_client', 'deleted_client', 'disabled_client'].map((reason) =>
    stopsGrants({ reason, on: 'token', status: '400, 401' }, `The OAuth client is not accepted. ${CLIENT}`),
  ),
  ...['admin_policy_enforced', 'org_internal', 'access_denied'].map((reason) =>
    stopsGrants(
      { reason, on: 'token', status: '400, 403' },
      `The administrator of the account's organisation must allow the OAuth client. ${CONSENT}`,
    ),
  ),
  stopsGrants({ reason: 'invalid_scope', on: 'token', status: '400' }, CONSENT),
];
