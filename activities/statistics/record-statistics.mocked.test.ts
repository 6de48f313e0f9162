import { afterEach, expect, it, vi } from 'vitest';
import { buildCatalog } from '../../test/support/catalog.ts';
import { NOON, type Scripted, startScripted } from '../../test/support/scripted-youtube.ts';
import type { Dependencies } from '../dependencies.ts';
import { recordStatistics, sumShows } from './record-statistics.ts';

const activity = vi.hoisted(() => ({ scheduledTimestampMs: 0 }));
vi.mock('@temporalio/activity', () => ({
  Context: {
    current: () => ({
      heartbeat: () => undefined,
      cancellationSignal: new AbortController().signal,
      cancelled: Promise.resolve(),
      info: {
        scheduledTimestampMs: activity.scheduledTimestampMs,
        startToCloseTimeoutMs: 120_000,
        heartbeatTimeoutMs: 10_000,
      },
    }),
  },
}));

const HOUR_MS = 3_600_000;
const EPISODE = { visibility: 'public', youtube: { videoId: 'one00000001' } } as const;
let scripted: Scripted;
afterEach(() => scripted?.close());

async function createDependencies(
  episodes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  reply: Parameters<typeof startScripted>[0]['replies'][number] = 'drop',
) {
  scripted = await startScripted({ replies: [reply] });
  const recordDay = vi.fn(async () => true);
  const catalog = buildCatalog({ episodes });
  const deps = {
    client: { workflow: { getHandle: () => ({ query: async () => ({ head: 'c0ffee' }) }) } },
    clock: () => NOON,
    repository: { readCatalog: async () => ({ catalog, problems: [] }) },
    index: { get: () => undefined },
    youtube: scripted.youtube,
    statistics: { place: 'here', recordDay },
  } as unknown as Dependencies;
  return { deps, recordDay };
}

it('is tried again while the day lasts; then it says why it gave up, and keeps nothing', async () => {
  const { deps, recordDay } = await createDependencies({ one: EPISODE });
  activity.scheduledTimestampMs = Date.now() - 19 * HOUR_MS;
  await expect(recordStatistics(deps)).rejects.toThrow();
  activity.scheduledTimestampMs = Date.now() - 21 * HOUR_MS;
  const result = await recordStatistics(deps);
  expect(result).toMatchObject({ status: 'gave-up', day: '2026-12-01' });
  expect(result.detail).toMatch(/^gave up: /);
  expect(recordDay).not.toHaveBeenCalled();
});

it('asks and keeps nothing when no file names a video that went on air', async () => {
  activity.scheduledTimestampMs = Date.now();
  const later = { ...EPISODE, scheduledFor: '2026-12-24T18:00:00Z' };
  const { deps, recordDay } = await createDependencies({
    later,
    private: { ...EPISODE, visibility: 'private' },
  });
  expect(await recordStatistics(deps)).toMatchObject({ status: 'nothing' });
  expect([scripted.calls.length, recordDay.mock.calls.length]).toEqual([0, 0]);
});

it('keeps nothing of videos that YouTube does not know', async () => {
  activity.scheduledTimestampMs = Date.now();
  const { deps, recordDay } = await createDependencies({ one: EPISODE }, { body: { items: [] } });
  expect(await recordStatistics(deps)).toMatchObject({
    status: 'nothing',
    detail: 'YouTube knows none of the videos',
  });
  expect(recordDay).not.toHaveBeenCalled();
});

it('sums by show, the most watched first, and at most 50 shows', () => {
  const rows = Array.from({ length: 120 }, (_, at) => ({
    videoId: `v${at}`,
    episodeId: `e${at}`,
    ...(at % 60 === 0 ? {} : { show: `s${at % 60}` }),
    views: at % 60,
  }));
  const shows = sumShows(rows);
  expect(shows).toHaveLength(50);
  expect(shows[0]).toEqual({ show: 's59', videos: 2, views: 118, likes: 0 });
  expect(sumShows(rows.slice(0, 1))).toEqual([{ videos: 1, views: 0, likes: 0 }]);
});
