import { expect, test } from 'vitest';
import { type Script, startScripted } from '../../test/support/scripted-youtube.ts';
import { readMembers } from './read-members.ts';

const entry = (videoId: string) => ({ id: `item-${videoId}`, snippet: { resourceId: { videoId } } });
const page = (ids: readonly string[], nextPageToken?: string) => ({
  body: { items: ids.map(entry), ...(nextPageToken === undefined ? {} : { nextPageToken }) },
});

/** The videos that were found, and what it cost. */
async function read(ids: readonly string[], replies: Script['replies'], units?: number) {
  const youtube = await startScripted({ replies, ...(units === undefined ? {} : { units }) });
  const wanted = ids.map((videoId) => ({ videoId, playlists: ['PL1'] }));
  try {
    const call = { meter: youtube.meter, signal: new AbortController().signal };
    const members = await readMembers({ youtube: youtube.youtube }, call, wanted);
    return { found: [...(members.get('PL1') ?? [])], spent: youtube.meter.spent };
  } finally {
    await youtube.close();
  }
}

test('of many videos it reads the pages of the playlist, until all are found', async () => {
  const replies = [page(['other', 'a', 'b'], 'second'), page(['c', 'd'], 'third'), page([])];
  expect(await read(['a', 'b', 'c', 'd'], replies)).toEqual({ found: ['a', 'b', 'c', 'd'], spent: 2 });
  expect(await read(['a', 'b', 'c', 'z'], replies)).toEqual({ found: ['a', 'b', 'c'], spent: 3 });
});

test('of few videos it asks for each, however long the playlist is', async () => {
  expect(await read(['a', 'b'], [page(['a'], 'more'), page([])])).toEqual({ found: ['a'], spent: 2 });
});

test('what cannot be read, and what the units do not reach for, counts as not there', async () => {
  const gone = { status: 404, body: { error: { errors: [{ reason: 'playlistNotFound' }], code: 404 } } };
  expect(await read(['a', 'b', 'c', 'd'], [gone])).toEqual({ found: [], spent: 1 });
  expect(await read(['a', 'b', 'c', 'd'], [page(['a'], 'second'), page(['b'])], 1)).toEqual({
    found: ['a'],
    spent: 1,
  });
});

test('an answer that comes back later stops the comparison', async () => {
  const busy = { status: 503, body: { error: { errors: [{ reason: 'backendError' }], code: 503 } } };
  await expect(read(['a'], [busy])).rejects.toThrow();
});
