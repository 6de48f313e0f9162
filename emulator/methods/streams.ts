import { parseBody, streamBody } from '../api/body.ts';
import { badRequest } from '../api/errors.ts';
import { renderAll, renderPage } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readFilter, readIds, readParts } from '../api/request.ts';
import { renderStream, STREAM_PARTS } from '../resources/stream.ts';
import { newStreamId, newStreamKey } from '../state/ids.ts';
import type { StreamRow } from '../state/rows.ts';
import type { World } from '../world.ts';

const DOMAIN = 'youtube.liveStream';

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
  const title = snippet?.title?.trim() ?? '';
  if (title === '') throw badRequest('titleRequired', 'Title is required', DOMAIN);
  if ([...title].length > 128) throw badRequest('invalidTitle', 'Title is invalid', DOMAIN);
  const stream: StreamRow = {
    id: newStreamId(world.channel().channelId),
    title,
    description: snippet?.description ?? '',
    createdAt: new Date(world.now()).toISOString(),
    key: newStreamKey(),
    active: false,
    ...parseCdn(cdn),
    isReusable: contentDetails?.isReusable ?? true,
  };
  world.store.stream.put(stream);
  return { body: renderStream({ channel: world.channel() }, stream, parts) };
}

const RESOLUTIONS = ['240p', '360p', '480p', '720p', '1080p', '1440p', '2160p', 'variable'];
const FRAME_RATES = ['30fps', '60fps', 'variable'];

type Cdn = {
  ingestionType?: string | undefined;
  resolution?: string | undefined;
  frameRate?: string | undefined;
};

function parseCdn(cdn: Cdn | undefined): Pick<StreamRow, 'ingestionType' | 'resolution' | 'frameRate'> {
  if (cdn === undefined) throw badRequest('cdnRequired', 'Cdn is required', DOMAIN);
  const frameRate = pick(cdn.frameRate, 'frameRate', 'FrameRate', FRAME_RATES);
  const resolution = pick(cdn.resolution, 'resolution', 'Resolution', RESOLUTIONS);
  const ingestionType = pick(cdn.ingestionType, 'ingestionType', 'IngestionType', [
    'rtmp',
    'dash',
    'webrtc',
    'hls',
  ] as const);
  return { frameRate, resolution, ingestionType };
}

function pick<Value extends string>(
  value: string | undefined,
  field: string,
  name: string,
  known: readonly Value[],
): Value {
  if (value === undefined) throw badRequest(`${field}Required`, `${name} is required`, DOMAIN);
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw badRequest(`invalid${name}`, `${name} is invalid`, DOMAIN);
  return found;
}
