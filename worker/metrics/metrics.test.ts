import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { Notifier } from '../../clients/notify/index.ts';
import { NEED_REASONS } from '../../contract/attention.ts';
import { ThumbnailError, type Thumbnails } from '../../drawing/index.ts';
import { FULL_QUOTA, FULL_REWRITE, FULL_SYNC } from '../../test/support/every-report.ts';
import { METRICS } from './definitions.ts';
import { observeNotifier, observeThumbnails } from './observe.ts';
import { type KnownStatus, recordStatus } from './record-status.ts';
import { createMetrics } from './registry.ts';
import { createScrape } from './scrape.ts';

/** The lines with a value, of one metric. */
const linesOf = async (metrics: ReturnType<typeof createMetrics>, name: string): Promise<string[]> =>
  (await metrics.render()).split('\n').filter((line) => line.startsWith(name));

const renderOf = async (known: KnownStatus) => {
  const metrics = createMetrics();
  recordStatus(metrics, known);
  return (name: string) => linesOf(metrics, name);
};

it('names everything, and says nothing of what is not known', async () => {
  const text = await createMetrics().render();
  for (const [name, { kind }] of Object.entries(METRICS)) expect(text).toContain(`# TYPE ${name} ${kind}`);
  const values = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(values.filter((line) => !line.startsWith('showrunner_thumbnail_seconds_'))).toEqual([]);
});

const QUOTA = {
  ...{ day: '2026-11-30', perDay: 10_000, reserve: 2000, closed: false, granted: 100, waiters: [] },
  resetsAt: '2026-12-01T08:00:00.000Z',
  spent: { live: 400, rewrite: 1500, lost: 0 },
};

it('counts units as the quota manager does', async () => {
  const read = await renderOf({ quota: QUOTA });
  expect(await read('showrunner_quota_units_left')).toEqual([
    'showrunner_quota_units_left{lane="live"} 8000',
    'showrunner_quota_units_left{lane="rewrite"} 6000',
  ]);
  expect(await read('showrunner_quota_units_spent')).toContain(
    'showrunner_quota_units_spent{lane="rewrite"} 1500',
  );
  expect(await read('showrunner_quota_resets_timestamp_seconds')).toEqual([
    `showrunner_quota_resets_timestamp_seconds ${Date.parse(QUOTA.resetsAt) / 1000}`,
  ]);
});

it('says nothing of units before the first budget was read', async () => {
  const read = await renderOf({ quota: { ...QUOTA, day: '', perDay: 0 } });
  expect(await read('showrunner_quota')).toEqual([]);
});

it.each([
  ['the day is closed', { closed: true }],
  ['grants are stopped', { stop: { reason: 'invalid_grant', message: 'log in', since: 0, checkAt: 0 } }],
  ['the reserve is touched', { spent: { live: 0, rewrite: 9950, lost: 0 } }],
])('leaves no units for a rewrite when %s', async (_when, change) => {
  const read = await renderOf({ quota: { ...QUOTA, ...change } });
  expect(await read('showrunner_quota_units_left{lane="rewrite"}')).toEqual([
    'showrunner_quota_units_left{lane="rewrite"} 0',
  ]);
});

const SYNC = {
  ...{ seq: 1, refused: [], refusedCount: 0, orphaned: [], paused: false, lastEvent: '' },
  ...{ head: 'a', syncedCommit: 'a' },
};

it('counts what needs a person by reason, and every reason', async () => {
  const needs = [
    { reason: 'edited', cause: 'a', count: 400, entries: [] },
    { reason: 'edited', cause: 'b', count: 100, entries: [] },
    { reason: 'overdue', count: 1, entries: [] },
  ] as const;
  const lines = await (await renderOf({ sync: { ...SYNC, needs } }))('showrunner_needs_person');
  expect(lines).toHaveLength(NEED_REASONS.length);
  expect(lines).toEqual(
    expect.arrayContaining([
      'showrunner_needs_person{reason="edited"} 500',
      'showrunner_needs_person{reason="overdue"} 1',
      'showrunner_needs_person{reason="approval"} 0',
    ]),
  );
});

it('forgets a rewrite that has ended', async () => {
  const metrics = createMetrics();
  recordStatus(metrics, { sync: { ...SYNC, rewrite: 'rewrite/a' }, rewrite: FULL_REWRITE });
  expect(await linesOf(metrics, 'showrunner_rewrite_episodes ')).toHaveLength(1);
  recordStatus(metrics, { sync: SYNC });
  expect(await linesOf(metrics, 'showrunner_rewrite_episodes')).toEqual([]);
  expect(await linesOf(metrics, 'showrunner_rewrite_open')).toEqual(['showrunner_rewrite_open 0']);
});

it('takes every status that there is', async () => {
  const known = {
    readAt: 5000,
    quota: FULL_QUOTA,
    sync: FULL_SYNC,
    rewrite: FULL_REWRITE,
    headAt: 1,
    syncedAt: 2,
  };
  const read = await renderOf(known);
  expect(await read('showrunner_status_read_timestamp_seconds')).toEqual([
    'showrunner_status_read_timestamp_seconds 5',
  ]);
});

it('has the numbers that were last kept by show, and forgets a show that has none', async () => {
  const metrics = createMetrics();
  const numbersOf = (show: string) => ({
    ...({ status: 'kept', day: '2026-11-30', at: '2026-11-30T00:00:04Z', detail: '' } as const),
    shows: [{ show, videos: 2, views: 1200, likes: 30 }],
  });
  recordStatus(metrics, { numbers: numbersOf('talks') });
  recordStatus(metrics, { numbers: numbersOf('panels') });
  expect(await linesOf(metrics, 'showrunner_video')).toEqual([
    'showrunner_videos{show="panels"} 2',
    'showrunner_video_views{show="panels"} 1200',
    'showrunner_video_likes{show="panels"} 30',
    `showrunner_video_numbers_timestamp_seconds ${Date.parse('2026-11-30T00:00:04Z') / 1000}`,
  ]);
});

it('a name that others wrote is one label', async () => {
  const name = 'x"} 1\nshowrunner_ready{a="';
  const receivers = [{ name, events: [], waiting: 3 }];
  const read = await renderOf({ notifications: { receivers, open: 0, unlisted: 0, needs: [] } });
  expect(await read('showrunner_notifications_waiting')).toEqual([
    'showrunner_notifications_waiting{receiver="x\\"} 1\\nshowrunner_ready{a=\\""} 3',
  ]);
  expect(await read('showrunner_ready')).toEqual([]);
});

it('counts thumbnails and deliveries, and changes nothing of them', async () => {
  const metrics = createMetrics();
  const error = new ThumbnailError('memory', 'too much');
  const draw = vi.fn().mockResolvedValueOnce('drawn').mockRejectedValueOnce(error);
  const thumbnails = observeThumbnails({ draw } as unknown as Thumbnails, metrics);
  expect(await thumbnails.draw({} as never, async () => Buffer.of())).toBe('drawn');
  await expect(thumbnails.draw({} as never, async () => Buffer.of())).rejects.toBe(error);
  expect(await linesOf(metrics, 'showrunner_thumbnail_seconds_count')).toEqual([
    'showrunner_thumbnail_seconds_count 1',
  ]);
  expect(await linesOf(metrics, 'showrunner_thumbnail_failures_total')).toEqual([
    'showrunner_thumbnail_failures_total{fault="memory"} 1',
  ]);
  const sent = { delivered: false, why: 'it is down', unknownOutcome: false, final: false } as const;
  const notifier: Notifier = observeNotifier({ send: async () => sent }, metrics);
  const target = { kind: 'mail' } as Parameters<Notifier['send']>[0];
  expect(await notifier.send(target, {} as never, { signal: new AbortController().signal })).toBe(sent);
  expect(await linesOf(metrics, 'showrunner_notification_deliveries_total')).toEqual([
    'showrunner_notification_deliveries_total{kind="mail",outcome="failed"} 1',
  ]);
});

const openScrape = (readStatus: (before: KnownStatus) => Promise<KnownStatus>, more = {}) =>
  createScrape({
    metrics: createMetrics(),
    isReady: async () => true,
    readStatus: () => readStatus,
    cacheMs: 60_000,
    patienceMs: 20,
    ...more,
  });

it('asks the workflows once for many scrapes', async () => {
  const read = vi.fn(async () => ({ quota: QUOTA }));
  const scrape = openScrape(read);
  const texts = await Promise.all(Array.from({ length: 100 }, scrape));
  await scrape();
  expect(read).toHaveBeenCalledOnce();
  expect(texts[99]).toContain('showrunner_quota_units_per_day 10000');
});

it('says what is known when the server does not answer, and does not wait for it', async () => {
  const never = new Promise<KnownStatus>(() => undefined);
  const read = vi.fn((_before: KnownStatus) => never).mockResolvedValueOnce({ quota: QUOTA });
  const scrape = openScrape(read, { cacheMs: 0 });
  expect(await scrape()).toContain('showrunner_quota_units_per_day 10000');
  expect(await scrape()).toContain('showrunner_quota_units_per_day 10000');
  await scrape();
  // The one that does not answer is not asked twice at once.
  expect(read).toHaveBeenCalledTimes(2);
  expect(read.mock.calls[1]?.[0]).toEqual({ quota: QUOTA });
});

it('has what comes late at the next scrape', async () => {
  const scrape = openScrape(() => sleep(100, { quota: QUOTA }));
  expect(await scrape()).not.toContain('showrunner_quota_units_per_day 1');
  await vi.waitFor(
    async () => expect(await scrape()).toContain('showrunner_quota_units_per_day 10000'),
    60_000,
  );
});

it('answers without the SDK, without workflows, and when all of them fail', async () => {
  const failing = { readSdk: async () => Promise.reject(new Error('gone')) };
  const scrape = openScrape(async () => Promise.reject(new Error('gone')), failing);
  expect(await scrape()).toContain('showrunner_ready 1');
  const early = openScrape(async () => ({}), {
    readStatus: () => undefined,
    readSdk: async () => 'temporal_x 1\n',
  });
  expect(await early()).toMatch(/showrunner_ready 1\n[\s\S]*temporal_x 1\n$/);
});
