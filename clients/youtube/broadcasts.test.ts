import { afterEach, expect, test } from 'vitest';
import { type Scripted, type ScriptedReply, startScripted } from '../../test/support/scripted-youtube.ts';
import type { StoredBroadcast } from './broadcast-resource.ts';
import {
  bindBroadcast,
  insertBroadcast,
  listBroadcasts,
  readBroadcasts,
  updateBroadcast,
} from './broadcasts.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const start = async (...replies: ScriptedReply[]) => {
  scripted = await startScripted({ replies });
  return scripted;
};

const contentDetails = {
  boundStreamId: 'stream-1',
  boundStreamLastUpdateTimeMs: '2026-12-01T00:00:00Z',
  monitorStream: { enableMonitorStream: true, broadcastStreamDelayMs: 0, embedHtml: '<iframe></iframe>' },
  enableEmbed: true,
  enableDvr: false,
  recordFromStart: true,
  enableClosedCaptions: false,
  closedCaptionsType: 'closedCaptionsDisabled',
  enableLowLatency: true,
  latencyPreference: 'low',
  projection: 'rectangular',
  enableAutoStart: true,
  enableAutoStop: false,
};
const snippet = {
  publishedAt: '2026-11-01T00:00:00Z',
  channelId: 'UC1',
  title: 'Title',
  description: 'Text',
  scheduledStartTime: '2026-12-04T17:00:00Z',
  scheduledEndTime: '2026-12-04T18:30:00Z',
  isDefaultBroadcast: false,
  categoryId: '27',
};
const status = {
  lifeCycleStatus: 'ready',
  privacyStatus: 'unlisted',
  recordingStatus: 'notRecording',
  madeForKids: false,
};
const broadcast = { kind: 'youtube#liveBroadcast', id: 'v1', snippet, status, contentDetails };
const live: StoredBroadcast = {
  videoId: 'v1',
  title: 'Title',
  description: 'Text',
  start: '2026-12-04T17:00:00Z',
  end: '2026-12-04T18:30:00Z',
  privacy: 'unlisted',
  lifeCycleStatus: 'ready',
  boundStreamId: 'stream-1',
  latency: 'low',
  dvr: false,
  captions: 'none',
  categoryId: '27',
  enableAutoStart: true,
  enableAutoStop: false,
  settings: {
    enableEmbed: true,
    projection: 'rectangular',
    recordFromStart: true,
    monitorStream: { enableMonitorStream: true, broadcastStreamDelayMs: 0 },
  },
};

test('reads by id, without a second filter', async () => {
  const { youtube, meter, calls } = await start({ body: { items: [broadcast] } });
  expect(await readBroadcasts(youtube, meter, ['v1'])).toEqual([live]);
  const { query } = calls[0] ?? {};
  expect([query?.getAll('id'), query?.has('mine'), query?.has('broadcastStatus')]).toEqual([
    ['v1'],
    false,
    false,
  ]);
  expect(await readBroadcasts(youtube, meter, [])).toEqual([]);
  expect(meter.spent).toBe(1);
});

test('lists every page, one unit each', async () => {
  const { youtube, meter, calls } = await start(
    { body: { items: [broadcast], nextPageToken: 'page-2' } },
    { body: { items: [{ ...broadcast, id: 'v2' }] } },
  );
  const found = await listBroadcasts(youtube, meter, 'upcoming');
  expect(found.map(({ videoId }) => videoId)).toEqual(['v1', 'v2']);
  expect(calls.map(({ query }) => query.get('pageToken'))).toEqual([null, 'page-2']);
  expect(calls.map(({ query }) => query.get('maxResults'))).toEqual(['50', '50']);
  expect([calls[0]?.query.get('broadcastStatus'), calls[0]?.query.has('id')]).toEqual(['upcoming', false]);
  expect(meter.spent).toBe(2);
});

test('schedules a stream with auto-start and without auto-stop, and declares nothing that no file says', async () => {
  const { youtube, meter, calls } = await start({
    body: { ...broadcast, status: { ...status, lifeCycleStatus: 'created' } },
  });
  const input = {
    title: 'Title',
    description: 'Text',
    start: '2026-12-04T17:00:00Z',
    privacy: 'public',
    latency: 'ultraLow',
  } as const;
  const inserted = await insertBroadcast(youtube, meter, input);
  expect(calls[0]?.json).toEqual({
    snippet: { title: 'Title', description: 'Text', scheduledStartTime: '2026-12-04T17:00:00Z' },
    status: { privacyStatus: 'public' },
    contentDetails: {
      enableAutoStart: true,
      enableAutoStop: false,
      latencyPreference: 'ultraLow',
      monitorStream: { enableMonitorStream: false, broadcastStreamDelayMs: 0 },
    },
  });
  expect(inserted).toMatchObject({ videoId: 'v1', lifeCycleStatus: 'created' });
  expect(meter.spent).toBe(50);
});

test('an insert takes category, declaration, rewinding and captions: they cost no call of their own', async () => {
  const { youtube, meter, calls } = await start({ body: broadcast });
  await insertBroadcast(youtube, meter, {
    ...{ title: 'Title', description: 'Text', start: '2026-12-04T17:00:00Z', privacy: 'public' },
    ...{ latency: 'low', categoryId: '27', madeForKids: false, dvr: false, captions: 'http' },
  });
  expect(calls[0]?.json).toMatchObject({
    snippet: { categoryId: '27' },
    status: { selfDeclaredMadeForKids: false },
    contentDetails: { enableDvr: false, closedCaptionsType: 'closedCaptionsHttpPost' },
  });
  expect(meter.spent).toBe(50);
});

test('an insert without an answer has an unknown outcome and is not sent twice', async () => {
  const { youtube, meter, calls } = await start('drop');
  const input = {
    title: 'T',
    description: '',
    start: '2026-12-04T17:00:00Z',
    privacy: 'public',
    latency: 'low',
  } as const;
  await expect(insertBroadcast(youtube, meter, input)).rejects.toMatchObject({
    kind: 'wait',
    outcome: 'unknown',
  });
  expect(calls).toHaveLength(1);
});

test('moving a stream sends the whole snippet, its category too, and no content details', async () => {
  const { youtube, meter, calls } = await start({
    body: { id: 'v1', snippet: { ...snippet, scheduledStartTime: '2026-12-04T17:30:00Z' } },
  });
  const moved = await updateBroadcast(youtube, meter, { live, change: { start: '2026-12-04T17:30:00Z' } });
  expect(calls[0]?.method).toBe('PUT');
  expect(calls[0]?.query.getAll('part')).toEqual(['id', 'snippet']);
  expect(calls[0]?.json).toEqual({
    id: 'v1',
    snippet: {
      title: 'Title',
      description: 'Text',
      scheduledStartTime: '2026-12-04T17:30:00Z',
      scheduledEndTime: '2026-12-04T18:30:00Z',
      categoryId: '27',
    },
  });
  expect(moved).toEqual({ ...live, start: '2026-12-04T17:30:00Z' });
});

test('changing the latency sends back the settings that are not ours, with the monitor stream', async () => {
  const { youtube, meter, calls } = await start({
    body: { id: 'v1', contentDetails: { ...contentDetails, latencyPreference: 'normal' } },
  });
  const changed = await updateBroadcast(youtube, meter, {
    live,
    change: { latency: 'normal', enableAutoStop: false },
  });
  expect(calls[0]?.query.getAll('part')).toEqual(['id', 'contentDetails']);
  expect(calls[0]?.json).toEqual({
    id: 'v1',
    contentDetails: {
      ...live.settings,
      enableAutoStart: true,
      enableAutoStop: false,
      latencyPreference: 'normal',
      enableDvr: false,
      closedCaptionsType: 'closedCaptionsDisabled',
    },
  });
  expect(changed).toEqual({ ...live, latency: 'normal' });
});

test('a change that changes nothing costs nothing', async () => {
  const { youtube, meter, calls } = await start({});
  const change = { start: '2026-12-04T18:00:00+01:00', latency: 'low' } as const;
  expect(await updateBroadcast(youtube, meter, { live, change })).toBe(live);
  expect([calls.length, meter.spent]).toEqual([0, 0]);
});

test('binds to a stream and unbinds', async () => {
  const { boundStreamId: _none, ...unbound } = contentDetails;
  const { youtube, meter, calls } = await start(
    { body: broadcast },
    { body: { ...broadcast, contentDetails: unbound } },
  );
  expect(await bindBroadcast(youtube, meter, { videoId: 'v1', streamId: 'stream-1' })).toEqual(live);
  expect(await bindBroadcast(youtube, meter, { videoId: 'v1', streamId: undefined })).not.toHaveProperty(
    'boundStreamId',
  );
  expect(calls.map(({ path }) => path)).toEqual(Array(2).fill('/youtube/v3/liveBroadcasts/bind'));
  expect(calls.map(({ query }) => [query.get('id'), query.get('streamId')])).toEqual([
    ['v1', 'stream-1'],
    ['v1', null],
  ]);
});
