import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench } from '../../test/support/emulator-client.ts';

const NOON = Date.parse('2026-03-01T12:00:00Z');
let now = NOON;
let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ clock: () => now, perDay: 100 });
  await bench.control('/seed', {
    videos: [
      { id: 'finished-01', title: 'Old', actualStartTime: '2026-03-01T06:00:00Z', durationSeconds: 3723 },
      { id: 'private-001', title: 'Private', privacyStatus: 'private', publishedAt: '2026-01-04T17:00:00Z' },
    ],
  });
});
afterAll(() => bench.close());

const read = async (part: string[], id: string[]) =>
  (await bench.api.videos.batchGetStats({ part, id })).data.items ?? [];
const readViews = async (id: string): Promise<number> =>
  Number((await read(['id', 'statistics'], [id]))[0]?.statistics?.viewCount);

test('answers the requested parts of the videos that there are, in the requested order', async () => {
  const ids = ['private-001', 'gone-000001', 'finished-01'];
  const all = await read(['id', 'snippet', 'contentDetails', 'statistics'], ids);
  expect(all.map(({ id }) => id)).toEqual(['private-001', 'finished-01']);
  expect(all[1]).toMatchObject({
    kind: 'youtube#videoStats',
    snippet: { publishTime: '2026-03-01T06:00:00Z' },
    contentDetails: { duration: '3723s' },
  });
  expect(all[0]?.statistics).toEqual({ viewCount: '0', likeCount: '0', commentCount: '0' });
  expect((await read(['id'], ['finished-01']))[0]).not.toHaveProperty('statistics');
});

test('views grow with the clock, and are the same again at the same time, in videos.list too', async () => {
  const before = await readViews('finished-01');
  expect(before).toBeGreaterThan(0);
  now = NOON + 1_800_000;
  expect(await readViews('finished-01')).toBeGreaterThan(before);
  now = NOON;
  expect(await readViews('finished-01')).toBe(before);
  const { data } = await bench.api.videos.list({ part: ['statistics'], id: ['finished-01'] });
  expect(data.items?.[0]?.statistics?.viewCount).toBe(String(before));
});

test('its calls have a number of their own: no unit of the day is spent, and none is needed', async () => {
  type Quota = { spent: number; byMethod: Record<string, { calls: number; units: number }> };
  const before = (await bench.control('/quota')) as Quota;
  await read(['id'], ['finished-01']);
  const after = (await bench.control('/quota')) as Quota;
  expect(after.spent).toBe(before.spent);
  expect(after.byMethod['videos.batchGetStats']).toEqual({
    calls: (before.byMethod['videos.batchGetStats']?.calls ?? 0) + 1,
    units: 0,
  });
  const calls = (await bench.control('/calls')) as unknown[];
  expect(calls.at(-1)).toMatchObject({ method: 'videos.batchGetStats', bucket: 'videos.batchGetStats' });
  expect(await bench.control('/writes')).toEqual([]);
});

test('refuses more than 50 ids, none, and an unknown part', async () => {
  const many = Array.from({ length: 51 }, (_, at) => `v${at}`);
  expect(await refusal(read(['id'], many))).toMatchObject({ status: 400, reason: 'invalidParameter' });
  expect(await refusal(read(['id'], []))).toMatchObject({ status: 400, reason: 'missingRequiredParameter' });
  expect(await refusal(read(['status'], ['a']))).toMatchObject({ status: 400, reason: 'unknownPart' });
});
