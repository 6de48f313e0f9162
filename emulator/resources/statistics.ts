import { createHash } from 'node:crypto';
import type { VideoRow } from '../state/rows.ts';

export type VideoCounts = { readonly views: number; readonly likes: number; readonly comments: number };

const NONE: VideoCounts = { views: 0, likes: 0, comments: 0 };
const DAY_MS = 86_400_000;

/**
 * What a video has been watched until `now` (ms since 1970): always the same for an id and a time, never less later, much at first and
 * less from day to day. There are no viewers here: the numbers are made up so that growth can be seen.
 */
export function countAudience(video: VideoRow, now: number): VideoCounts {
  const days = (now - findFirstWatched(video)) / DAY_MS;
  if (!(days > 0) || video.privacyStatus === 'private') return NONE;
  const [popularity = 0, liking = 0] = createHash('sha256').update(video.id).digest();
  const views = Math.floor((200 + 8 * popularity) * Math.log2(1 + days));
  return {
    views,
    likes: Math.floor((views * (20 + (liking % 40))) / 1000),
    comments: Math.floor(views / 150),
  };
}

/** A stream is watched from its start, an upload from its publication. */
function findFirstWatched({ broadcast, publishedAt }: VideoRow): number {
  return Date.parse(broadcast === undefined ? publishedAt : (broadcast.actualStartTime ?? ''));
}

/** Numbers are text in the API: they may be larger than a number of JavaScript. */
export const renderStatistics = ({ views, likes, comments }: VideoCounts) => ({
  viewCount: String(views),
  likeCount: String(likes),
  commentCount: String(comments),
});
