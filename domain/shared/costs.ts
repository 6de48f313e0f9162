/**
 * Units that one call costs; failed calls cost the same.
 * Source: developers.google.com/youtube/v3/determine_quota_cost.
 */
const PUBLISHED = {
  'channels.list': 1,
  'videos.list': 1,
  'videos.update': 50,
  'thumbnails.set': 50,
  'playlists.list': 1,
  'playlistItems.list': 1,
  'playlistItems.insert': 50,
  'playlistItems.delete': 50,
} as const;

/** That page does not list the live methods. Common assumption: 50 for a write, 1 for a list; SHOWRUNNER_QUOTA_COSTS changes it. */
const ASSUMED = {
  'liveBroadcasts.list': 1,
  'liveBroadcasts.insert': 50,
  'liveBroadcasts.update': 50,
  'liveBroadcasts.bind': 50,
  'liveStreams.list': 1,
} as const;

/** Methods with a budget of their own, apart from the units of the day: each call is one of so many a day, whatever is left of the units. */
export const CALLS_APART = { 'videos.batchGetStats': 10_000 } as const;

const APART = { 'videos.batchGetStats': 0 } as const satisfies Record<keyof typeof CALLS_APART, 0>;

export const COSTS = { ...PUBLISHED, ...ASSUMED, ...APART } as const;

export type Method = keyof typeof COSTS;
/** What each call costs by a worker's settings. */
export type Costs = Readonly<Record<Method, number>>;

/** Methods without a published cost: only these can be set. */
export const ASSUMED_METHODS = Object.keys(ASSUMED) as readonly (keyof typeof ASSUMED)[];

/** Whether a call changes nothing. `picture`: the download of one. */
export const isRead = (call: Method | 'picture'): boolean =>
  call === 'picture' || call === 'videos.batchGetStats' || call.endsWith('.list');

/** The most videos in one page, or in one request by ids. */
export const PAGE_SIZE = 50;

/** One finished video of a rewrite, without the listing. */
export const VIDEO_READ_AND_WRITE = COSTS['videos.list'] + COSTS['videos.update'];
