import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench, validBroadcast } from '../../test/support/emulator-client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ perDay: 1_000_000 });
  await bench.control('/seed', {
    videos: [
      {
        id: 'finished-01',
        title: 'Old',
        description: 'Text',
        tags: ['a b', 'c'],
        defaultLanguage: 'en',
        defaultAudioLanguage: 'en',
        actualStartTime: '2026-01-04T17:00:00Z',
        durationSeconds: 3723,
      },
      { id: 'uploaded-01', title: 'A plain upload' },
    ],
  });
});
afterAll(() => bench.close());

const ALL = ['id', 'snippet', 'status', 'contentDetails', 'liveStreamingDetails'];
const read = async (id: string) => (await bench.api.videos.list({ part: ALL, id: [id] })).data.items?.[0];
const update = (part: string[], requestBody: object) => bench.api.videos.update({ part, requestBody });

test('a finished stream has all fields of YouTube', async () => {
  expect(await read('finished-01')).toMatchObject({
    snippet: {
      title: 'Old',
      tags: ['a b', 'c'],
      liveBroadcastContent: 'none',
      publishedAt: '2026-01-04T17:00:00Z',
    },
    status: { uploadStatus: 'processed', privacyStatus: 'public', selfDeclaredMadeForKids: false },
    contentDetails: { duration: 'PT1H2M3S', hasCustomThumbnail: false },
    liveStreamingDetails: { actualStartTime: '2026-01-04T17:00:00Z', actualEndTime: '2026-01-04T18:02:03Z' },
  });
  expect((await read('uploaded-01'))?.liveStreamingDetails).toBeUndefined();
});

test('an update of a part erases fields that were not sent, and does not change other parts', async () => {
  const before = await read('finished-01');
  const { data } = await update(['snippet'], {
    id: 'finished-01',
    snippet: { title: 'New', categoryId: '27' },
  });
  expect(data.snippet).toMatchObject({ title: 'New', description: '', categoryId: '27' });
  for (const erased of ['tags', 'defaultLanguage', 'defaultAudioLanguage'])
    expect(data.snippet).not.toHaveProperty(erased);
  expect((await read('finished-01'))?.status).toEqual(before?.status);
  expect((await read('finished-01'))?.etag).not.toBe(before?.etag);
});

test('a status without a privacy becomes public', async () => {
  await update(['status'], {
    id: 'uploaded-01',
    status: { privacyStatus: 'private', selfDeclaredMadeForKids: false },
  });
  const { data } = await update(['status'], { id: 'uploaded-01', status: {} });
  expect(data.status?.privacyStatus).toBe('public');
  expect(data.status).not.toHaveProperty('selfDeclaredMadeForKids');
});

test.each([
  ['a title too long', { title: 'a'.repeat(101), categoryId: '28' }, 'invalidTitle'],
  [
    'a description too long in bytes',
    { title: 'a', categoryId: '28', description: 'é'.repeat(2501) },
    'invalidDescription',
  ],
  ['too many tags', { title: 'a', categoryId: '28', tags: ['a'.repeat(501)] }, 'invalidTags'],
  ['no category', { title: 'a' }, 'invalidCategoryId'],
  ['a number for a title', { title: 1, categoryId: '28' }, 'badRequest'],
])('%s is rejected and changes nothing', async (_name, snippet, reason) => {
  const before = await read('uploaded-01');
  expect(await refusal(update(['snippet'], { id: 'uploaded-01', snippet }))).toMatchObject({
    status: 400,
    reason,
  });
  expect(await read('uploaded-01')).toEqual(before);
});

test('other updates keep localizations, and the default language cannot be removed before them', async () => {
  const id = 'uploaded-01';
  const localizations = { de: { title: 'Titel', description: '' } };
  await update(['snippet'], { id, snippet: { title: 'a', categoryId: '28', defaultLanguage: 'en' } });
  await update(['localizations'], { id, localizations });
  await update(['snippet'], { id, snippet: { title: 'b', categoryId: '28', defaultLanguage: 'en' } });
  const kept = await bench.api.videos.list({ part: ['localizations'], id: [id] });
  expect(kept.data.items?.[0]?.localizations).toEqual(localizations);
  const call = update(['snippet'], { id, snippet: { title: 'c', categoryId: '28' } });
  expect(await refusal(call)).toMatchObject({ status: 400, reason: 'defaultLanguageNotSet' });
  await update(['localizations'], { id, localizations: {} });
  await update(['snippet'], { id, snippet: { title: 'c', categoryId: '28' } });
});

test('a scheduled video is published at its time and loses the schedule', async () => {
  const publishAt = '2099-02-01T09:00:00Z';
  const now = (await bench.control('/clock', {})) as { now: string };
  await bench.control('/seed', {
    videos: [{ id: 'scheduled-1', title: 'Soon', privacyStatus: 'private', publishAt }],
  });
  expect((await read('scheduled-1'))?.status).toMatchObject({ privacyStatus: 'private', publishAt });
  await bench.control('/clock', { now: '2099-02-01T08:59:00Z' });
  expect((await read('scheduled-1'))?.status).toMatchObject({ privacyStatus: 'private', publishAt });
  await bench.control('/clock', { now: '2099-02-01T09:00:01Z' });
  const { status } = (await read('scheduled-1')) ?? {};
  expect(status).toMatchObject({ privacyStatus: 'public' });
  expect(status).not.toHaveProperty('publishAt');
  await bench.control('/clock', now);
});

test.each(['public', 'unlisted'])(
  'a write of %s drops the schedule and what else was not sent',
  async (privacyStatus) => {
    const status = {
      privacyStatus: 'private',
      publishAt: '2030-02-01T09:00:00Z',
      containsSyntheticMedia: true,
    };
    await update(['status'], { id: 'uploaded-01', status });
    expect((await read('uploaded-01'))?.status).toMatchObject(status);
    await update(['status'], { id: 'uploaded-01', status: { privacyStatus } });
    const after = (await read('uploaded-01'))?.status;
    expect(after).toMatchObject({ privacyStatus });
    for (const erased of ['publishAt', 'containsSyntheticMedia']) expect(after).not.toHaveProperty(erased);
  },
);

test('only a private video has a schedule', async () => {
  const status = { privacyStatus: 'unlisted', publishAt: '2030-02-01T09:00:00Z' };
  const call = update(['status'], { id: 'uploaded-01', status });
  expect(await refusal(call)).toMatchObject({ status: 400, reason: 'invalidPublishAt' });
});

test('a boolean may be sent as a text', async () => {
  const status = { privacyStatus: 'public', containsSyntheticMedia: 'true', embeddable: 'false' };
  await bench.api.videos.update({
    part: ['status'],
    requestBody: { id: 'uploaded-01', status: status as object },
  });
  expect((await read('uploaded-01'))?.status).toMatchObject({
    containsSyntheticMedia: true,
    embeddable: false,
  });
  const wrong = update(['status'], { id: 'uploaded-01', status: { embeddable: 'yes' } });
  expect(await refusal(wrong)).toMatchObject({ status: 400, reason: 'badRequest' });
});

test('the parts that only the owner sees', async () => {
  const part = ['fileDetails', 'suggestions', 'paidProductPlacementDetails', 'recordingDetails'];
  await update(['paidProductPlacementDetails', 'recordingDetails'], {
    id: 'finished-01',
    paidProductPlacementDetails: { hasPaidProductPlacement: true },
    recordingDetails: { recordingDate: '2026-01-04T17:30:00Z' },
  });
  const { data } = await bench.api.videos.list({ part, id: ['finished-01'] });
  expect(data.items?.[0]).toMatchObject({
    fileDetails: { durationMs: '3723000' },
    suggestions: {},
    paidProductPlacementDetails: { hasPaidProductPlacement: true },
    recordingDetails: { recordingDate: '2026-01-04T00:00:00Z' },
  });
});

test('the chart has the public videos, newest first', async () => {
  const chart = (more: object = {}) =>
    bench.api.videos.list({ part: ['id'], chart: 'mostPopular', maxResults: 50, ...more });
  await update(['status'], { id: 'uploaded-01', status: { privacyStatus: 'unlisted' } });
  const ids = async (more: object = {}) => (await chart(more)).data.items?.map(({ id }) => id);
  expect(await ids({ regionCode: 'DE' })).toContain('finished-01');
  expect(await ids()).not.toContain('uploaded-01');
  expect(await ids({ videoCategoryId: '10' })).toEqual([]);
  expect(await refusal(chart({ regionCode: 'XX' }))).toMatchObject({ reason: 'invalidRegionCode' });
  expect(await refusal(chart({ id: ['finished-01'] }))).toMatchObject({ reason: 'incompatibleParameters' });
});

test('localizations need a default language', async () => {
  const localizations = { de: { title: 'Titel', description: '' } };
  const call = update(['localizations'], { id: 'uploaded-01', localizations });
  expect(await refusal(call)).toMatchObject({ status: 400, reason: 'defaultLanguageNotSet' });
});

test.each([
  ['an unknown video', ['snippet'], { id: 'nobody', snippet: {} }, 404, 'videoNotFound'],
  ['an unknown part', ['nonsense'], { id: 'uploaded-01' }, 400, 'unknownPart'],
  ['a part that cannot be written', ['contentDetails'], { id: 'uploaded-01' }, 400, 'unexpectedPart'],
  [
    'a time that lies behind',
    ['status'],
    { id: 'uploaded-01', status: { privacyStatus: 'private', publishAt: '2020-01-01T00:00:00Z' } },
    400,
    'invalidPublishAt',
  ],
  [
    'a time far away',
    ['status'],
    { id: 'uploaded-01', status: { privacyStatus: 'private', publishAt: '2199-01-01T00:00:00Z' } },
    400,
    'invalidPublishAt',
  ],
  [
    'a language that does not exist',
    ['snippet'],
    { id: 'uploaded-01', snippet: { title: 'a', categoryId: '28', defaultLanguage: 'xx' } },
    400,
    'invalidVideoMetadata',
  ],
  [
    'a day that does not exist',
    ['recordingDetails'],
    { id: 'uploaded-01', recordingDetails: { recordingDate: '2026-02-30T00:00:00Z' } },
    400,
    'invalidRecordingDetails',
  ],
  [
    'a privacy that is none',
    ['status'],
    { id: 'uploaded-01', status: { privacyStatus: 'secret' } },
    400,
    'invalidVideoMetadata',
  ],
])('%s', async (_name, part, body, status, reason) => {
  expect(await refusal(update(part, body))).toMatchObject({ status, reason });
});

test('videos are in the order of the ids, without unknown ones; 51 are too many', async () => {
  const { data } = await bench.api.videos.list({
    part: ['id'],
    id: ['uploaded-01', 'nobody', 'finished-01'],
  });
  expect(data.items?.map(({ id }) => id)).toEqual(['uploaded-01', 'finished-01']);
  const many = Array.from({ length: 51 }, (_, index) => `id${index}`);
  expect(await refusal(bench.api.videos.list({ part: ['id'], id: many }))).toMatchObject({
    reason: 'invalidParameter',
  });
  expect(await refusal(bench.api.videos.list({ part: ['id'] }))).toMatchObject({
    reason: 'missingRequiredParameter',
  });
});

test('parts are repeated or separated by commas', async () => {
  const { data } = await bench.api.videos.list({ part: ['snippet,status', 'id'], id: ['uploaded-01'] });
  expect(Object.keys(data.items?.[0] ?? {})).toEqual(expect.arrayContaining(['snippet', 'status']));
});

test('a new video is invisible for the time of the setting', async () => {
  await bench.control('/settings', { visibilityDelayMs: 5000 });
  const id = (await bench.api.liveBroadcasts.insert(validBroadcast())).data.id ?? '';
  await bench.control('/settings', { visibilityDelayMs: 0 });
  const uploads = () =>
    bench.api.playlistItems.list({
      part: ['contentDetails'],
      playlistId: 'UUshowrunnerlocal0000000',
      videoId: id,
    });
  expect(await read(id)).toBeUndefined();
  expect((await uploads()).data.items).toEqual([]);
  expect((await bench.api.liveBroadcasts.list({ part: ['id'], id: [id] })).data.items).toHaveLength(1);
  await bench.control('/clock', { advanceMs: 5001 });
  expect(await read(id)).toBeDefined();
  expect((await uploads()).data.items).toHaveLength(1);
});

test('If-None-Match gives 304 while nothing changed', async () => {
  const first = await bench.api.videos.list({ part: ['snippet'], id: ['uploaded-01'] });
  const again = bench.api.videos.list(
    { part: ['snippet'], id: ['uploaded-01'] },
    { headers: { 'if-none-match': String(first.data.etag) }, validateStatus: () => true },
  );
  expect((await again).status).toBe(304);
});
