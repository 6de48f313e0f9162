import { describe, expect, it } from 'vitest';
import { renderDesired } from '../domain/desired.ts';
import { buildCatalog, episodeOf } from '../domain/testing.ts';
import { bindTime } from './lease.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
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
  return bindTime(catalog, renderDesired(catalog, episodeOf(catalog)), NOW);
}

const DAY_BEFORE = Date.parse('2026-07-10T12:00:00Z') - DAY;

describe('bindTime', () => {
  it('is now for the next episode of the stream, and a day before its start for one behind it', () => {
    expect(timeOf()).toBe(NOW);
    expect(timeOf({ 'a/two': at('2026-07-11') })).toBe(NOW);
    expect(timeOf({ 'a/two': at('2026-07-09') })).toBe(DAY_BEFORE);
  });

  it.each([
    ['has another stream', at('2026-07-09', { show: 'other' })],
    ['is finished', at('2026-06-14')],
    ['is called off', at('2026-07-09', { status: 'cancelled' })],
    ['is a draft', at('2026-07-09', { status: 'draft' })],
    ['is no live stream', at('2026-07-09', { kind: 'video', youtube: { videoId: 'vvvvvvvvvvv' } })],
    ['cannot be rendered', at('2026-07-09', { title: 'x'.repeat(200) })],
  ])('lets nobody before it who %s', (_why, other) => {
    expect(timeOf({ 'a/two': other })).toBe(NOW);
  });

  it('comes when one that is on air is planned to have ended', () => {
    expect(timeOf({ 'a/two': at('2026-06-15', { duration: '2h' }) })).toBe(NOW + 2 * 60 * 60 * 1000);
  });

  it('is now within a day of the start, whoever is next', () => {
    const soon = { scheduledFor: '2026-06-16T11:00:00Z' };
    expect(timeOf({ 'a/two': at('2026-06-16', { scheduledFor: '2026-06-16T10:00:00Z' }) }, soon)).toBe(NOW);
  });

  it('is never for an episode without a stream, without a start, or called off', () => {
    expect(timeOf({}, { show: 'bare' })).toBeUndefined();
    expect(timeOf({}, { scheduledFor: undefined, status: 'draft' })).toBeUndefined();
    expect(timeOf({}, { status: 'cancelled' })).toBeUndefined();
  });
});
