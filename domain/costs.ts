/**
 * Units that one call costs; failed calls cost the same.
 * Source: developers.google.com/youtube/v3/determine_quota_cost. The live methods are not published: 50 for a write and 1
 * for a list is the common assumption.
 */
export const COSTS = {
  'channels.list': 1,
  'videos.list': 1,
  'videos.update': 50,
  'thumbnails.set': 50,
  'playlistItems.list': 1,
  'playlistItems.insert': 50,
  'playlistItems.delete': 50,
  'liveBroadcasts.list': 1,
  'liveBroadcasts.insert': 50,
  'liveBroadcasts.update': 50,
  'liveBroadcasts.bind': 50,
  'liveStreams.list': 1,
} as const;

export type Method = keyof typeof COSTS;

/** Most videos in one page or one request by ids. */
export const PAGE_SIZE = 50;

/** The channel's two reads before a listing by uploads: its playlist's id, and its upcoming broadcasts. */
export const VIDEO_READ_AND_WRITE = COSTS['videos.list'] + COSTS['videos.update'];
