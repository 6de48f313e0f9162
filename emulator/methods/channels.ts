import { renderAll } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readFilter, readIds, readParts } from '../api/request.ts';
import { CHANNEL_PARTS, renderChannel } from '../resources/channel.ts';
import type { World } from '../world.ts';

/** `channels.list`: the only channel, by `mine` or its `id`. */
export function listChannels(world: World, { query }: ApiRequest): ApiAnswer {
  const parts = readParts(query, CHANNEL_PARTS);
  const channel = world.channel();
  const isAsked = readFilter(query, ['id', 'mine']) === 'mine' || readIds(query).includes(channel.channelId);
  const items = isAsked ? [renderChannel({ channel, videoCount: world.store.video.size }, parts)] : [];
  return { body: renderAll('youtube#channelListResponse', items) };
}
