import type { ErrorRow } from './row.ts';

const GONE_BROADCAST =
  'The broadcast is gone. If somebody deleted it, remove its `videoId` or remove the file; nothing is created in its place by itself.';
const LOOK = 'Look at it in YouTube Studio.';

/** What YouTube has is not what the call was for: a person looks, or it is done already. */
export const STATE: readonly ErrorRow[] = [
  {
    reason: '*ModificationNotAllowed',
    on: ['liveBroadcasts.update'],
    status: '403',
    kind: 'stall',
    cure: 'It can no longer be changed: the broadcast is in testing, on air or over. Put the old value back into the file and commit, or leave it so.',
  },
  {
    reason: 'liveBroadcastBindingNotAllowed',
    on: ['liveBroadcasts.bind'],
    status: '403',
    kind: 'stall',
    cure: `The broadcast can no longer be bound: it is on air or over. ${LOOK}`,
  },
  {
    reason: 'liveBroadcastNotFound',
    on: ['liveBroadcasts.update', 'liveBroadcasts.bind', 'liveBroadcasts.list'],
    status: '404',
    kind: 'stall',
    cure: GONE_BROADCAST,
  },
  {
    reason: 'liveStreamNotFound',
    on: ['liveBroadcasts.bind'],
    status: '404',
    kind: 'stall',
    cure: "The encoder's stream is gone: create it in YouTube Studio under the title that `streams` of academy.yaml names, then send `retry`.",
  },
  {
    reason: 'videoNotFound',
    on: ['thumbnails.set', 'playlistItems.insert'],
    status: '404',
    kind: 'wait',
    retryAfterMs: 10_000,
    happened: 'the video cannot be found: it may have been made seconds ago',
    cure: 'Nothing to do. If somebody deleted it, the next look says so.',
  },
  {
    reason: 'videoNotFound',
    on: 'any',
    status: '404',
    kind: 'stall',
    cure: 'The video is gone. If somebody deleted it, change or remove its `videoId`, or remove the file.',
  },
  {
    reason: 'videoAlreadyInPlaylist',
    on: ['playlistItems.insert'],
    status: '409',
    kind: 'stall',
    we: 'counts it as done',
    cure: 'Nothing to do: the video is in the playlist.',
  },
  {
    reason: 'playlistItemNotFound',
    on: ['playlistItems.delete'],
    status: '404',
    kind: 'stall',
    we: 'counts it as done',
    cure: 'Nothing to do: the video is no longer in the playlist.',
  },
  {
    reason: 'failedPrecondition',
    on: ['playlistItems.insert', 'thumbnails.set', 'liveBroadcasts.bind', 'liveBroadcasts.update'],
    status: '400',
    kind: 'stall',
    cure: `YouTube does not say what is missing; often the video was removed or blocked. ${LOOK} Then send \`retry\`.`,
  },
];
