import { afterEach, expect, test } from 'vitest';
import { type Reply, type Scripted, startScripted } from '../../test/support/scripted-youtube.ts';
import { readChannel, readUploadsPlaylistId } from './channel.ts';
import { listStreams } from './streams.ts';
import { setThumbnail } from './thumbnails.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const start = async (...replies: Reply[]) => {
  scripted = await startScripted({ replies });
  return scripted;
};
const channel = {
  id: 'UC1',
  snippet: { title: 'Academy' },
  contentDetails: { relatedPlaylists: { likes: '', uploads: 'UU1' } },
};

test('reads whose channel the consent is for, and where its uploads are', async () => {
  const { youtube, purse, asked } = await start({ body: { items: [channel] } });
  expect(await readChannel(youtube, purse)).toEqual({
    channelId: 'UC1',
    title: 'Academy',
    uploadsPlaylistId: 'UU1',
  });
  expect(await readUploadsPlaylistId(youtube, purse)).toBe('UU1');
  expect(asked[0]?.query.get('mine')).toBe('true');
  expect(purse.spent).toBe(2);
});

test('an account without a channel stalls', async () => {
  const { youtube, purse } = await start({ body: { items: [] } });
  await expect(readChannel(youtube, purse)).rejects.toMatchObject({ kind: 'stall', reason: 'no-channel' });
});

test('lists every stream and never asks for its key', async () => {
  const { youtube, purse, asked } = await start(
    { body: { items: [{ id: 's1', snippet: { title: 'Main encoder' } }], nextPageToken: 'p2' } },
    { body: { items: [{ id: 's2', snippet: { title: 'Spare' } }] } },
  );
  expect(await listStreams(youtube, purse)).toEqual([
    { streamId: 's1', title: 'Main encoder' },
    { streamId: 's2', title: 'Spare' },
  ]);
  expect(asked.map(({ query }) => query.getAll('part'))).toEqual([
    ['id', 'snippet'],
    ['id', 'snippet'],
  ]);
  expect(purse.spent).toBe(2);
});

test('uploads a thumbnail byte for byte', async () => {
  const { youtube, purse, asked } = await start({
    body: { items: [{ high: { url: 'http://cdn/high.jpg' } }] },
  });
  const bytes = Uint8Array.from([0x89, 0x50, 0, 255, 10, 13]);
  const url = await setThumbnail(youtube, purse, { videoId: 'v1', bytes, mimeType: 'image/png' });
  expect(url).toBe('http://cdn/high.jpg');
  expect([...(asked[0]?.bytes ?? [])]).toEqual([...bytes]);
  expect(asked[0]?.headers['content-type']).toBe('image/png');
  expect(asked[0]?.query.get('videoId')).toBe('v1');
  expect(purse.spent).toBe(50);
});
