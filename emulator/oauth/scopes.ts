import { isRead } from '../api/is-read.ts';

const PREFIX = 'https://www.googleapis.com/auth/';

/** Google's scopes for the YouTube Data API, with the words of its consent page. */
export const SCOPES: Readonly<Record<string, string>> = {
  [`${PREFIX}youtube`]: 'Manage your YouTube account',
  [`${PREFIX}youtube.force-ssl`]:
    'See, edit, and permanently delete your YouTube videos, ratings, comments and captions',
  [`${PREFIX}youtube.readonly`]: 'View your YouTube account',
  [`${PREFIX}youtube.upload`]: 'Manage your YouTube videos',
  [`${PREFIX}youtubepartner`]: 'View and manage your assets and associated content on YouTube',
};

/** What the API's methods accept, as Google's description of it says (discovery.test.ts compares). */
const WRITE = ['youtube', 'youtube.force-ssl', 'youtubepartner'];
const READ = [...WRITE, 'youtube.readonly'];
const LIVE_WRITE = ['youtube', 'youtube.force-ssl'];
const LIVE_READ = [...LIVE_WRITE, 'youtube.readonly'];

const UPLOADS: Readonly<Record<string, readonly string[]>> = {
  'videos.insert': [...WRITE, 'youtube.upload'],
  'thumbnails.set': [...WRITE, 'youtube.upload'],
  'channels.list': [...READ, 'youtubepartner-channel-audit'],
};

/** Any of these allows the method. */
export function scopesOf(method: string): readonly string[] {
  const isLive = method.startsWith('live');
  const isReading = isRead(method);
  const usual = isLive ? (isReading ? LIVE_READ : LIVE_WRITE) : isReading ? READ : WRITE;
  return (UPLOADS[method] ?? usual).map((name) => `${PREFIX}${name}`);
}

export const isInScope = (method: string, granted: readonly string[]): boolean =>
  scopesOf(method).some((scope) => granted.includes(scope));

export const DEFAULT_SCOPE = `${PREFIX}youtube.force-ssl`;
