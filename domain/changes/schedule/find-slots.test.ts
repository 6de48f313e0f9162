import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { findSlots } from './find-slots.ts';
import { findWeek, renderWeek } from './render-week.ts';

const WEEKLY = { every: 'Thursday', at: '18:00' } as const;

type Written = Readonly<Record<string, unknown>>;
type Wish = {
  readonly show?: Written;
  readonly shows?: Readonly<Record<string, Written>>;
  readonly episodes?: Readonly<Record<string, Written>>;
  readonly now?: string;
  readonly count?: number;
};

function find({ show = {}, shows = {}, episodes = {}, now = '2026-11-30T12:00:00Z', count = 3 }: Wish) {
  const catalog = buildCatalog({
    shows: { talks: { timezone: 'Europe/London', schedule: WEEKLY, ...show }, ...shows },
    episodes,
  });
  const { talks } = catalog.shows;
  if (talks?.schedule === undefined) throw new Error('no schedule');
  const found = findSlots({
    catalog,
    show: talks,
    schedule: talks.schedule,
    stream: talks.defaults?.stream,
    count,
    now: Date.parse(now),
  });
  return { ...found, starts: found.slots.map(({ start }) => start) };
}

describe('the next free slots', () => {
  it('are on the day of the schedule, in the zone of the show', () => {
    expect(find({}).slots).toEqual([
      { scheduledFor: '2026-12-03T18:00:00', start: '2026-12-03T18:00:00Z' },
      { scheduledFor: '2026-12-10T18:00:00', start: '2026-12-10T18:00:00Z' },
      { scheduledFor: '2026-12-17T18:00:00', start: '2026-12-17T18:00:00Z' },
    ]);
    expect(find({ show: { timezone: undefined }, count: 1 }).slots).toEqual([
      { scheduledFor: '2026-12-03T18:00:00Z', start: '2026-12-03T18:00:00Z' },
    ]);
  });

  it('are in the future: today only before its time, by the day where the show is', () => {
    expect(find({ now: '2026-12-03T17:59:00Z', count: 1 }).starts).toEqual(['2026-12-03T18:00:00Z']);
    expect(find({ now: '2026-12-03T18:00:00Z', count: 1 }).starts).toEqual(['2026-12-10T18:00:00Z']);
    const auckland = { timezone: 'Pacific/Auckland', schedule: { every: 'Thursday', at: '07:00' } };
    expect(find({ show: auckland, now: '2026-12-02T17:00:00Z', count: 1 }).starts).toEqual([
      '2026-12-02T18:00:00Z',
    ]);
  });

  it('leave out a day that an episode of the show has, drafts too, and not one that was called off', () => {
    const { starts } = find({
      episodes: {
        a: { show: 'talks', scheduledFor: '2026-12-03T20:30:00Z' },
        b: { show: 'talks', scheduledFor: '2026-12-10T18:00:00Z', status: 'cancelled' },
        c: { show: 'talks', scheduledFor: '2026-12-17T18:00:00Z', status: 'draft' },
        d: { show: 'others', scheduledFor: '2026-12-24T18:00:00Z' },
      },
      shows: { others: {} },
    });
    expect(starts).toEqual(['2026-12-10T18:00:00Z', '2026-12-24T18:00:00Z', '2026-12-31T18:00:00Z']);
  });

  it('skip a start when the encoder is busy with another show, and name the episode', () => {
    const { starts, skipped } = find({
      count: 2,
      show: { defaults: { stream: 'main', duration: '60m' } },
      shows: { others: { defaults: { stream: 'main', duration: '90m' } } },
      episodes: {
        'others/late': { show: 'others', scheduledFor: '2026-12-03T16:45:00Z' },
        'others/before': { show: 'others', scheduledFor: '2026-12-10T16:30:00Z' },
        'others/second': { show: 'others', scheduledFor: '2026-12-17T18:30:00Z', stream: 'second' },
      },
    });
    expect(starts).toEqual(['2026-12-10T18:00:00Z', '2026-12-17T18:00:00Z']);
    expect(skipped).toEqual([
      { scheduledFor: '2026-12-03T18:00:00', why: 'stream main is busy with others/late' },
    ]);
  });

  it('of several days a week', () => {
    const schedule = { every: ['Tuesday', 'Thursday'], at: '09:30' };
    expect(find({ show: { schedule } }).starts).toEqual([
      '2026-12-01T09:30:00Z',
      '2026-12-03T09:30:00Z',
      '2026-12-08T09:30:00Z',
    ]);
  });

  it('are found no further than ten years ahead', () => {
    expect(find({ count: 600 }).slots.length).toBeLessThan(530);
  });
});

describe('a year of a weekly show', () => {
  const year = (timezone: string, at: string, now: string) =>
    find({ show: { timezone, schedule: { every: 'Sunday', at } }, count: 52, now });

  it('keeps its local time across both changes of summer time', () => {
    const { slots, skipped } = year('Europe/London', '18:00', '2027-01-01T12:00:00Z');
    expect(skipped).toEqual([]);
    expect(slots.map(({ scheduledFor }) => scheduledFor.slice(11))).toEqual(Array(52).fill('18:00:00'));
    const hours = slots.map(({ start }) => `${start.slice(0, 10)} ${start.slice(11, 13)}`);
    // The clocks go forward on 28 March and back on 31 October, both Sundays.
    expect(hours.filter((one) => one.endsWith('17'))).toHaveLength(31);
    expect(hours).toEqual(expect.arrayContaining(['2027-03-21 18', '2027-03-28 17']));
    expect(hours).toEqual(expect.arrayContaining(['2027-10-24 17', '2027-10-31 18']));
  });

  it('skips the one hour that does not exist, and takes the first of the hour that occurs twice', () => {
    const { slots, skipped } = year('Europe/London', '01:30', '2027-01-01T12:00:00Z');
    expect(skipped).toEqual([
      { scheduledFor: '2027-03-28T01:30:00', why: 'clocks in Europe/London skip that hour' },
    ]);
    expect(slots).toContainEqual({
      scheduledFor: '2027-10-31T01:30:00',
      start: '2027-10-31T00:30:00Z',
    });
  });

  it('in the south, where summer is in January', () => {
    const { slots } = year('Australia/Sydney', '18:00', '2027-01-01T12:00:00Z');
    const hours = slots.map(({ start }) => Number(start.slice(11, 13)));
    expect([hours[0], hours[26], hours[51]]).toEqual([7, 8, 7]);
  });
});

it('a week has every show that is on air in it, in one time zone, without what was called off', () => {
  const catalog = buildCatalog({
    shows: { talks: { defaults: { stream: 'main' } }, others: {} },
    episodes: {
      'talks/sunday': { show: 'talks', scheduledFor: '2026-12-07T04:59:00Z' },
      'talks/monday': { show: 'talks', scheduledFor: '2026-12-07T05:00:00Z', status: 'draft' },
      'others/friday': { show: 'others', scheduledFor: '2026-12-11T17:00:00Z' },
      'others/off': { show: 'others', scheduledFor: '2026-12-11T18:00:00Z', status: 'cancelled' },
      'talks/next-monday': { show: 'talks', scheduledFor: '2026-12-14T05:00:00Z' },
    },
  });
  const week = findWeek(catalog, '2026-12-10', 'America/New_York');
  expect(renderWeek(week, new Set(['others/friday']))).toEqual([
    'Mon 2026-12-07 00:00  main  talks/monday  (draft)',
    'Fri 2026-12-11 12:00        others/friday  (new)',
  ]);
});
