import { describe, expect, it } from 'vitest';
import { renderDesired } from '../../domain/render/desired.ts';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { findBindTime } from './stream-schedule.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const at = (date: string, more = {}): Record<string, unknown> => ({
  show: 's',
  scheduledFor: `${date}T12:00:00Z`,
  ...more,
});

const shows = { s: { defaults: { stream: 'main' } }, other: { defaults: { stream: 'second' } }, bare: {} };
const academy = { streams: { main: 'Main', second: 'Second' } };

/** When `a/one`, on 10 July, is bound, with these other episodes beside it. */
function timeOf(others: Record<string, Record<string, unknown>> = {}, more = {}): number | undefined {
  const catalog = buildCatalog({ academy, shows, episodes: { 'a/one': at('2026-07-10', more), ...others } });
  return findBindTime(catalog, renderDesired(catalog, episodeOf(catalog)), NOW);
}

const HOUR = 60 * 60 * 1000;

describe('bindTime', () => {
  it('is now for the next episode of the stream, and the planned end of all before it for one behind them', () => {
    expect(timeOf()).toBe(NOW);
    expect(timeOf({ 'a/two': at('2026-07-11') })).toBe(NOW);
    const long = { 'a/two': at('2026-07-08', { duration: '30h' }), 'a/three': at('2026-07-09') };
    expect(timeOf(long)).toBe(Date.parse('2026-07-09T18:00:00Z'));
  });

  it.each([
    ['has another stream', at('2026-07-09', { show: 'other' })],
    ['is finished', at('2026-06-14')],
    ['is called off', at('2026-07-09', { status: 'cancelled' })],
    ['is a draft', at('2026-07-09', { status: 'draft' })],
    ['is no live stream', at('2026-07-09', { kind: 'video', youtube: { videoId: 'vvvvvvvvvvv' } })],
    ['cannot be rendered', at('2026-07-09', { title: 'x'.repeat(200) })],
  ])('is not preceded by an episode that %s', (_why, other) => {
    expect(timeOf({ 'a/two': other })).toBe(NOW);
  });

  it('comes when one that is on air is planned to have ended', () => {
    expect(timeOf({ 'a/two': at('2026-06-15', { duration: '2h' }) })).toBe(NOW + 2 * HOUR);
  });

  it('waits for the one before also within a day of its start: with both bound, both would go live', () => {
    const soon = { scheduledFor: '2026-06-15T14:00:00Z' };
    const before = at('2026-06-15', { scheduledFor: '2026-06-15T13:00:00Z', duration: '45m' });
    expect(timeOf({ 'a/two': before }, soon)).toBe(NOW + 1.75 * HOUR);
    expect(timeOf({ 'a/two': at('2026-06-15', { ...soon, duration: '3h' }) }, soon)).toBe(NOW);
    expect(timeOf({ 'a/0': at('2026-06-15', { ...soon, duration: '3h' }) }, soon)).toBe(NOW + 5 * HOUR);
  });

  it('is never for an episode without a stream, without a start, or called off', () => {
    expect(timeOf({}, { show: 'bare' })).toBeUndefined();
    expect(timeOf({}, { scheduledFor: undefined, status: 'draft' })).toBeUndefined();
    expect(timeOf({}, { status: 'cancelled' })).toBeUndefined();
  });
});
