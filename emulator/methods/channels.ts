import { renderAll } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readFilter, readIds, readParts } from '../api/request.ts';
import { CHANNEL_PARTS, renderChannel } from '../resources/channel.ts';
import type { World } from '../world.ts';

/** `channels.list`: the only channel by its `id`, the channel of the token by `mine`. */
export function listChannels(world: World, { query, otherChannel }: ApiRequest): ApiAnswer {
  const parts = readParts(query, CHANNEL_PARTS);
  const here = { channel: world.channel(), videoCount: world.store.video.size };
  const isMine = readFilter(query, ['id', 'mine']) === 'mine';
  const found = isMine
    ? findOwn(here, otherChannel)
    : readIds(query).includes(here.channel.channelId) && here;
  const items = found ? [renderChannel(found, parts)] : [];
  const answer = renderAll('youtube#channelListResponse', items) as Record<string, unknown>;
  // YouTube leaves out `items` for an account without a channel.
  if (found) return { body: answer };
  const { items: _none, ...body } = answer;
  return { body };
}

type Shown = Parameters<typeof renderChannel>[0];

function findOwn(here: Shown, other: ApiRequest['otherChannel']): Shown | undefined {
  if (other === undefined) return here;
  if (other === null) return undefined;
  return { channel: { id: 'channel', channelId: other.id, title: other.title }, videoCount: 0 };
}
