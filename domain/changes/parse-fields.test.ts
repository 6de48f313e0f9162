import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { FIELDS } from '../content/ownership.ts';
import { renderDesired } from '../render/desired.ts';
import { parseFieldNames, parseOverwriteFields } from './parse-fields.ts';

const desiredOf = (written: Record<string, unknown>) => {
  const catalog = buildCatalog({ episodes: { 'a/one': { thumbnail: 'keep', ...written } } });
  return renderDesired(catalog, episodeOf(catalog));
};

describe('field names', () => {
  it('are all fields if absent', () => {
    expect(parseFieldNames(undefined)).toEqual({ kind: 'fields', fields: FIELDS });
  });
  it('are parsed one by one, with a suggestion for a misspelt one', () => {
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
  it.each(['title', [], {}].map((names) => ({ names })))('must be a list, not $names', ({ names }) => {
    expect(parseFieldNames(names)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('expected a list'),
    });
  });
});

describe('fields that an operator may release', () => {
  it('are those that are ours and set by the content', () => {
    expect(parseOverwriteFields(undefined, desiredOf({ tags: ['a'], fields: { title: 'keep' } }))).toEqual({
      kind: 'fields',
      fields: ['description', 'tags'],
    });
  });
  it.each([
    [{ fields: { title: 'keep' } }, 'title', 'title: it is "keep"'],
    [{ fields: { title: 'seed' } }, 'title', 'title: it is "seed"'],
    [{ manage: 'observe' }, 'title', 'title: manage is observe'],
    [{}, 'language', 'language: the content does not set it'],
    [{}, 'thumbnail', 'thumbnail: the content does not set it'],
  ])('%j refuses %s', (written, field, why) => {
    expect(parseOverwriteFields([field], desiredOf(written))).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(why),
    });
  });
  it('are reported if all of them are refused', () => {
    expect(parseOverwriteFields(undefined, desiredOf({ manage: 'observe' }))).toHaveProperty(
      'kind',
      'refused',
    );
  });
});
