import type { YouTubeClient } from '../../clients/youtube/client.ts';
import { translateYouTubeError } from '../../clients/youtube/failures.ts';
import type { QuotaMeter } from '../../clients/youtube/quota-meter.ts';
import { type CallOptions, send } from '../../clients/youtube/send.ts';
import { COSTS, type Method } from '../../domain/shared/costs.ts';

type Api = YouTubeClient['api'];
type Ask = (api: Api, options: Partial<CallOptions>) => Promise<{ readonly data: unknown }>;

const media = { mimeType: 'image/png', body: Buffer.from('png') };

/** Every call that YouTube's table names, with the fewest parameters the client accepts; the local YouTube refuses each before reading it. */
const CALLS: Readonly<Record<string, Ask>> = {
  'channels.list': (api, options) => api.channels.list({ part: ['id'], mine: true }, options),
  'videos.list': (api, options) => api.videos.list({ part: ['id'], id: ['v'] }, options),
  'videos.update': (api, options) =>
    api.videos.update({ part: ['snippet'], requestBody: { id: 'v' } }, options),
  'thumbnails.set': (api, options) => api.thumbnails.set({ videoId: 'v', media }, options),
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

/** The error of a call. Calls that Showrunner never makes have no cost: their error is only translated. */
export async function failCall(youtube: YouTubeClient, purse: QuotaMeter, method: string): Promise<unknown> {
  const ask = CALLS[method];
  if (ask === undefined) throw new Error(`no call for ${method}`);
  const request = (options: Partial<CallOptions>) => ask(youtube.api, options);
  if (Object.hasOwn(COSTS, method))
    return catchError(send({ youtube, purse, method: method as Method, request, signal: undefined }));
  await youtube.authorize();
  const error = await catchError(request(youtube.callOptions));
  return translateYouTubeError(error, method as Method, { now: purse.now() });
}

const catchError = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => new Error('nothing failed'),
    (error: unknown) => error,
  );
