import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import type { Problem } from '../../shared/problem.ts';
import { problemsOf, renderEpisode } from '../rendering.ts';
import { countHashtags } from './measure.ts';

type Content = Parameters<typeof buildCatalog>[0];

function listMessages(content: Content): string[] {
  const catalog = buildCatalog(content);
  const format = ({ path, message }: Problem): string => `${path} ${message}`;
  return problemsOf(renderEpisode(catalog, episodeOf(catalog))).map(format);
}

const long = 'x'.repeat(5001);
const atGuest = { 'a/one': { guests: ['guy'] } };

describe('the problem is reported in the file that contains the text', () => {
  it('a guest’s file, with a message that names the episode', () => {
    expect(listMessages({ guests: { guy: { of: long } }, episodes: atGuest })).toEqual([
      expect.stringMatching(
        /^guests\/guy\.yaml description of a\/one: expected at most 5000 bytes, found 5\d+/,
      ),
    ]);
  });

  it('a sponsor, a footer, a neighbour', () => {
    const sponsored = { 'a/one': { sponsors: ['cloud'] } };
    expect(listMessages({ sponsors: { cloud: { message: long } }, episodes: sponsored })[0]).toMatch(
      /^sponsors\/cloud/,
    );
    expect(listMessages({ academy: { footer: long }, episodes: { 'a/one': {} } })[0]).toMatch(
      /^academy\.yaml/,
    );
    const episodes = {
      'a/one': { show: 's', scheduledFor: '2026-01-01T10:00:00Z' },
      'a/two': { show: 's', scheduledFor: '2026-01-02T10:00:00Z', title: long },
    };
    expect(listMessages({ shows: { s: { visibility: 'public' } }, episodes })[0]).toMatch(
      /^episodes\/a\/two\.yaml description of a\/one/,
    );
  });

  it('a template, but not for a comparison inside its tags', () => {
    const shows = { s: { description: 'templates/d.liquid' } };
    const templates = { 'templates/d.liquid': '{% if 1 < 2 %}a > b{% endif %}' };
    expect(listMessages({ shows, templates, episodes: { 'a/one': { show: 's', title: 'a < b' } } })).toEqual([
      'episodes/a/one.yaml title: expected no "<" or ">", found one',
      'templates/d.liquid description of a/one: expected no "<" or ">", found one',
    ]);
  });

  it('a partial, an overridden block and the academy’s template, if they are used', () => {
    const used = 'templates/partials/used.liquid';
    const templates = {
      [used]: '->',
      'templates/partials/other.liquid': '->',
      'templates/blocks/links.liquid': '>>',
    };
    const academy = { description: "{% render 'partials/used.liquid' %}{{ blocks.text }}" };
    const found = 'description of a/one: expected no "<" or ">", found one';
    expect(listMessages({ academy, templates, episodes: { 'a/one': {} } })).toEqual([`${used} ${found}`]);
    expect(listMessages({ templates, episodes: { 'a/one': {} } })).toEqual([
      `templates/blocks/links.liquid ${found}`,
    ]);
    const inline = { description: 'a > b' };
    expect(listMessages({ academy: inline, episodes: { 'a/one': {} } })).toEqual([
      'academy.yaml description of a/one: expected no "<" or ">", found one',
    ]);
  });

  it('no record that is not in the text: a guest who asked to be left out', () => {
    const guests = { guy: { of: '<', listed: false } };
    expect(listMessages({ guests, episodes: atGuest })).toEqual([]);
  });

  it('every text with the character', () => {
    const guests = { guy: { of: '<', role: '>' } };
    expect(listMessages({ guests, episodes: atGuest })).toEqual([
      'guests/guy.yaml description of a/one: of: expected no "<" or ">", found one',
      'guests/guy.yaml description of a/one: role: expected no "<" or ">", found one',
    ]);
  });

  it('the record with more tags', () => {
    const tags = Array.from({ length: 30 }, (_, index) => `one of the tags ${index}`);
    expect(
      listMessages({ shows: { s: { tags } }, episodes: { 'a/one': { show: 's', tags: ['a'] } } }),
    ).toEqual([
      expect.stringMatching(
        /^shows\/s\.yaml tags of a\/one: expected at most 500 characters .*, 121 too many$/,
      ),
    ]);
    expect(
      listMessages({ shows: { s: { tags: ['a'] } }, episodes: { 'a/one': { show: 's', tags } } })[0],
    ).toMatch(/^episodes\/a\/one\.yaml tags: /);
  });
});

describe('hashtags', () => {
  it.each([
    ['#one #two', 2],
    ['(#one), #two.', 2],
    ['#über #日本語', 2],
    ['https://example.org/#part and a#b, C# and &#39;', 0],
    ['# heading', 0],
  ])('%s has %i', (text, count) => {
    expect(countHashtags(text)).toBe(count);
  });

  it('can be 60 in title and description together', () => {
    const tags = (count: number): string => Array.from({ length: count }, (_, at) => `#t${at}`).join(' ');
    const episode = (count: number) => ({ 'a/one': { title: '#one', description: tags(count) } });
    expect(listMessages({ episodes: episode(59) })).toEqual([]);
    expect(listMessages({ episodes: episode(60) })).toHaveLength(1);
  });
});
