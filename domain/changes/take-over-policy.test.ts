import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../test/support/catalog.ts';
import { FIELDS } from '../content/ownership.ts';
import { applyEdits } from './adopt/edit-yaml.ts';
import { listExceptions, type PolicyWish, planPolicy } from './take-over-policy.ts';

const catalog = buildCatalog({
  academy: { manage: 'observe' },
  shows: {
    talks: { manage: 'observe', fields: { title: 'keep' } },
    ready: { manage: 'full', marker: 'none' },
    bare: {},
  },
  episodes: { 'talks/a': { show: 'talks' }, 'talks/b': { show: 'talks', manage: 'observe' }, lone: {} },
});
const plan = (wish: Partial<PolicyWish>) => planPolicy(catalog, { markerless: false, ...wish });
const keysOf = (wish: Partial<PolicyWish>) =>
  plan(wish).map(({ path, edits }) => [path, edits.map(({ key, value }) => [key.join('.'), value])]);

describe('the policy of a take-over', () => {
  it('is one line of the show, wherever it said otherwise before, and nothing where it says so', () => {
    expect(keysOf({ show: 'talks' })).toEqual([['shows/talks.yaml', [['manage', 'full']]]]);
    expect(keysOf({ show: 'bare' })).toEqual([['shows/bare.yaml', [['manage', 'full']]]]);
    expect(keysOf({ show: 'ready', markerless: true })).toEqual([]);
  });

  it('of single episodes is in their own files', () => {
    expect(keysOf({ episodeIds: ['talks/b', 'lone'] })).toEqual([
      ['episodes/talks/b.yaml', [['manage', 'full']]],
      ['episodes/lone.yaml', [['manage', 'full']]],
    ]);
  });

  it('names only the fields that are wanted, and keeps all others', () => {
    const [change] = plan({ show: 'talks', fields: ['title', 'tags'], markerless: true });
    const wanted: readonly string[] = ['title', 'tags'];
    expect(change?.edits.map(({ key, value }) => `${key.join('.')}: ${value}`)).toEqual([
      'manage: full',
      'marker: none',
      ...FIELDS.flatMap((field) =>
        field === 'title' ? ['fields.title: full'] : wanted.includes(field) ? [] : [`fields.${field}: keep`],
      ),
    ]);
  });

  it('leaves every other line of the file as it is', () => {
    const text = '# ours\nname: Talks # the oldest\nmanage: observe # for now\n\nfields:\n  title: keep\n';
    const [change] = plan({ show: 'talks', fields: ['title', ...FIELDS.slice(2)] });
    expect(applyEdits(text, change?.edits ?? [])).toBe(
      '# ours\nname: Talks # the oldest\nmanage: full # for now\n\nfields:\n  title: full\n  description: keep\n',
    );
  });

  it('knows the episodes whose own file keeps them out', () => {
    expect(listExceptions(catalog, 'talks').map(({ id }) => id)).toEqual(['talks/b']);
  });
});
