import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench, validBroadcast } from '../../test/support/emulator-client.ts';

let bench: Bench;
let streamId = '';
beforeAll(async () => {
  bench = await startBench({ perDay: 1_000_000 });
  const { data } = await bench.api.liveStreams.list({ part: ['id', 'snippet'], mine: true });
  expect(data.items?.map(({ snippet }) => snippet?.title)).toEqual(['Main encoder']);
  streamId = data.items?.[0]?.id ?? '';
});
afterAll(() => bench.close());

const ALL = ['id', 'snippet', 'status', 'contentDetails'];
const insert = async () => (await bench.api.liveBroadcasts.insert(validBroadcast())).data.id ?? '';
const bind = (id: string, to: object = { streamId }) =>
  bench.api.liveBroadcasts.bind({ part: ALL, id, ...to });
const update = (part: string[], requestBody: object) =>
  bench.api.liveBroadcasts.update({ part, requestBody });
const transition = (id: string, broadcastStatus: string) =>
  bench.api.liveBroadcasts.transition({ part: ['id', 'status'], id, broadcastStatus });
const monitorStream = { enableMonitorStream: false, broadcastStreamDelayMs: 0 };

test('an inserted broadcast is a video with the same id, and each insert creates another', async () => {
  const id = await insert();
  expect(await insert()).not.toBe(id);
  const video = (await bench.api.videos.list({ part: ['snippet', 'status'], id: [id] })).data.items?.[0];
  expect(video).toMatchObject({
    snippet: { title: 'Rust and Kubernetes', liveBroadcastContent: 'upcoming' },
    status: { privacyStatus: 'private' },
  });
  await bench.api.videos.update({
    part: ['snippet'],
    requestBody: { id, snippet: { title: 'Renamed', categoryId: '28' } },
  });
  const broadcast = (await bench.api.liveBroadcasts.list({ part: ALL, id: [id] })).data.items?.[0];
  expect(broadcast?.snippet?.title).toBe('Renamed');
});

test('what an insert does not declare is as the channel says, and an update of the snippet erases the category', async () => {
  await bench.api.channels.update({
    part: ['status'],
    requestBody: { id: 'UCshowrunnerlocal0000000', status: { selfDeclaredMadeForKids: true } },
  });
  const { requestBody, ...request } = validBroadcast();
  const { data } = await bench.api.liveBroadcasts.insert({
    ...request,
    requestBody: {
      ...requestBody,
      snippet: { ...requestBody.snippet, categoryId: '27' },
      status: { privacyStatus: 'private' },
    },
  });
  const read = async () =>
    (await bench.api.videos.list({ part: ['snippet', 'status'], id: [data.id ?? ''] })).data.items?.[0];
  expect(await read()).toMatchObject({
    snippet: { categoryId: '27' },
    status: { selfDeclaredMadeForKids: true },
  });
  await update(['snippet'], { id: data.id, snippet: requestBody.snippet });
  expect((await read())?.snippet?.categoryId).toBe('22');
  await bench.api.channels.update({
    part: ['status'],
    requestBody: { id: 'UCshowrunnerlocal0000000', status: { selfDeclaredMadeForKids: false } },
  });
});

test('created; ready when bound; created again when unbound', async () => {
  const id = await insert();
  expect((await bind(id)).data).toMatchObject({
    status: { lifeCycleStatus: 'ready' },
    contentDetails: { boundStreamId: streamId },
  });
  expect((await bind(id, {})).data).toMatchObject({ status: { lifeCycleStatus: 'created' } });
  expect(await refusal(bind(id, { streamId: 'nothing' }))).toMatchObject({
    status: 404,
    reason: 'liveStreamNotFound',
  });
  expect(await refusal(bind('nobody'))).toMatchObject({
    status: 404,
    reason: 'liveBroadcastNotFound',
    domain: 'youtube.liveBroadcast',
  });
});

const without = (part: 'snippet' | 'status' | 'contentDetails', change: object) => {
  const valid = validBroadcast();
  return {
    ...valid,
    requestBody: { ...valid.requestBody, [part]: { ...valid.requestBody[part], ...change } },
  };
};

test.each([
  ['snippet', { title: undefined }, 'titleRequired'],
  ['snippet', { title: 'a'.repeat(101) }, 'invalidTitle'],
  ['snippet', { description: '<' }, 'invalidDescription'],
  ['snippet', { scheduledStartTime: undefined }, 'scheduledStartTimeRequired'],
  ['snippet', { scheduledStartTime: '1970-01-01T00:00:00Z' }, 'invalidScheduledStartTime'],
  ['snippet', { scheduledStartTime: '9999-01-01T00:00:00Z' }, 'invalidScheduledStartTime'],
  ['snippet', { scheduledEndTime: '2029-01-01T00:00:00Z' }, 'invalidScheduledEndTime'],
  ['status', { privacyStatus: undefined }, 'privacyStatusRequired'],
  ['status', { privacyStatus: 'secret' }, 'invalidPrivacyStatus'],
  ['contentDetails', { latencyPreference: 'warp' }, 'invalidLatencyPreferenceOptions'],
] as const)('insert with %s %o is %s', async (part, change, reason) => {
  const call = bench.api.liveBroadcasts.insert(without(part, change));
  expect(await refusal(call)).toEqual({ status: 400, reason, domain: 'youtube.liveBroadcast' });
});

test('an update replaces each named part', async () => {
  const id = await insert();
  const { data } = await update(ALL, {
    id,
    snippet: { title: 'New', scheduledStartTime: '2031-01-01T00:00:00Z' },
    status: { privacyStatus: 'public' },
    contentDetails: { monitorStream },
  });
  const video = await bench.api.videos.list({ part: ['status'], id: [id] });
  expect(video.data.items?.[0]?.status).not.toHaveProperty('selfDeclaredMadeForKids');
  expect(data).toMatchObject({
    snippet: { title: 'New', description: '', scheduledStartTime: '2031-01-01T00:00:00Z' },
    status: { privacyStatus: 'public' },
    contentDetails: { enableAutoStart: false, latencyPreference: 'normal', monitorStream },
  });
});

test.each([
  [['snippet'], { snippet: { title: 'x', scheduledStartTime: '2031-01-01T00:00:00Z' } }, 'idRequired'],
  [['contentDetails'], { id: 'ID', contentDetails: {} }, 'enableMonitorStreamRequired'],
  [
    ['contentDetails'],
    { id: 'ID', contentDetails: { monitorStream: { enableMonitorStream: true } } },
    'broadcastStreamDelayMsRequired',
  ],
])('an update of %o with %o is rejected', async (part, body, reason) => {
  const id = await insert();
  expect(await refusal(update(part, 'id' in body ? { ...body, id } : body))).toMatchObject({
    status: 400,
    reason,
  });
});

test('while live only the texts may change; after the end it is an ordinary video', async () => {
  const id = await insert();
  await bind(id);
  await bench.control(`/studio/${id}/live`, {});
  const read = async () =>
    (await bench.api.videos.list({ part: ['snippet', 'liveStreamingDetails', 'contentDetails'], id: [id] }))
      .data.items?.[0];
  expect(await read()).toMatchObject({
    snippet: { liveBroadcastContent: 'live' },
    liveStreamingDetails: { actualStartTime: expect.any(String) },
  });
  const scheduledStartTime = '2030-01-01T17:00:00Z';
  await update(['snippet'], { id, snippet: { title: 'On air', scheduledStartTime } });
  const moved = update(['snippet'], {
    id,
    snippet: { title: 'On air', scheduledStartTime: '2031-01-01T00:00:00Z' },
  });
  expect(await refusal(moved)).toMatchObject({
    status: 403,
    reason: 'scheduledStartTimeModificationNotAllowed',
  });
  const changed = update(['contentDetails'], {
    id,
    contentDetails: { enableAutoStart: false, latencyPreference: 'low', monitorStream },
  });
  expect(await refusal(changed)).toMatchObject({
    status: 403,
    reason: 'enableAutoStartModificationNotAllowed',
  });
  expect(await refusal(bind(id))).toMatchObject({ status: 403, reason: 'liveBroadcastBindingNotAllowed' });
  expect(await refusal(bench.api.liveBroadcasts.delete({ id }))).toMatchObject({
    reason: 'liveBroadcastDeletionNotAllowed',
  });
  await bench.control('/clock', { advanceMs: 3_600_000 });
  expect((await transition(id, 'complete')).data.status?.lifeCycleStatus).toBe('complete');
  expect(await read()).toMatchObject({
    snippet: { liveBroadcastContent: 'none' },
    liveStreamingDetails: { actualEndTime: expect.any(String) },
    contentDetails: { duration: expect.stringMatching(/^PT1H/) },
  });
});

test('transitions out of order or without a signal are rejected', async () => {
  const id = await insert();
  expect(await refusal(transition(id, 'live'))).toMatchObject({ status: 403, reason: 'invalidTransition' });
  await bind(id);
  expect(await refusal(transition(id, 'testing'))).toMatchObject({
    status: 403,
    reason: 'errorStreamInactive',
  });
  await bench.control(`/studio/${id}/live`, {});
  expect(await refusal(transition(id, 'live'))).toMatchObject({ status: 403, reason: 'redundantTransition' });
});

test('lists: by exactly one filter, in pages of at most 50', async () => {
  const upcoming = { part: ['id', 'status'], broadcastStatus: 'upcoming' };
  const first = (await bench.api.liveBroadcasts.list({ ...upcoming, maxResults: 2 })).data;
  expect(first.items).toHaveLength(2);
  const second = (
    await bench.api.liveBroadcasts.list({
      ...upcoming,
      maxResults: 2,
      pageToken: String(first.nextPageToken),
    })
  ).data;
  expect(second.prevPageToken).toBeDefined();
  expect(second.items?.[0]?.id).not.toBe(first.items?.[0]?.id);
  expect((await bench.api.liveBroadcasts.list(upcoming)).data.items).toHaveLength(5);
  const states = (await bench.api.liveBroadcasts.list({ part: ['status'], broadcastStatus: 'active' })).data
    .items;
  expect(states?.map(({ status }) => status?.lifeCycleStatus)).toEqual(['live']);
  for (const wrong of [{ mine: true, broadcastStatus: 'all' }, {}])
    expect(await refusal(bench.api.liveBroadcasts.list({ part: ['id'], ...wrong }))).toMatchObject({
      reason: 'incompatibleParameters',
    });
  expect(await refusal(bench.api.liveBroadcasts.list({ ...upcoming, maxResults: 51 }))).toMatchObject({
    reason: 'invalidParameter',
  });
  expect(await refusal(bench.api.liveBroadcasts.list({ ...upcoming, pageToken: 'x' }))).toMatchObject({
    reason: 'invalidPageToken',
  });
});

test('a created broadcast can be deleted, with its video and its playlist items', async () => {
  const id = await insert();
  const playlist = await bench.api.playlists.insert({
    part: ['id'],
    requestBody: { snippet: { title: 'p' } },
  });
  const playlistId = playlist.data.id ?? '';
  const resourceId = { kind: 'youtube#video', videoId: id };
  await bench.api.playlistItems.insert({
    part: ['id'],
    requestBody: { snippet: { playlistId, resourceId } },
  });
  await bench.api.liveBroadcasts.delete({ id });
  expect((await bench.api.videos.list({ part: ['id'], id: [id] })).data.items).toEqual([]);
  expect(await bench.control('/channel')).toMatchObject({ playlists: [{ items: [] }] });
});

test('a stream is changed, and deleted unless an open broadcast is bound to it', async () => {
  const cdn = { ingestionType: 'rtmp', resolution: 'variable', frameRate: 'variable' };
  const part = ['id', 'snippet', 'cdn'];
  const { data } = await bench.api.liveStreams.insert({
    part,
    requestBody: { snippet: { title: 'Third', description: 'Old' }, cdn },
  });
  const id = data.id ?? '';
  const change = (requestBody: object) =>
    bench.api.liveStreams.update({
      part,
      requestBody: { id, snippet: { title: 'New' }, cdn, ...requestBody },
    });
  expect((await change({})).data).toMatchObject({ snippet: { title: 'New', description: '' }, cdn });
  const broadcast = await insert();
  await bind(broadcast, { streamId: id });
  const remove = () => bench.api.liveStreams.delete({ id });
  expect(await refusal(remove())).toMatchObject({ status: 403, reason: 'liveStreamDeletionNotAllowed' });
  await bench.control(`/studio/${broadcast}/live`, {});
  const other = change({ cdn: { ...cdn, resolution: '720p' } });
  expect(await refusal(other)).toMatchObject({ status: 403, reason: 'liveStreamModificationNotAllowed' });
  expect((await change({ snippet: { title: 'On air' } })).data.snippet?.title).toBe('On air');
  await bench.control(`/studio/${broadcast}/end`, {});
  await remove();
  expect(await refusal(remove())).toMatchObject({ status: 404, reason: 'liveStreamNotFound' });
  expect(await refusal(change({}))).toMatchObject({ status: 404, reason: 'liveStreamNotFound' });
});

test('a stream can be created', async () => {
  const cdn = { ingestionType: 'rtmp', resolution: 'variable', frameRate: 'variable' };
  const { data } = await bench.api.liveStreams.insert({
    part: ['id', 'snippet', 'cdn'],
    requestBody: { snippet: { title: 'Second' }, cdn },
  });
  expect(data).toMatchObject({ snippet: { title: 'Second' }, cdn });
  const make = (requestBody: object) =>
    refusal(bench.api.liveStreams.insert({ part: ['snippet'], requestBody }));
  expect(await make({})).toMatchObject({ reason: 'titleRequired' });
  expect(await make({ snippet: { title: 'x' } })).toMatchObject({ reason: 'cdnRequired' });
  expect(await make({ snippet: { title: 'x' }, cdn: { ...cdn, frameRate: '1fps' } })).toMatchObject({
    reason: 'invalidFrameRate',
  });
});
