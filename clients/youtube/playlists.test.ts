import { afterEach, expect, test } from 'vitest';
import {
  refuse,
  type Scripted,
  type ScriptedReply,
  startScripted,
} from '../../test/support/scripted-youtube.ts';
import { addToPlaylist, isInPlaylist, listPlaylist } from './playlists.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const start = async (...replies: ScriptedReply[]) => {
  scripted = await startScripted({ replies });
  return scripted;
};
const item = (n: number) => ({
  id: `item-${n}`,
  snippet: {
    publishedAt: '2026-01-01T00:00:00Z',
    title: `Title ${n}`,
    description: `Text ${n}`,
    resourceId: { kind: 'youtube#video', videoId: `v${n}` },
  },
});
const target = { playlistId: 'PL1', videoId: 'v1' };

test('yields a playlist page by page and charges the pages that are read', async () => {
  const { youtube, meter, calls } = await start(
    { body: { items: [item(1)], nextPageToken: 'p2' } },
    { body: { items: [item(2)] } },
  );
  const pages = listPlaylist(youtube, meter, 'UU1');
  const first = await pages.next();
  expect(meter.spent).toBe(1);
  expect(first.value).toEqual([
    {
      itemId: 'item-1',
      videoId: 'v1',
      title: 'Title 1',
      description: 'Text 1',
      publishedAt: '2026-01-01T00:00:00Z',
    },
  ]);
  expect((await pages.next()).value).toMatchObject([{ videoId: 'v2' }]);
  expect((await pages.next()).done).toBe(true);
  expect(
    calls.map(({ query }) => [query.get('playlistId'), query.get('pageToken'), query.get('maxResults')]),
  ).toEqual([
    ['UU1', null, '50'],
    ['UU1', 'p2', '50'],
  ]);
});

test.each([
  [[item(1)], true],
  [[], false],
])('finds one video in a playlist: %#', async (items, expected) => {
  const { youtube, meter, calls } = await start({ body: { items } });
  expect(await isInPlaylist(youtube, meter, target)).toBe(expected);
  expect([calls[0]?.query.get('playlistId'), calls[0]?.query.get('videoId')]).toEqual(['PL1', 'v1']);
  expect(meter.spent).toBe(1);
});

test('adds a video', async () => {
  const { youtube, meter, calls } = await start({ body: item(1) });
  await addToPlaylist(youtube, meter, target);
  expect(calls[0]?.json).toEqual({
    snippet: { playlistId: 'PL1', resourceId: { kind: 'youtube#video', videoId: 'v1' } },
  });
  expect(meter.spent).toBe(50);
});

test('adding a video twice is no failure; a full playlist is', async () => {
  const { youtube, meter } = await start(
    refuse(409, 'videoAlreadyInPlaylist'),
    refuse(403, 'playlistContainsMaximumNumberOfVideos'),
  );
  await addToPlaylist(youtube, meter, target);
  await expect(addToPlaylist(youtube, meter, target)).rejects.toMatchObject({
    kind: 'stall',
    outcome: 'not-applied',
  });
  expect(meter.spent).toBe(100);
});
