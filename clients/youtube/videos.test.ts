import { afterEach, expect, test } from 'vitest';
import {
  refuse,
  type Scripted,
  type ScriptedReply,
  startScripted,
} from '../../test/support/scripted-youtube.ts';
import type { StoredVideo } from './videos.ts';
import { readVideos, updatePrivacy, updateVideo } from './videos.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const start = async (...replies: ScriptedReply[]) => {
  scripted = await startScripted({ replies });
  return scripted;
};

const snippet = {
  publishedAt: '2026-01-01T00:00:00Z',
  channelId: 'UC1',
  title: 'Old title',
  description: 'Old text',
  thumbnails: {
    default: { url: 'http://cdn/default.jpg', width: 120 },
    maxres: { url: 'http://cdn/max.jpg', width: 1280 },
  },
  channelTitle: 'Academy',
  tags: ['a', 'b'],
  categoryId: '28',
  liveBroadcastContent: 'none',
  localized: { title: 'Old title', description: 'Old text' },
  defaultLanguage: 'en',
  defaultAudioLanguage: 'en-GB',
};
const status = {
  uploadStatus: 'processed',
  privacyStatus: 'public',
  license: 'creativeCommon',
  embeddable: false,
  publicStatsViewable: false,
  madeForKids: false,
  selfDeclaredMadeForKids: false,
  containsSyntheticMedia: true,
};
const video = {
  kind: 'youtube#video',
  id: 'v1',
  snippet,
  status,
  contentDetails: { duration: 'PT1H', hasCustomThumbnail: true },
  liveStreamingDetails: {
    actualStartTime: '2026-01-01T17:01:00Z',
    actualEndTime: '2026-01-01T18:00:00Z',
    scheduledStartTime: '2026-01-01T17:00:00Z',
  },
  recordingDetails: { recordingDate: '2025-12-31T00:00:00Z', locationDescription: 'Berlin' },
  paidProductPlacementDetails: { hasPaidProductPlacement: true },
};
const live: StoredVideo = {
  videoId: 'v1',
  title: 'Old title',
  description: 'Old text',
  tags: ['a', 'b'],
  categoryId: '28',
  defaultLanguage: 'en',
  defaultAudioLanguage: 'en-GB',
  privacy: 'public',
  embeddable: false,
  license: 'creativeCommon',
  publicStatsViewable: false,
  selfDeclaredMadeForKids: false,
  containsSyntheticMedia: true,
  recordingDate: '2025-12-31',
  recordingPlace: { locationDescription: 'Berlin' },
  hasPaidPromotion: true,
  phase: 'complete',
  start: '2026-01-01T17:00:00Z',
  hasCustomThumbnail: true,
  thumbnailUrl: 'http://cdn/max.jpg',
};
const next = { title: 'New title', description: 'New text', tags: ['c'], categoryId: '27' };

test('reads a finished stream with every field that a write depends on', async () => {
  const { youtube, meter, calls } = await start({ body: { items: [video] } });
  expect(await readVideos(youtube, meter, ['v1', 'gone'])).toEqual([live]);
  expect(calls[0]?.query.getAll('id')).toEqual(['v1', 'gone']);
  expect(calls[0]?.query.getAll('part')).toEqual([
    'snippet',
    'status',
    'contentDetails',
    'liveStreamingDetails',
    'recordingDetails',
    'paidProductPlacementDetails',
    'localizations',
  ]);
  expect(meter.spent).toBe(1);
});

test('reads a bare upload: what YouTube leaves out stays absent', async () => {
  const bare = {
    id: 'v2',
    snippet: { title: 'T', liveBroadcastContent: 'none' },
    status: { privacyStatus: 'private' },
  };
  const { youtube, meter } = await start({ body: { items: [bare] } });
  expect(await readVideos(youtube, meter, ['v2'])).toEqual([
    {
      videoId: 'v2',
      title: 'T',
      description: '',
      tags: [],
      categoryId: '',
      privacy: 'private',
      phase: 'none',
    },
  ]);
});

test.each([
  ['upcoming', { scheduledStartTime: '2026-12-04T17:00:00Z' }, 'upcoming'],
  ['live', { actualStartTime: '2026-12-04T17:00:00Z' }, 'live'],
  ['none', { actualStartTime: 'x', actualEndTime: '2026-12-04T18:00:00Z' }, 'complete'],
  ['none', { actualStartTime: '2026-12-04T17:00:00Z' }, 'complete'],
  ['none', { scheduledStartTime: '2026-12-04T17:00:00Z' }, 'upcoming'],
  ['none', undefined, 'none'],
])('the phase of %s with %j is %s', async (liveBroadcastContent, liveStreamingDetails, phase) => {
  const item = { ...video, snippet: { ...snippet, liveBroadcastContent }, liveStreamingDetails };
  const { youtube, meter } = await start({ body: { items: [item] } });
  const [read] = await readVideos(youtube, meter, ['v1']);
  expect(read?.phase).toBe(phase);
});

test.each([
  ['2026-12-04T17:00:00.000Z', '2026-12-04T17:00:00Z'],
  ['2026-12-04T18:00:00+01:00', '2026-12-04T17:00:00Z'],
  ['1970-01-01T00:00:00Z', undefined],
])('a start at %s is %s', async (scheduledStartTime, start_) => {
  const { youtube, meter } = await start({
    body: { items: [{ ...video, liveStreamingDetails: { scheduledStartTime } }] },
  });
  const [read] = await readVideos(youtube, meter, ['v1']);
  expect(read?.start).toBe(start_);
});

test('makes no call without ids, and refuses more than a page', async () => {
  const { youtube, meter, calls } = await start({});
  expect(await readVideos(youtube, meter, [])).toEqual([]);
  const ids = Array.from({ length: 51 }, (_, n) => `v${n}`);
  await expect(readVideos(youtube, meter, ids)).rejects.toMatchObject({ kind: 'bug', outcome: 'not-sent' });
  expect([calls.length, meter.spent]).toEqual([0, 0]);
});

test('writes the whole snippet, without read-only keys and without the status', async () => {
  const { youtube, meter, calls } = await start({ body: { id: 'v1', snippet } });
  await updateVideo(youtube, meter, { live, next });
  expect(calls[0]).toMatchObject({ method: 'PUT', path: '/youtube/v3/videos' });
  expect(calls[0]?.query.getAll('part')).toEqual(['snippet']);
  expect(calls[0]?.json).toEqual({
    id: 'v1',
    snippet: { ...next, defaultLanguage: 'en', defaultAudioLanguage: 'en-GB' },
  });
  expect(meter.spent).toBe(50);
});

test('the same visibility is not written, and an empty list empties the tags', async () => {
  const { youtube, meter, calls } = await start({ body: { id: 'v1', snippet } });
  await updateVideo(youtube, meter, {
    live,
    next: { ...next, tags: [], defaultLanguage: 'de', privacy: 'public' },
  });
  expect(calls[0]?.json).toMatchObject({ snippet: { tags: [], defaultLanguage: 'de' } });
  expect(calls[0]?.json).not.toHaveProperty('status');
});

test('a changed visibility is written with the rest of its part', async () => {
  const { youtube, meter, calls } = await start({
    body: { id: 'v1', snippet, status: { ...status, privacyStatus: 'unlisted' } },
  });
  const stored = await updateVideo(youtube, meter, { live, next: { ...next, privacy: 'unlisted' } });
  expect(calls[0]?.query.getAll('part')).toEqual(['snippet', 'status']);
  expect(calls[0]?.json).toMatchObject({
    status: {
      privacyStatus: 'unlisted',
      embeddable: false,
      license: 'creativeCommon',
      publicStatsViewable: false,
      selfDeclaredMadeForKids: false,
      containsSyntheticMedia: true,
    },
  });
  expect(stored.privacy).toBe('unlisted');
});

const publishAt = '2027-02-01T09:00:00Z';
const scheduled = { ...live, privacy: 'private', publishAt } as const;

test('reads the schedule of a private video, and writes no status while it stays', async () => {
  const item = {
    ...video,
    status: { ...status, privacyStatus: 'private', publishAt: '2027-02-01T09:00:00.000Z' },
  };
  const { youtube, meter, calls } = await start({ body: { items: [item] } }, { body: item });
  expect(await readVideos(youtube, meter, ['v1'])).toEqual([scheduled]);
  await updateVideo(youtube, meter, { live: scheduled, next: { ...next, privacy: 'private', publishAt } });
  expect(calls[1]?.json).not.toHaveProperty('status');
});

test.each([
  ['a schedule of its own', 'private', '2027-03-01T09:00:00Z'],
  ['no schedule', 'private', undefined],
  ['public at once', 'public', undefined],
] as const)('%s is written with the rest of the part', async (_name, privacy, at) => {
  const { youtube, meter, calls } = await start({
    body: { id: 'v1', snippet, status: { ...status, privacyStatus: privacy, publishAt: at } },
  });
  const change = { ...next, privacy, ...(at === undefined ? {} : { publishAt: at }) };
  const stored = await updateVideo(youtube, meter, { live: scheduled, next: change });
  const { uploadStatus: _state, madeForKids: _kids, ...kept } = status;
  expect(calls[0]?.json).toMatchObject({ status: { ...kept, privacyStatus: privacy } });
  const sent = calls[0]?.json as { status: { publishAt?: string } } | undefined;
  expect(sent?.status.publishAt).toBe(at);
  expect([stored.privacy, stored.publishAt]).toEqual([privacy, at]);
});

test('a write of the texts alone keeps the schedule that was read', async () => {
  const { youtube, meter } = await start({ body: { id: 'v1', snippet } });
  expect((await updateVideo(youtube, meter, { live: scheduled, next })).publishAt).toBe(publishAt);
});

test('settings are written in one call, each in its part, which is sent whole; YouTube keeps the schedule', async () => {
  const kids = { ...status, selfDeclaredMadeForKids: true, license: 'youtube' };
  const { youtube, meter, calls } = await start({
    body: {
      ...{ id: 'v1', snippet: { ...snippet, defaultAudioLanguage: 'de' } },
      status: { ...kids, privacyStatus: 'private', publishAt },
      recordingDetails: { recordingDate: '2026-01-02T00:00:00Z', locationDescription: 'Berlin' },
      paidProductPlacementDetails: { hasPaidProductPlacement: false },
    },
  });
  const stored = await updateVideo(youtube, meter, {
    live: scheduled,
    next: {
      ...{ ...next, defaultAudioLanguage: 'de', selfDeclaredMadeForKids: true, license: 'youtube' },
      ...{ recordingDate: '2026-01-02', hasPaidPromotion: false },
    },
  });
  const { uploadStatus: _state, madeForKids: _kids, ...sent } = kids;
  expect(calls[0]?.json).toEqual({
    id: 'v1',
    snippet: { ...next, defaultLanguage: 'en', defaultAudioLanguage: 'de' },
    status: { ...sent, privacyStatus: 'private', publishAt },
    recordingDetails: { recordingDate: '2026-01-02T00:00:00Z', locationDescription: 'Berlin' },
    paidProductPlacementDetails: { hasPaidProductPlacement: false },
  });
  expect(meter.spent).toBe(50);
  expect(stored).toMatchObject({ recordingDate: '2026-01-02', hasPaidPromotion: false, publishAt });
});

test('unchanged fields are sent back as they were read', async () => {
  const { youtube, meter, calls } = await start({ body: { items: [video] } }, { body: video });
  const [read] = await readVideos(youtube, meter, ['v1']);
  if (!read) throw new Error('expected a video');
  await updateVideo(youtube, meter, { live: read, next: { ...read, privacy: 'private' } });
  const sent = calls[1]?.json as { snippet: object; status: object };
  expect(snippet).toMatchObject(sent.snippet);
  expect({ ...status, privacyStatus: 'private' }).toMatchObject(sent.status);
});

test('returns what was stored, not what was sent', async () => {
  const { defaultLanguage: _dropped, ...rest } = snippet;
  const { youtube, meter } = await start({
    body: { id: 'v1', snippet: { ...rest, title: 'New title', description: 'As stored' } },
  });
  const stored = await updateVideo(youtube, meter, { live, next });
  const { defaultLanguage: _also, ...kept } = live;
  expect(stored).toEqual({ ...kept, title: 'New title', description: 'As stored' });
});

test('a success without a snippet is an unexpected answer', async () => {
  const { youtube, meter } = await start({ body: { id: 'v1' } });
  const failing = updateVideo(youtube, meter, { live, next });
  await expect(failing).rejects.toMatchObject({
    kind: 'bug',
    reason: 'unexpected-answer',
    outcome: 'unknown',
  });
});

test('a failed write stays charged', async () => {
  const { youtube, meter } = await start(refuse(400, 'invalidTitle'));
  await expect(updateVideo(youtube, meter, { live, next })).rejects.toMatchObject({ reason: 'invalidTitle' });
  expect(meter.spent).toBe(50);
});

test('who may watch alone is written without a text, and with the rest of its part', async () => {
  const { youtube, meter, calls } = await start({ body: { id: 'v1', status } });
  await updatePrivacy(youtube, meter, { live, privacy: 'unlisted' });
  expect(calls[0]?.query.getAll('part')).toEqual(['status']);
  expect(calls[0]?.json).toEqual({
    id: 'v1',
    status: {
      privacyStatus: 'unlisted',
      embeddable: false,
      license: 'creativeCommon',
      publicStatsViewable: false,
      selfDeclaredMadeForKids: false,
      containsSyntheticMedia: true,
    },
  });
  expect(meter.spent).toBe(50);
});
