import { describe, expect, it, test } from 'vitest';
import { collectHistory, type KnownNumbers, measureGrowth, sum, traceViews } from './growth.ts';
import { findSpan, isDay } from './period.ts';
import type { Sample } from './samples.ts';

const day = (date: number): number => Date.UTC(2026, 10, date);
const measured = (date: number, views: number): KnownNumbers => ({ at: day(date), numbers: { views } });
const growthOf = (input: Parameters<typeof measureGrowth>[0]) => measureGrowth(input).growth?.views;

describe('growth', () => {
  const history = [measured(1, 100), measured(2, 110), measured(9, 200)];
  const live = measured(10, 230);

  it('is counted from the last numbers before the span; a gap belongs to the day after it', () => {
    expect(measureGrowth({ history, live, span: { start: day(5) } })).toEqual({
      current: live,
      base: history[1],
      growth: { views: 120 },
    });
    expect(growthOf({ history, live: undefined, span: { start: day(1), end: day(6) } })).toBe(10);
    expect(growthOf({ history, live: undefined, span: { start: day(6), end: day(9) } })).toBe(90);
  });

  it('is not known without a start, and with one number alone', () => {
    expect(measureGrowth({ history, live, span: {} })).toEqual({ current: live });
    expect(measureGrowth({ history: [], live, span: { start: day(1) } })).toEqual({
      current: live,
      base: live,
    });
    expect(measureGrowth({ history: [], live: undefined, span: { start: day(1) } })).toEqual({});
  });

  it('is counted from zero for a video that is younger than the span, and not for an older one', () => {
    const young = { history: [], live, span: { start: day(1) } };
    expect(growthOf({ ...young, published: day(3) })).toBe(230);
    expect(growthOf({ ...young, published: day(0) })).toBeUndefined();
  });

  it('is counted from the first numbers that there are when none are older than the span', () => {
    expect(growthOf({ history, live, span: { start: day(-20) }, published: day(-30) })).toBe(130);
  });

  it('of a video that vanished ends with its last numbers', () => {
    expect(measureGrowth({ history, live: undefined, span: { start: day(2) } })).toMatchObject({
      current: history[2],
      growth: { views: 90 },
    });
  });

  it('may be negative, and leaves out what one side does not know', () => {
    const before = { at: day(1), numbers: { views: 100, likes: 5 } };
    const after = { at: day(2), numbers: { views: 90, comments: 1 } };
    expect(measureGrowth({ history: [before], live: after, span: { start: day(1) } }).growth).toEqual({
      views: -10,
    });
  });
});

test('a history has each video once for each time, oldest first, and no other video', () => {
  const sample = (date: number, views: number): Sample => ({
    at: new Date(day(date)).toISOString().replace('.000Z', 'Z'),
    rows: [
      { videoId: 'a', episodeId: 'a', views },
      { videoId: 'other', episodeId: 'b', views },
    ],
  });
  const history = collectHistory([sample(2, 20), sample(1, 10), sample(2, 20)], new Set(['a']));
  expect([...history]).toEqual([['a', [measured(1, 10), measured(2, 20)]]]);
});

test('numbers that nothing has stay absent in a sum', () => {
  expect(sum([{ views: 1, likes: 2 }, { views: 3 }])).toEqual({ views: 4, likes: 2 });
  expect(sum([])).toEqual({});
});

test('gained views go on over the gaps of one video while others are known, and end with the growth', () => {
  const a = { base: measured(1, 100), known: [measured(1, 100), measured(2, 110), measured(4, 140)] };
  const b = { base: measured(2, 0), known: [measured(3, 50)] };
  expect(traceViews([a, b, { base: undefined, known: [measured(1, 5)] }])).toEqual([
    { at: day(1), views: 0 },
    { at: day(2), views: 10 },
    { at: day(3), views: 60 },
    { at: day(4), views: 90 },
  ]);
});

test('a month ends at midnight where the show is, also in one with a change of the clock', () => {
  const iso = ({ start = 0, end = 0 }: { start?: number; end?: number }): string[] =>
    [start, end].map((ms) => new Date(ms).toISOString());
  const march = { from: '2026-03-01', to: '2026-03-31' };
  expect(iso(findSpan(march, 'Europe/London'))).toEqual([
    '2026-03-01T00:00:00.000Z',
    '2026-03-31T23:00:00.000Z',
  ]);
  expect(iso(findSpan(march, 'Asia/Tokyo'))).toEqual([
    '2026-02-28T15:00:00.000Z',
    '2026-03-31T15:00:00.000Z',
  ]);
  expect(iso(findSpan(march))).toEqual(['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
  expect(findSpan({ since: 5 })).toEqual({ start: 5 });
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-2-1', false],
  ['yesterday', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
