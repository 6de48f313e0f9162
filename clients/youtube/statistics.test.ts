import { afterEach, expect, test } from 'vitest';
import {
  NOON,
  type Scripted,
  type ScriptedReply,
  startScripted,
} from '../../test/support/scripted-youtube.ts';
import { readStatistics } from './statistics.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const read = async (ids: readonly string[], ...replies: ScriptedReply[]) => {
  scripted = await startScripted({ replies });
  return readStatistics(scripted.youtube, { ids, clock: () => NOON });
};
const answer = (...items: object[]) => ({ body: { kind: 'youtube#batchGetStatsResponse', items } });

test('reads each video once, 50 with one call, and asks for nothing else', async () => {
  const ids = Array.from({ length: 51 }, (_, at) => `v${at}`);
  await read([...ids, 'v0'], answer());
  expect(scripted.calls.map(({ query }) => query.getAll('id').length)).toEqual([50, 1]);
  expect(scripted.calls[0]).toMatchObject({ method: 'GET', path: '/youtube/v3/videos:batchGetStats' });
  expect(scripted.calls[0]?.query.getAll('part')).toEqual(['id', 'statistics']);
});

test('a number that is hidden or cannot be read is absent, a video that is not answered too', async () => {
  const statistics = { viewCount: '1200', likeCount: '9007199254740993', commentCount: '' };
  const found = await read(['a', 'b', 'gone'], answer({ id: 'a', statistics }, { id: 'b' }));
  expect([...found]).toEqual([
    ['a', { views: 1200 }],
    ['b', {}],
  ]);
});

test('without videos no call is made', async () => {
  expect((await read([], answer())).size).toBe(0);
  expect(scripted.calls).toEqual([]);
});

test('an answer without an id is a bug, after which nothing was changed', async () => {
  await expect(read(['a'], answer({ statistics: {} }))).rejects.toMatchObject({
    reason: 'unexpected-answer',
    outcome: 'not-applied',
  });
});

test('an error of YouTube is translated', async () => {
  const error = {
    code: 403,
    message: 'gone',
    errors: [{ domain: 'youtube.quota', reason: 'quotaExceeded' }],
  };
  await expect(read(['a'], { status: 403, body: { error } })).rejects.toMatchObject({ kind: 'wait' });
});
