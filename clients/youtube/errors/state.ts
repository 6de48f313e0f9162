import type { ErrorRow } from './row.ts';

const GONE_BROADCAST =
  'The broadcast is gone. If it was deleted on purpose, remove its `videoId` or remove the file; it is not recreated automatically.';
const CHECK = 'Check it in YouTube Studio.';

/** The call does not fit what is on YouTube: a person must check, or nothing is left to do. */
export const STATE: readonly ErrorRow[] = [
  {
    reason: '*ModificationNotAllowed',
    on: ['liveBroadcasts.update'],
    status: '403',
    kind: 'stall',
    cure: 'It can no longer be changed: the broadcast is in testing, on air or over. Put the old value back into the file and commit, or leave it.',
  },
  {
    reason: 'liveBroadcastBindingNotAllowed',
    on: ['liveBroadcasts.bind'],
    status: '403',
    kind: 'stall',
    cure: `The broadcast can no longer be bound: it is on air or over. ${CHECK}`,
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
    cure: "The encoder's stream is gone: create it in YouTube Studio with the title given under `streams` in academy.yaml, then send `retry`.",
  },
  {
    reason: 'videoNotFound',
    on: ['thumbnails.set', 'playlistItems.insert'],
    status: '404',
    kind: 'wait',
    retryAfterMs: 10_000,
    happened: 'the video was not found: it may have been created seconds ago',
    cure: 'Nothing to do. If it was deleted, the next check reports it.',
  },
  {
    reason: 'videoNotFound',
    on: 'any',
    status: '404',
    kind: 'stall',
    cure: 'The video is gone. If it was deleted on purpose, change or remove its `videoId`, or remove the file.',
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
    cure: `YouTube does not say what is missing; often the video was removed or blocked. ${CHECK} Then send \`retry\`.`,
  },
];
