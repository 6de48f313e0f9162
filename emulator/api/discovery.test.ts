import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { startBench, validBroadcast } from '../../test/support/emulator-client.ts';
import { scopesOf } from '../oauth/scopes.ts';
import { drawGreyPicture } from '../state/grey.ts';
import { broadcastBody, channelBody, playlistBody, playlistItemBody, streamBody, videoBody } from './body.ts';
import { ENDPOINTS } from './endpoints.ts';

// Google's description of the API. We may not publish it, so it is outside the repository.
const PATH =
  process.env['YOUTUBE_DISCOVERY'] ??
  join(import.meta.dirname, '../../../shared/data/youtube-v3-discovery.json');
const isThere = existsSync(PATH);

type Schema = { readonly properties?: Readonly<Record<string, Schema>>; readonly [key: string]: unknown };
type Method = {
  readonly httpMethod: string;
  readonly path: string;
  readonly scopes: readonly string[];
  readonly response?: { readonly $ref: string };
  readonly mediaUpload?: { readonly accept: readonly string[]; readonly maxSize: string };
};
type Discovery = {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly resources: Readonly<Record<string, { readonly methods: Readonly<Record<string, Method>> }>>;
};

const discovery: Discovery = isThere
  ? JSON.parse(readFileSync(PATH, 'utf8'))
  : { schemas: {}, resources: {} };
if (!isThere)
  console.warn(
    `Skipped: the checks against Google's discovery document, which is not at ${PATH} (YOUTUBE_DISCOVERY sets it).`,
  );

test.runIf(isThere)("every endpoint is one of Google's, with its path and verb", () => {
  for (const { method, http, path } of ENDPOINTS)
    expect(findMethod(method), method).toMatchObject({ httpMethod: http, path: `youtube/v3/${path}` });
});

test.runIf(isThere)('every method needs one of the scopes that Google names', () => {
  for (const { method } of ENDPOINTS)
    expect([...scopesOf(method)].sort(), method).toEqual([...(findMethod(method)?.scopes ?? [])].sort());
});

test.runIf(isThere)('every method that takes a file takes what Google says', () => {
  for (const { method, media } of ENDPOINTS) {
    const google = findMethod(method)?.mediaUpload;
    const ours = media && { accept: [...media.types].sort(), maxSize: String(media.maxBytes) };
    expect(ours, method).toEqual(google && { accept: [...google.accept].sort(), maxSize: google.maxSize });
  }
});

test.runIf(isThere)("every field read from a body is one of Google's", () => {
  const bodies = {
    Video: videoBody,
    Channel: channelBody,
    LiveBroadcast: broadcastBody,
    LiveStream: streamBody,
    Playlist: playlistBody,
    PlaylistItem: playlistItemBody,
  };
  for (const [name, schema] of Object.entries(bodies)) {
    const validate = compile(name, true);
    const sample = fill(schema);
    expect(validate(sample) ? [] : validate.errors, name).toEqual([]);
  }
});

test.runIf(isThere)("every answer has Google's shape, and no field more", async () => {
  for (const [method, body] of await playAllMethods()) {
    const validate = compile(findMethod(method)?.response?.$ref ?? '', false);
    expect(validate(body) ? [] : validate.errors, method).toEqual([]);
  }
});

function findMethod(method: string): Method | undefined {
  const [resource = '', name = ''] = method.split('.');
  return discovery.resources[resource]?.methods[name];
}

/** A JSON schema from Google's description: unknown keys are errors; enums are not applied to generated samples. */
function compile(name: string, isSample: boolean) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv
    .addFormat('uint64', /^\d+$/)
    .addFormat('google-datetime', true)
    .addFormat('google-duration', /^\d+s$/);
  for (const [id, schema] of Object.entries(discovery.schemas))
    ajv.addSchema(close(schema, isSample) as object, id);
  return ajv.compile({ $ref: name });
}

function close(schema: Schema, isSample: boolean): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === 'id' && typeof value === 'string') return undefined;
    if (isSample && (key === 'enum' || key === 'format')) return undefined;
    const isObject = typeof value === 'object' && value?.type === 'object' && value.properties !== undefined;
    if (value?.format === 'uint32' || value?.format === 'int32')
      return { ...value, format: undefined, minimum: 0 };
    return isObject ? { ...value, additionalProperties: false } : value;
  });
}

type ZodDef = {
  readonly type: string;
  readonly shape?: Record<string, unknown>;
  readonly innerType?: unknown;
  readonly options?: readonly unknown[];
  readonly in?: unknown;
};

/** A value with every field of a zod schema. */
function fill(schema: unknown): unknown {
  const { def } = schema as { def: ZodDef };
  if (def.type === 'optional') return fill(def.innerType);
  // The first of a union is the type that Google describes.
  if (def.type === 'union') return fill(def.options?.[0]);
  if (def.type === 'pipe') return fill(def.in);
  if (def.type === 'object')
    return Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, inner]) => [key, fill(inner)]));
  const samples: Record<string, unknown> = { string: 'x', boolean: true, number: 1, array: [], record: {} };
  return samples[def.type];
}

/** Calls every method with a response, with every part, and returns the responses. */
async function playAllMethods(): Promise<[string, unknown][]> {
  const { api, url, control, close } = await startBench({ perDay: 1_000_000 });
  const seen: [string, unknown][] = [];
  const see = async <Data>(method: string, call: Promise<{ data: Data }>) => {
    const { data } = await call;
    seen.push([method, data]);
    return data;
  };
  const videoParts = [
    'snippet',
    'status',
    'contentDetails',
    'liveStreamingDetails',
    'statistics',
    'player',
    'processingDetails',
    'localizations',
    'recordingDetails',
    'fileDetails',
    'suggestions',
    'paidProductPlacementDetails',
  ];
  const { part } = validBroadcast();

  await control('/seed', {
    videos: [
      {
        id: 'finished-01',
        title: 'Old',
        tags: ['a'],
        defaultLanguage: 'en',
        actualStartTime: '2026-01-04T17:00:00Z',
      },
    ],
  });
  await see(
    'channels.list',
    api.channels.list({ part: ['snippet', 'contentDetails', 'statistics', 'status'], mine: true }),
  );
  await see(
    'channels.update',
    api.channels.update({
      part: ['status', 'brandingSettings'],
      requestBody: {
        id: 'UCshowrunnerlocal0000000',
        brandingSettings: { channel: { description: 'd', keywords: 'k', country: 'DE' } },
      },
    }),
  );
  await see('videoCategories.list', api.videoCategories.list({ part: ['snippet'], regionCode: 'DE' }));
  const cdn = { ingestionType: 'rtmp', resolution: 'variable', frameRate: 'variable' };
  const stream = await see(
    'liveStreams.insert',
    api.liveStreams.insert({
      part: ['snippet', 'cdn', 'status', 'contentDetails'],
      requestBody: { snippet: { title: 'x' }, cdn },
    }),
  );
  await see(
    'liveStreams.list',
    api.liveStreams.list({ part: ['snippet', 'cdn', 'status', 'contentDetails'], mine: true }),
  );
  await see(
    'liveStreams.update',
    api.liveStreams.update({
      part: ['snippet', 'cdn', 'status', 'contentDetails'],
      requestBody: { id: stream.id ?? '', snippet: { title: 'y' }, cdn },
    }),
  );
  await see(
    'videos.batchGetStats',
    api.videos.batchGetStats({
      part: ['id', 'snippet', 'contentDetails', 'statistics'],
      id: ['finished-01', 'no-such-id1'],
    }),
  );
  const media = { mimeType: 'video/mp4', body: Readable.from(Buffer.from('no film')) };
  await see(
    'videos.insert',
    api.videos.insert(
      { part: videoParts, requestBody: { snippet: { title: 'Upload' } }, media },
      { rootUrl: url },
    ),
  );
  const broadcast = await see('liveBroadcasts.insert', api.liveBroadcasts.insert(validBroadcast()));
  const id = broadcast.id ?? '';
  await see('liveBroadcasts.bind', api.liveBroadcasts.bind({ part, id, streamId: stream.id ?? '' }));
  await see(
    'liveBroadcasts.update',
    api.liveBroadcasts.update({ part: ['status'], requestBody: { id, status: { privacyStatus: 'public' } } }),
  );
  await see(
    'thumbnails.set',
    api.thumbnails.set(
      { videoId: id, media: { mimeType: 'image/png', body: Readable.from(drawGreyPicture(8, 8)) } },
      { rootUrl: url },
    ),
  );
  await control(`/studio/${id}/live`, {});
  await see(
    'liveBroadcasts.list',
    api.liveBroadcasts.list({
      part: [...part, 'statistics', 'monetizationDetails'],
      broadcastStatus: 'active',
    }),
  );
  await see('videos.list', api.videos.list({ part: videoParts, id: [id, 'finished-01'] }));
  await see(
    'liveBroadcasts.transition',
    api.liveBroadcasts.transition({ part, id, broadcastStatus: 'complete' }),
  );
  await see(
    'videos.update',
    api.videos.update({
      part: ['snippet', 'status'],
      requestBody: { id, snippet: { title: 'y', categoryId: '28' }, status: { privacyStatus: 'public' } },
    }),
  );
  await see('videos.list', api.videos.list({ part: videoParts, id: [id] }));
  const playlist = await see(
    'playlists.insert',
    api.playlists.insert({
      part: ['snippet', 'status', 'contentDetails', 'player'],
      requestBody: { snippet: { title: 'p' } },
    }),
  );
  await see(
    'playlists.list',
    api.playlists.list({ part: ['snippet', 'status', 'contentDetails'], mine: true }),
  );
  await see(
    'playlists.update',
    api.playlists.update({
      part: ['snippet', 'status'],
      requestBody: { id: playlist.id ?? '', snippet: { title: 'q' } },
    }),
  );
  const resourceId = { kind: 'youtube#video', videoId: id };
  const item = await see(
    'playlistItems.insert',
    api.playlistItems.insert({
      part: ['snippet', 'status', 'contentDetails'],
      requestBody: { snippet: { playlistId: playlist.id ?? '', resourceId } },
    }),
  );
  await see(
    'playlistItems.update',
    api.playlistItems.update({
      part: ['snippet', 'contentDetails'],
      requestBody: {
        id: item.id ?? '',
        snippet: { playlistId: playlist.id ?? '', resourceId, position: 0 },
        contentDetails: { note: 'n' },
      },
    }),
  );
  await see(
    'playlistItems.list',
    api.playlistItems.list({
      part: ['snippet', 'status', 'contentDetails'],
      playlistId: 'UUshowrunnerlocal0000000',
      maxResults: 1,
    }),
  );
  await close();
  const unseen = ENDPOINTS.map(({ method }) => method).filter(
    (method) => !method.endsWith('.delete') && !seen.some(([name]) => name === method),
  );
  expect(unseen).toEqual([]);
  return seen;
}
