import { parseBody, streamBody } from '../api/body.ts';
import { badRequest, forbidden, notFound } from '../api/errors.ts';
import { renderAll, renderPage } from '../api/page.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  readFilter,
  readIds,
  readParts,
  readRequired,
} from '../api/request.ts';
import { renderStream, STREAM_PARTS } from '../resources/stream.ts';
import { newStreamId, newStreamKey } from '../state/ids.ts';
import type { StreamRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { DOMAIN, parseCdn, parseStreamTexts } from './stream-parts.ts';

/** `liveStreams.list`: by `id` or `mine`. */
export function listStreams(world: World, { query }: ApiRequest): ApiAnswer {
  const parts = readParts(query, STREAM_PARTS);
  const filter = readFilter(query, ['id', 'mine']);
  const render = (stream: StreamRow) => renderStream({ channel: world.channel() }, stream, parts);
  const kind = 'youtube#liveStreamListResponse';
  if (filter === 'mine') return { body: renderPage(query, kind, [...world.store.stream.rows()], render) };
  const found = readIds(query).flatMap((id) => world.store.stream.get(id) ?? []);
  return { body: renderAll(kind, found.map(render)) };
}

/** `liveStreams.insert`. */
export function insertStream(world: World, { query, body }: ApiRequest): ApiAnswer {
  const parts = readParts(query, STREAM_PARTS);
  const { snippet, cdn, contentDetails } = parseBody(streamBody, body);
  const texts = parseStreamTexts(snippet);
  const stream: StreamRow = {
    id: newStreamId(world.channel().channelId),
    ...texts,
    createdAt: new Date(world.now()).toISOString(),
    key: newStreamKey(),
    active: false,
    ...parseCdn(cdn),
    isReusable: contentDetails?.isReusable ?? true,
  };
  world.store.stream.put(stream);
  return { body: renderStream({ channel: world.channel() }, stream, parts) };
}

/** `liveStreams.update`: replaces each named part. While it is sent to, only its texts. */
export function updateStream(world: World, { query, body }: ApiRequest): ApiAnswer {
  const parts = readParts(query, STREAM_PARTS);
  const { id, snippet, cdn } = parseBody(streamBody, body);
  if (!id) throw badRequest('idRequired', 'Stream id is required', DOMAIN);
  const before = readStream(world, id);
  const stream = {
    ...before,
    ...(parts.has('snippet') ? parseStreamTexts(snippet) : {}),
    ...(parts.has('cdn') ? parseCdn(cdn) : {}),
  };
  if (before.active && !isSameCdn(before, stream))
    throw forbidden(
      'liveStreamModificationNotAllowed',
      'Stream cannot be modified while it is active.',
      DOMAIN,
    );
  world.store.stream.put(stream);
  return { body: renderStream({ channel: world.channel() }, stream, parts) };
}

/** `liveStreams.delete`: not while a broadcast that has not ended is bound to it. */
export function deleteStream(world: World, { query }: ApiRequest): ApiAnswer {
  const { id } = readStream(world, readRequired(query, 'id'));
  if (isNeeded(world, id))
    throw forbidden(
      'liveStreamDeletionNotAllowed',
      'The live stream is bound to a broadcast that has not ended.',
      DOMAIN,
    );
  world.store.stream.remove(id);
  return { status: 204 };
}

function readStream({ store }: World, id: string): StreamRow {
  const stream = store.stream.get(id);
  if (stream !== undefined) return stream;
  throw notFound('liveStreamNotFound', 'The specified stream ID does not match any existing stream.', DOMAIN);
}

function isNeeded({ store }: World, streamId: string): boolean {
  return [...store.video.rows()].some(
    ({ broadcast }) =>
      broadcast?.boundStreamId === streamId &&
      broadcast.lifeCycleStatus !== 'complete' &&
      broadcast.lifeCycleStatus !== 'revoked',
  );
}

function isSameCdn(before: StreamRow, after: StreamRow): boolean {
  return (
    before.ingestionType === after.ingestionType &&
    before.resolution === after.resolution &&
    before.frameRate === after.frameRate
  );
}
