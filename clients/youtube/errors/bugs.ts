import { defined } from '../../../domain/shared/defined.ts';
import { type ErrorRow, REPORT_BUG } from './row.ts';

const BROADCAST = ['liveBroadcasts.insert', 'liveBroadcasts.update'];
const NEVER_CALLED = 'nothing: it never makes this call';

const bug = (reason: string, on: ErrorRow['on'], status = '400', we?: string): ErrorRow => ({
  reason,
  on,
  status,
  kind: 'bug',
  cure: REPORT_BUG,
  ...defined({ we }),
});

/** Errors that only a bug of ours can cause, because what we send is checked before. */
export const BUGS: readonly ErrorRow[] = [
  ...['titleRequired', 'scheduledStartTimeRequired', 'privacyStatusRequired', 'invalidPrivacyStatus'].map(
    (reason) => bug(reason, BROADCAST),
  ),
  bug('idRequired', ['liveBroadcasts.update', 'liveBroadcasts.bind']),
  bug('enableMonitorStreamRequired', ['liveBroadcasts.update']),
  bug('broadcastStreamDelayMsRequired', ['liveBroadcasts.update']),
  bug('mediaBodyRequired', ['thumbnails.set']),
  ...['invalidResourceType', 'playlistIdRequired', 'resourceIdRequired', 'invalidSnippet'].map((reason) =>
    bug(reason, ['playlistItems.insert']),
  ),
  ...['badRequest', 'invalidParameter', 'missingRequiredParameter', 'incompatibleParameters'].map((reason) =>
    bug(reason, 'any'),
  ),
  ...['parseError', 'invalid', 'required', 'unknownPart', 'unexpectedPart', 'invalidPageToken'].map(
    (reason) => bug(reason, 'any'),
  ),
  ...['invalid_request', 'unsupported_grant_type'].map((reason) => bug(reason, 'token')),
  ...['errorStreamInactive', 'invalidTransition', 'redundantTransition'].map((reason) =>
    bug(reason, ['liveBroadcasts.transition'], '403', NEVER_CALLED),
  ),
  bug('liveBroadcastNotFound', ['liveBroadcasts.transition', 'liveBroadcasts.delete'], '404', NEVER_CALLED),
  bug('liveBroadcastDeletionNotAllowed', ['liveBroadcasts.delete'], '403', NEVER_CALLED),
  ...['titleRequired', 'cdnRequired', 'frameRateRequired', 'resolutionRequired', 'ingestionTypeRequired'].map(
    (reason) => bug(reason, ['liveStreams.insert'], '400', NEVER_CALLED),
  ),
  bug('invalid*', ['liveStreams.insert'], '400', NEVER_CALLED),
];
