import { channelBody, parseBody } from '../api/body.ts';
import { badRequest, forbidden, notFound } from '../api/errors.ts';
import { renderAll } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readFilter, readIds, readParts } from '../api/request.ts';
import { defined } from '../defined.ts';
import { CHANNEL_PARTS, HANDLE, renderChannel } from '../resources/channel.ts';
import type { ChannelRow } from '../state/rows.ts';
import type { World } from '../world.ts';

const DOMAIN = 'youtube.channel';

const FILTERS = [
  'categoryId',
  'forHandle',
  'forUsername',
  'id',
  'managedByMe',
  'mine',
  'mySubscribers',
] as const;

/** `channels.list`: the only channel by its `id` or handle, the channel of the token by `mine`. */
export function listChannels(world: World, { query, otherChannel }: ApiRequest): ApiAnswer {
  const parts = readParts(query, CHANNEL_PARTS);
  const here = { channel: world.channel(), videoCount: world.store.video.size };
  const filter = readFilter(query, FILTERS);
  if (filter === 'managedByMe')
    throw forbidden('channelForbidden', 'Only a content owner manages channels.', DOMAIN);
  const found =
    filter === 'mine' ? findOwn(here, otherChannel) : isWanted(here.channel, filter, query) && here;
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

/** It has a handle and an id, no user name, no category and no subscribers. */
function isWanted({ channelId }: ChannelRow, filter: string, query: URLSearchParams): boolean {
  if (filter === 'id') return readIds(query).includes(channelId);
  return filter === 'forHandle' && query.get('forHandle')?.replace(/^@/, '').toLowerCase() === HANDLE;
}

const WRITABLE = new Set(['id', 'brandingSettings', 'status']);

/** `channels.update`: replaces `brandingSettings`, but for the title, which Studio alone changes. */
export function updateChannel(world: World, { query, body }: ApiRequest): ApiAnswer {
  const parts = readParts(query, CHANNEL_PARTS);
  const { id, brandingSettings, status } = parseBody(channelBody, body);
  const refused = [...parts].filter((part) => !WRITABLE.has(part));
  if (refused.length > 0) throw badRequest('unexpectedPart', refused.join(','), 'youtube.part');
  let channel = readChannel(world, id ?? '');
  if (parts.has('brandingSettings')) channel = replaceBranding(channel, brandingSettings?.channel ?? {});
  if (parts.has('status')) {
    const { selfDeclaredMadeForKids: _before, ...kept } = channel;
    channel = { ...kept, ...defined({ selfDeclaredMadeForKids: status?.selfDeclaredMadeForKids }) };
  }
  world.store.channel.put(channel);
  return { body: renderChannel({ channel, videoCount: world.store.video.size }, parts) };
}

function readChannel(world: World, id: string): ChannelRow {
  const channel = world.channel();
  if (channel.channelId === id) return channel;
  const message = 'The channel specified in the <code>id</code> parameter cannot be found.';
  throw notFound('channelNotFound', message, DOMAIN);
}

type Sent = { readonly title?: string | undefined } & {
  readonly [Key in keyof NonNullable<ChannelRow['branding']>]?: string | undefined;
};

function replaceBranding(channel: ChannelRow, sent: Sent): ChannelRow {
  const { title, description, keywords, country, defaultLanguage, unsubscribedTrailer } = sent;
  if (title !== undefined && title !== channel.title)
    throw badRequest(
      'channelTitleUpdateForbidden',
      "The channel's title cannot be changed by updating its branding settings.",
      DOMAIN,
    );
  if ([...(description ?? '')].length > 1000 || [...(keywords ?? '')].length > 500)
    throw badRequest('brandingValidationError', 'The channel branding settings are invalid.', DOMAIN);
  const branding = defined({ description, keywords, country, defaultLanguage, unsubscribedTrailer });
  return { ...channel, branding };
}
