import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import type { GuestRef } from '../../content/catalog/records.ts';
import { findGuest, type Person, resolvePeople } from './people.ts';

type Written = Readonly<Record<string, unknown>>;
/** A literal with this key is what linters take for a promise. */
const withThen = (facts: Written): Partial<GuestRef> => Object.fromEntries([['then', facts]]);
const present: Written = { name: 'Guy Templeton', of: 'Skyscanner', role: 'Platform Engineer' };

function personOn(day: string | undefined, guest: Written, ref: Partial<GuestRef> = {}): Person | undefined {
  const catalog = buildCatalog({ guests: { guy: guest } });
  return resolvePeople(catalog, [{ id: 'guy', ...ref }], () => day)[0];
}

describe('facts on the day', () => {
  const was = [
    { until: '2024-06-01', of: 'Second Ltd', role: 'Lead' },
    { until: '2020-01-31', of: 'First Ltd', name: 'Guy T.' },
  ];
  const guest = { ...present, was };

  it.each([
    ['2026-01-01', { name: 'Guy Templeton', of: 'Skyscanner', role: 'Platform Engineer' }],
    ['2024-06-02', { name: 'Guy Templeton', of: 'Skyscanner', role: 'Platform Engineer' }],
    ['2024-06-01', { name: 'Guy Templeton', of: 'Second Ltd', role: 'Lead' }],
    ['2020-02-01', { name: 'Guy Templeton', of: 'Second Ltd', role: 'Lead' }],
    ['2020-01-31', { name: 'Guy T.', of: 'First Ltd', role: 'Lead' }],
    [undefined, { name: 'Guy Templeton', of: 'Skyscanner', role: 'Platform Engineer' }],
  ])('on %s', (day, facts) => {
    expect(personOn(day, guest)).toEqual({ id: 'guy', ...facts, profiles: [] });
  });

  it('are replaced by `then`, one by one', () => {
    expect(personOn('2020-01-31', guest, withThen({ of: 'Kinvolk' }))).toMatchObject({
      name: 'Guy T.',
      of: 'Kinvolk',
      role: 'Lead',
    });
    expect(personOn(undefined, guest, withThen({ name: 'G.', of: 'K', role: 'R' }))).toMatchObject({
      name: 'G.',
      of: 'K',
      role: 'R',
    });
  });
});

it('adds the role in this episode, and leaves absent facts absent', () => {
  expect(personOn('2026-01-01', { name: 'Guy' }, { as: 'Team Talos' })).toEqual({
    id: 'guy',
    name: 'Guy',
    as: 'Team Talos',
    profiles: [],
  });
});

it('keeps the order, finds former ids, and leaves out unknown and unlisted people', () => {
  const catalog = buildCatalog({
    guests: { b: { aliases: ['old-b'] }, a: {}, hidden: { listed: false, aliases: ['old-hidden'] } },
  });
  const refs = ['hidden', 'old-b', 'nobody', 'old-hidden', 'a'].map((id) => ({ id }));
  expect(resolvePeople(catalog, refs, () => undefined).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(findGuest(catalog, 'old-hidden')?.id).toBe('hidden');
});
