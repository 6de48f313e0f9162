import type { YouTubeClient } from '../../clients/youtube/client.ts';
import { toYouTubeFailure } from '../../clients/youtube/failures.ts';
import type { QuotaMeter } from '../../clients/youtube/quota-meter.ts';
import { type CallOptions, send } from '../../clients/youtube/send.ts';
import { COSTS, type Method } from '../../domain/shared/costs.ts';

type Api = YouTubeClient['api'];
type Call = (api: Api, options: Partial<CallOptions>) => Promise<{ readonly data: unknown }>;

const media = { mimeType: 'image/png', body: Buffer.from('png') };

/** Every call in YouTube's table of errors, with the smallest input that the client accepts; the local YouTube fails it unread. */
const CALLS: Readonly<Record<string, Call>> = {
  'channels.list': (api, options) => api.channels.list({ part: ['id'], mine: true }, options),
  'videos.list': (api, options) => api.videos.list({ part: ['id'], id: ['v'] }, options),
  'videos.batchGetStats': (api, options) => api.videos.batchGetStats({ part: ['id'], id: ['v'] }, options),
  'videos.update': (api, options) =>
    api.videos.update({ part: ['snippet'], requestBody: { id: 'v' } }, options),
  'thumbnails.set': (api, options) => api.thumbnails.set({ videoId: 'v', media }, options),
  'playlists.list': (api, options) => api.playlists.list({ part: ['id'], mine: true }, options),
  'playlistItems.list': (api, options) => api.playlistItems.list({ part: ['id'], playlistId: 'PL' }, options),
  'playlistItems.insert': (api, options) =>
    api.playlistItems.insert({ part: ['snippet'], requestBody: {} }, options),
  'playlistItems.delete': (api, options) => api.playlistItems.delete({ id: 'i' }, options),
  'liveBroadcasts.list': (api, options) => api.liveBroadcasts.list({ part: ['id'], id: ['v'] }, options),
  'liveBroadcasts.insert': (api, options) =>
    api.liveBroadcasts.insert({ part: ['snippet'], requestBody: {} }, options),
  'liveBroadcasts.update': (api, options) =>
    api.liveBroadcasts.update({ part: ['id'], requestBody: { id: 'v' } }, options),
  'liveBroadcasts.bind': (api, options) => api.liveBroadcasts.bind({ part: ['id'], id: 'v' }, options),
  'liveBroadcasts.transition': (api, options) =>
    api.liveBroadcasts.transition({ part: ['id'], id: 'v', broadcastStatus: 'live' }, options),
  'liveBroadcasts.delete': (api, options) => api.liveBroadcasts.delete({ id: 'v' }, options),
  'liveStreams.list': (api, options) => api.liveStreams.list({ part: ['id'], mine: true }, options),
  'liveStreams.insert': (api, options) =>
    api.liveStreams.insert({ part: ['snippet'], requestBody: {} }, options),
};

/** The Failure of a call. Calls that Showrunner never makes have no cost: their error is only translated. */
export async function failCall(youtube: YouTubeClient, meter: QuotaMeter, method: string): Promise<unknown> {
  const call = CALLS[method];
  if (call === undefined) throw new Error(`no call for ${method}`);
  const request = (options: Partial<CallOptions>) => call(youtube.api, options);
  if (Object.hasOwn(COSTS, method))
    return catchError(send({ youtube, meter, method: method as Method, request, signal: undefined }));
  await youtube.authorize();
  const error = await catchError(request(youtube.callOptions));
  return toYouTubeFailure(error, method as Method, { now: meter.now() });
}

const catchError = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => new Error('nothing failed'),
    (error: unknown) => error,
  );
