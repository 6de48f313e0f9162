import { afterEach, expect, test } from 'vitest';
import { type Scripted, type ScriptedReply, startScripted } from '../../test/support/scripted-youtube.ts';
import { checkChannel, readChannel, readUploadsPlaylistId } from './channel.ts';
import { listStreams } from './streams.ts';
import { setThumbnail } from './thumbnails.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const start = async (...replies: ScriptedReply[]) => {
  scripted = await startScripted({ replies });
  return scripted;
};
const channel = {
  id: 'UC1',
  snippet: { title: 'Academy' },
  contentDetails: { relatedPlaylists: { likes: '', uploads: 'UU1' } },
};

test('reads the channel of the consent and its uploads playlist', async () => {
  const { youtube, meter, calls } = await start({ body: { items: [channel] } });
  expect(await readChannel(youtube, meter)).toEqual({
    channelId: 'UC1',
    title: 'Academy',
    uploadsPlaylistId: 'UU1',
  });
  expect(await readUploadsPlaylistId(youtube, meter)).toBe('UU1');
  expect(calls[0]?.query.get('mine')).toBe('true');
  expect(meter.spent).toBe(2);
});

test('an account without a channel is reported, whichever channel is wanted', async () => {
  const { youtube, meter } = await start({ body: { items: [] } });
  await expect(readChannel(youtube, meter)).rejects.toMatchObject({ kind: 'wait', reason: 'no-channel' });
});

test.each([
  ['youtube.readonly', 'the consent covers youtube.readonly, but youtube.force-ssl is needed'],
  ['', 'the consent covers none'],
])('a consent for "%s" is not enough, although it may read the channel', async (scope, message) => {
  const names = scope === '' ? '' : `https://www.googleapis.com/auth/${scope}`;
  scripted = await startScripted({
    replies: [{ body: { items: [channel] } }],
    token: { body: { access_token: 'ya29.token', token_type: 'Bearer', scope: names } },
  });
  await expect(checkChannel(scripted.youtube, scripted.meter)).rejects.toMatchObject({
    ...{ kind: 'wait', reason: 'insufficientPermissions', stopsGrants: true, outcome: 'not-sent' },
    message: expect.stringContaining(message),
  });
  expect(scripted.meter.spent).toBe(0);
});

test('lists every stream and never requests its key', async () => {
  const { youtube, meter, calls } = await start(
    { body: { items: [{ id: 's1', snippet: { title: 'Main encoder' } }], nextPageToken: 'p2' } },
    { body: { items: [{ id: 's2', snippet: { title: 'Spare' } }] } },
  );
  expect(await listStreams(youtube, meter)).toEqual([
    { streamId: 's1', title: 'Main encoder' },
    { streamId: 's2', title: 'Spare' },
  ]);
  expect(calls.map(({ query }) => query.getAll('part'))).toEqual([
    ['id', 'snippet'],
    ['id', 'snippet'],
  ]);
  expect(meter.spent).toBe(2);
});

test('uploads a thumbnail byte for byte', async () => {
  const { youtube, meter, calls } = await start({
    body: { items: [{ high: { url: 'http://cdn/high.jpg' } }] },
  });
  const bytes = Uint8Array.from([0x89, 0x50, 0, 255, 10, 13]);
  const url = await setThumbnail(youtube, meter, { videoId: 'v1', bytes, mimeType: 'image/png' });
  expect(url).toBe('http://cdn/high.jpg');
  expect([...(calls[0]?.bytes ?? [])]).toEqual([...bytes]);
  expect(calls[0]?.headers['content-type']).toBe('image/png');
  expect(calls[0]?.query.get('videoId')).toBe('v1');
  expect(meter.spent).toBe(50);
});
