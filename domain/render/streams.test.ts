import { expect, it } from 'vitest';
import { buildCatalog } from '../../test/support/catalog.ts';
import { previousOnStream } from './streams.ts';

const at = (day: number, more: Record<string, unknown> = {}) => ({
  title: 'T',
  scheduledFor: `2027-01-0${day}T10:00:00Z`,
  stream: 'main',
  ...more,
});

function before(episodes: Record<string, Record<string, unknown>>): Record<string, string | undefined> {
  const catalog = buildCatalog({ academy: { streams: { main: 'Main', side: 'Side' } }, episodes });
  return Object.fromEntries(
    Object.values(catalog.episodes).map((episode) => [episode.id, previousOnStream(catalog, episode)]),
  );
}

it('orders by start, separately for each stream', () => {
  expect(before({ b: at(3), a: at(1), c: at(2, { stream: 'side' }), d: at(4) })).toEqual({
    a: undefined,
    b: 'a',
    c: undefined,
    d: 'b',
  });
});

it('ignores drafts, cancelled episodes and uploads', () => {
  const episodes = {
    a: at(1),
    b: at(2, { status: 'draft' }),
    c: at(3, { status: 'cancelled' }),
    d: at(4, { kind: 'video', youtube: { videoId: 'K72fOdbxXu8' } }),
    e: at(5),
  };
  expect(before(episodes)['e']).toBe('a');
});
