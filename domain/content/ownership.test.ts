import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { type Field, type Ownership, readPolicy } from './ownership.ts';

type Written = Readonly<Record<string, unknown>>;

function policyOf({
  academy = {},
  show = {},
  episode = {},
}: {
  academy?: Written;
  show?: Written;
  episode?: Written;
}) {
  const catalog = buildCatalog({
    academy,
    shows: { a: show },
    episodes: { 'a/one': { show: 'a', ...episode } },
  });
  return readPolicy(catalog.academy, catalog.shows['a'], episodeOf(catalog));
}

describe('manage', () => {
  it('is that of the episode, else of the show, else of the academy', () => {
    expect(policyOf({ academy: { manage: 'observe' } }).manage).toBe('observe');
    expect(policyOf({ academy: { manage: 'observe' }, show: { manage: 'new' } }).manage).toBe('new');
    expect(policyOf({ show: { manage: 'new' }, episode: { manage: 'full' } }).manage).toBe('full');
  });
});

describe('fields', () => {
  it('are full by default; the episode wins over the show, and the show over the academy', () => {
    const fields = (tags: Ownership) => ({ fields: { tags } });
    expect(policyOf({}).fields.tags).toBe('full');
    expect(policyOf({ academy: fields('keep') }).fields.tags).toBe('keep');
    expect(policyOf({ academy: fields('keep'), show: fields('seed') }).fields.tags).toBe('seed');
    expect(
      policyOf({ academy: fields('keep'), show: fields('seed'), episode: fields('full') }).fields.tags,
    ).toBe('full');
  });

  const defaults = {
    visibility: 'public',
    categoryId: 28,
    language: 'en',
    playlists: ['PLx'],
    latency: 'low',
  };
  const settings: readonly [Field, Written, Written][] = [
    ['category', { categoryId: 1 }, { youtube: { categoryId: 1 } }],
    ['language', { language: 'de' }, { youtube: { language: 'de' } }],
    ['playlists', { playlists: [] }, { youtube: { playlists: [] } }],
    ['visibility', { visibility: 'public' }, { visibility: 'public' }],
  ];

  it.each(settings)('%s is a seed only if just the defaults set it', (field, show, episode) => {
    expect(policyOf({ show: { defaults } }).fields[field]).toBe('seed');
    expect(policyOf({ show: { ...show, defaults } }).fields[field]).toBe('full');
    expect(policyOf({ show: { defaults }, episode }).fields[field]).toBe('full');
    expect(policyOf({ show: { defaults, fields: { [field]: 'full' } } }).fields[field]).toBe('full');
  });

  it('latency is a seed unless the episode sets it', () => {
    expect(policyOf({ show: { defaults } }).fields.latency).toBe('seed');
    expect(policyOf({ show: { defaults }, episode: { latency: 'low' } }).fields.latency).toBe('full');
  });
});

it('takes the drift policy from the academy', () => {
  expect(policyOf({}).drift).toBe('report');
  expect(policyOf({ academy: { drift: 'overwrite' } }).drift).toBe('overwrite');
});
