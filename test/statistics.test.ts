import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, expect, inject, it } from 'vitest';
import type { Dependencies } from '../activities/dependencies.ts';
import { createStatisticsStore } from '../clients/git/statistics-store.ts';
import { createYouTube } from '../clients/youtube/client.ts';
import { STATISTICS_ID } from '../contract/ids.ts';
import { findLastNumbers } from '../worker/find-last-numbers.ts';
import { scheduleStatistics } from '../worker/schedule-statistics.ts';
import { createWorker } from '../worker/worker.ts';
import { buildCatalog } from './support/catalog.ts';
import { startBench } from './support/emulator-client.ts';
import { startTemporalServer } from './support/temporal-server.ts';
import { until } from './support/until.ts';
import './support/runtime.ts';

const AT = '2026-11-30T12:00:00Z';
const PUBLIC = { show: 'talks', visibility: 'public', scheduledFor: '2026-11-01T18:00:00Z' } as const;
const named = (videoId: string) => ({ ...PUBLIC, youtube: { videoId } });
const catalog = buildCatalog({
  shows: { talks: {} },
  episodes: {
    'talks/one': named('one00000001'),
    'talks/gone': named('gone0000001'),
    'talks/seen': PUBLIC,
    'talks/secret': { ...named('secret00001'), visibility: 'private' },
    'talks/later': { ...named('later000001'), scheduledFor: '2026-12-24T18:00:00Z' },
  },
});
const endings: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

it('keeps a day once, however often it runs, and spends no unit', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'statistics-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const bench = await startBench({ clock: () => Date.parse(AT) });
  endings.push(bench.close);
  const videos = ['one00000001', 'seen0000001', 'secret00001', 'later000001'].map((id) => ({
    id,
    title: id,
    actualStartTime: PUBLIC.scheduledFor,
  }));
  await bench.control('/seed', { videos });
  const temporal = await startTemporalServer(endings);
  const store = createStatisticsStore({ folder: join(folder, 'kept.git') });
  const worker = await createWorker({
    temporal,
    bundle: { codePath: inject('build').workflows },
    dependencies: {
      taskQueue: 'numbers',
      client: temporal.client,
      clock: () => Date.parse(AT),
      repository: { readHead: async () => 'c0ffee', readCatalog: async () => ({ catalog, problems: [] }) },
      index: { get: (id: string) => (id === 'talks/seen' ? 'seen0000001' : undefined) },
      youtube: createYouTube({ rootUrl: bench.url, clientId: 'x', clientSecret: 'x', refreshToken: 'x' }),
      statistics: store,
    } as unknown as Dependencies,
    log: pino({ level: 'silent' }),
    print: () => undefined,
  });
  const running = worker.run();
  endings.push(async () => {
    worker.shutdown();
    await running;
  });
  const { client } = temporal;

  await scheduleStatistics(client, 'numbers', 'off');
  await expect(client.schedule.getHandle(STATISTICS_ID).describe()).rejects.toThrow();
  await scheduleStatistics(client, 'numbers', 'daily');
  const first = await until(
    () => findLastNumbers(client),
    (result) => result !== undefined,
  );
  expect(first).toMatchObject({ status: 'kept', day: '2026-11-30', at: AT, videos: 2, missing: 1 });
  expect(first?.shows).toEqual([
    { show: 'talks', videos: 2, views: expect.any(Number), likes: expect.any(Number) },
  ]);
  const [kept] = await store.readDays('2026-11-30');
  expect(kept?.rows.map(({ videoId, episodeId }) => [videoId, episodeId])).toEqual([
    ['one00000001', 'talks/one'],
    ['seen0000001', 'talks/seen'],
  ]);
  expect(kept?.rows.every(({ views = 0 }) => views > 0)).toBe(true);
  expect(await bench.control('/quota')).toMatchObject({
    spent: 0,
    byMethod: { 'videos.batchGetStats': { calls: 1 } },
  });

  await client.schedule.getHandle(STATISTICS_ID).trigger();
  const again = await until(
    () => findLastNumbers(client),
    (result) => result?.status === 'already-kept',
  );
  expect(again?.day).toBe('2026-11-30');
  expect(await store.readDays('2026-11-30')).toEqual([kept]);

  await scheduleStatistics(client, 'numbers', 'off');
  expect((await client.schedule.getHandle(STATISTICS_ID).describe()).state.paused).toBe(true);
  await scheduleStatistics(client, 'numbers', 'daily');
  expect((await client.schedule.getHandle(STATISTICS_ID).describe()).state.paused).toBe(false);
});
