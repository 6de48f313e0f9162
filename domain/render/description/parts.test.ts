import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { renderDesired } from '../desired.ts';
import { collectParts } from './parts.ts';

const was = [{ until: '2024-06-01', of: 'Old' }];

/** Where Ann worked, for an episode of a show in a zone. */
function findWork(scheduledFor: string, start: string, timezone?: string): string | undefined {
  const shows = { talks: { ...(timezone !== undefined && { timezone }) } };
  const guests = { ann: { of: 'New', was } };
  const { episodes, ...catalog } = buildCatalog({
    shows,
    guests,
    episodes: { a: { show: 'talks', guests: ['ann'] } },
  });
  const [episode] = Object.values(episodes).map((one) => ({ ...one, scheduledFor, start }));
  if (episode === undefined) throw new Error('no episode');
  return collectParts({ ...catalog, episodes: {} }, episode, catalog.shows['talks']).guests[0]?.of;
}

describe('a dated fact holds to the end of its day where the show is', () => {
  it.each([
    ['2024-06-01T23:30:00', '2024-06-02T03:30:00Z', 'America/New_York', 'Old'],
    ['2024-06-02T00:30:00', '2024-06-02T04:30:00Z', 'America/New_York', 'New'],
    ['2024-06-02T08:00:00', '2024-06-01T23:00:00Z', 'Asia/Tokyo', 'New'],
    ['2024-06-01T23:00:00Z', '2024-06-01T23:00:00Z', 'Asia/Tokyo', 'New'],
    ['2024-06-01T23:30:00-04:00', '2024-06-02T03:30:00Z', undefined, 'Old'],
    ['2024-06-02T00:30:00Z', '2024-06-02T00:30:00Z', undefined, 'New'],
  ])('%s (%s) in %s: %s', (scheduledFor, start, timezone, of) => {
    expect(findWork(scheduledFor, start, timezone)).toBe(of);
  });
});

it('names somebody who is guest and host once, as a guest, and draws one face', () => {
  const catalog = buildCatalog({
    shows: { talks: { hosts: ['ann', 'bob', 'bob'] } },
    guests: { ann: { name: 'Ann', aliases: ['anna'] }, bob: { name: 'Bob' } },
    episodes: { a: { show: 'talks', guests: ['anna', { id: 'ann', as: 'Team A' }] } },
  });
  const episode = catalog.episodes['a'];
  if (episode === undefined) throw new Error('no episode');
  const { guests, hosts } = collectParts(catalog, episode, catalog.shows['talks']);
  expect([guests, hosts].map((people) => people.map(({ id }) => id))).toEqual([['ann'], ['bob']]);
  const { body, picture } = renderDesired(catalog, episode);
  expect(body.match(/Ann|Bob/g)).toEqual(['Ann', 'Bob']);
  expect(picture).toMatchObject({ kind: 'drawn', faces: [expect.anything()] });
});
