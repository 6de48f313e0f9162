import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { FIELDS } from '../content/ownership.ts';
import { renderDesired } from '../render/desired.ts';
import { parseFieldNames, parseOverwriteFields } from './name-fields.ts';

const desiredOf = (written: Record<string, unknown>) => {
  const catalog = buildCatalog({ episodes: { 'a/one': { thumbnail: 'keep', ...written } } });
  return renderDesired(catalog, episodeOf(catalog));
};

describe('the names of fields', () => {
  it('are all of them when nobody names any', () => {
    expect(parseFieldNames(undefined)).toEqual({ kind: 'fields', fields: FIELDS });
  });
  it('are read one by one, and a misspelt one is told with what was meant', () => {
    expect(parseFieldNames(['title', 'tags'])).toEqual({ kind: 'fields', fields: ['title', 'tags'] });
    expect(parseFieldNames(['titel'])).toEqual({
      kind: 'refused',
      reason: 'there is no field "titel". Did you mean "title"?',
    });
    expect(parseFieldNames(['zzzzzz', 3])).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(/"zzzzzz"\. There are: title, .*thumbnail\.\nthere is no field 3\./),
    });
  });
  it.each(['title', [], {}].map((words) => ({ words })))('are a list, not $words', ({ words }) => {
    expect(parseFieldNames(words)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('expected a list'),
    });
  });
});

describe('what an operator may release', () => {
  it('is what is ours and what the content names', () => {
    expect(parseOverwriteFields(undefined, desiredOf({ tags: ['a'], fields: { title: 'keep' } }))).toEqual({
      kind: 'fields',
      fields: ['description', 'tags'],
    });
  });
  it.each([
    [{ fields: { title: 'keep' } }, 'title', 'title: it is "keep"'],
    [{ fields: { title: 'seed' } }, 'title', 'title: it is "seed"'],
    [{ manage: 'observe' }, 'title', 'title: manage is observe'],
    [{}, 'language', 'language: the content says nothing about it'],
    [{}, 'thumbnail', 'thumbnail: the content says nothing about it'],
  ])('%j refuses %s', (written, field, why) => {
    expect(parseOverwriteFields([field], desiredOf(written))).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(why),
    });
  });
  it('everything refused is told, not taken for nothing to do', () => {
    expect(parseOverwriteFields(undefined, desiredOf({ manage: 'observe' }))).toHaveProperty(
      'kind',
      'refused',
    );
  });
});
