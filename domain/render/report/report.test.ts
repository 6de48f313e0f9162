import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { renderPublicCatalog } from '../export/public-catalog.ts';
import { buildReport, type ReportInput } from './report.ts';
import type { Numbers, Sample } from './samples.ts';

const PUBLIC = { show: 'talks', visibility: 'public', sponsors: ['cloud'] } as const;
const catalog = buildCatalog({
  shows: { talks: { timezone: 'Europe/London' }, empty: {} },
  sponsors: { cloud: { name: 'Example Cloud' } },
  episodes: {
    'talks/old': { ...PUBLIC, scheduledFor: '2026-10-01T18:00:00Z', youtube: { videoId: 'old00000001' } },
    'talks/new': { ...PUBLIC, scheduledFor: '2026-11-20T18:00:00Z', youtube: { videoId: 'new00000001' } },
    'talks/unnamed': { ...PUBLIC, scheduledFor: '2026-11-21T18:00:00Z' },
    'talks/later': { ...PUBLIC, scheduledFor: '2026-12-20T18:00:00Z' },
  },
});
const NOW = Date.parse('2026-11-30T12:00:00Z');
const sample = (at: string, views: Readonly<Record<string, number>>): Sample => ({
  at,
  rows: Object.entries(views).map(([videoId, count]) => ({ videoId, episodeId: 'e', views: count })),
});
const SAMPLES = [
  sample('2026-10-31T23:30:00Z', { old00000001: 100 }),
  sample('2026-11-15T00:00:00Z', { old00000001: 150 }),
  sample('2026-11-25T00:00:00Z', { old00000001: 170, new00000001: 40 }),
];
const LIVE: ReadonlyMap<string, Numbers> = new Map([
  ['old00000001', { views: 180, likes: 9 }],
  ['new00000001', { views: 50, likes: 5 }],
]);
const build = (more: Partial<ReportInput> = {}, selection = { sponsor: 'cloud' } as object) =>
  buildReport({
    catalog: renderPublicCatalog({ catalog, selection }).value,
    subject: { kind: 'sponsor', id: 'cloud', name: 'Example Cloud' },
    period: {},
    samples: [],
    live: LIVE,
    now: NOW,
    ...more,
  });
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe('a report', () => {
  it('has the newest episode first, those to come last, and what is known of each', () => {
    const { episodes, totals, trace } = build();
    expect(episodes.map(({ id, state }) => [id, state])).toEqual([
      ['talks/unnamed', 'no-video'],
      ['talks/new', 'measured'],
      ['talks/old', 'measured'],
      ['talks/later', 'to-come'],
    ]);
    expect(episodes[2]).toEqual({
      id: 'talks/old',
      title: 'Title of talks/old',
      show: 'Show talks',
      start: '2026-10-01T18:00:00Z',
      day: '1 October 2026',
      videoId: 'old00000001',
      watchUrl: 'https://www.youtube.com/watch?v=old00000001',
      state: 'measured',
      numbers: { views: 180, likes: 9 },
      at: '2026-11-30T12:00:00Z',
    });
    expect(totals).toEqual({
      episodes: 3,
      newEpisodes: 0,
      numbers: { views: 230, likes: 14 },
      withoutGrowth: 2,
    });
    expect(trace).toEqual([]);
  });

  it('counts growth in a month of the show, and what is new from zero', () => {
    const { episodes, totals, trace } = build({ samples: SAMPLES, period: NOVEMBER });
    expect(episodes[2]).toMatchObject({ growth: { views: 80 }, since: '2026-10-31T23:30:00Z' });
    expect(episodes[1]).toMatchObject({ growth: { views: 50, likes: 5 }, isNew: true });
    expect(totals).toMatchObject({ growth: { views: 130, likes: 5 }, newEpisodes: 2, withoutGrowth: 0 });
    expect(trace.map(({ views }) => views)).toEqual([0, 50, 50, 110, 130]);
  });

  it('of a month that is over reads what was kept at its end, where the show is', () => {
    const summer = [sample('2026-10-24T22:30:00Z', { old00000001: 90 })];
    const october = { from: '2026-10-01', to: '2026-10-31' };
    const { episodes } = build({ samples: [...SAMPLES, ...summer], period: october, live: undefined });
    // 23:30 UTC is the last half hour of October in London, where the clock has changed.
    expect(episodes).toMatchObject([
      { id: 'talks/old', at: '2026-10-31T23:30:00Z', numbers: { views: 100 }, growth: { views: 100 } },
    ]);
  });

  it('says which video is gone, with its last numbers, and of which nothing is known', () => {
    const live = new Map([...LIVE].slice(1));
    const { episodes, totals } = build({ samples: SAMPLES, period: { from: '2026-11-01' }, live });
    expect(episodes[2]).toMatchObject({
      state: 'gone',
      numbers: { views: 170 },
      at: '2026-11-25T00:00:00Z',
      growth: { views: 70 },
    });
    expect(totals.numbers.views).toBe(220);
    const unasked = build({ live: undefined, period: { to: '2026-11-29' } }).episodes;
    expect(unasked.map(({ state }) => state)).toEqual(['no-video', 'unknown', 'unknown']);
    expect(unasked[2]).not.toHaveProperty('numbers');
  });

  it('since the last report counts from what it said', () => {
    const since = Date.parse('2026-11-25T00:00:00Z');
    const { totals, period } = build({ samples: SAMPLES, period: { since } });
    expect(totals.growth).toEqual({ views: 20 });
    expect(period).toEqual({ since: '2026-11-25T00:00:00Z' });
  });

  it('of a show with no episode is empty', () => {
    const { episodes, totals, timezone } = build({}, { show: 'empty' });
    expect([episodes, totals.numbers, totals.episodes, timezone]).toEqual([[], {}, 0, 'UTC']);
  });
});
