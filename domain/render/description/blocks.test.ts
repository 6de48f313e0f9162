import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { parseCatalog } from '../../content/assemble/parse-catalog.ts';
import { parseBlockPath } from '../../content/catalog/block-files.ts';
import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { block } from '../../content/schema/common.ts';
import { problemsOf, renderEpisode } from '../rendering.ts';
import { findOverride } from './blocks.ts';
import { joinBlocks, renderBlocks } from './description.ts';
import { collectParts } from './parts.ts';
import { openTexts } from './texts.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BLOCKS = block.options;
const twinOf = (name: string): string => readFileSync(`${ROOT}docs/examples/blocks/${name}.liquid`, 'utf8');
const TWINS = Object.fromEntries(BLOCKS.map((name) => [`templates/blocks/${name}.liquid`, twinOf(name)]));

function readAcademy(): Catalog {
  const folders = ['episodes', 'guests', 'shows', 'sponsors'];
  const paths = folders.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  const files = [...paths.filter((path) => path.endsWith('.yaml')), 'academy.yaml'].map((path) => ({
    path,
    blob: path,
    text: readFileSync(`${ROOT}${path}`, 'utf8'),
  }));
  const blobs = Object.fromEntries(
    paths.filter((path) => !path.endsWith('.yaml')).map((path) => [path, path]),
  );
  const { catalog } = parseCatalog({ commit: 'c0ffee', files, blobs });
  if (catalog === undefined) throw new Error('the sample academy cannot be read');
  return catalog;
}

/** An episode's blocks, built in and rendered by their Liquid form. */
function compare(catalog: Catalog, episode: Episode) {
  const parts = collectParts(catalog, episode, catalog.shows[episode.show ?? '']);
  const twins = openTexts({ ...catalog, templates: TWINS }, parts).blocks();
  return { built: renderBlocks(parts), twins };
}

describe('the Liquid form of every block is the same, byte for byte', () => {
  it('for the sample academy', () => {
    const catalog = readAcademy();
    const episodes = Object.values(catalog.episodes);
    expect(episodes.length).toBeGreaterThan(20);
    for (const episode of episodes) {
      const { built, twins } = compare(catalog, episode);
      expect(twins).toEqual(built);
    }
    const all = episodes.map((episode) => compare(catalog, episode).built);
    for (const name of BLOCKS) expect(all.some((blocks) => blocks[name] !== '')).toBe(true);
  });

  it('for difficult episodes', () => {
    const hard = fc.constantFrom(
      '{{ episode.title }}',
      '{% if %}',
      ' a ',
      '👩‍🚀',
      'שלום',
      'a\n\nb',
      '\\',
      '"',
      '-%}',
      '0',
      'false',
    );
    const text = fc.oneof(hard, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }));
    const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const person = fc.record({
      name: text,
      of: some(text),
      role: some(text),
      url: some(fc.webUrl()),
      listed: fc.boolean(),
    });
    const link = fc.record({ title: text, url: fc.webUrl(), note: text }, { requiredKeys: ['url'] });
    const links = fc.array(fc.oneof(fc.webUrl(), link), { maxLength: 3 });
    const written = fc.record({
      title: text,
      description: some(text),
      guests: fc.subarray([{ id: 'a', as: ' as ' }, 'b', 'c']),
      hosts: fc.subarray(['a', 'b']),
      sponsors: fc.subarray(['x', { id: 'y', message: ' for {{ you }} ' }]),
      links,
      sections: fc.array(fc.record({ heading: text, links: links.filter(({ length }) => length > 0) }), {
        maxLength: 2,
      }),
      chapters: fc.subarray([
        { time: '00:00', title: 'A' },
        { time: '59:59', title: ' b ', url: 'https://b.example' },
        { time: '1:00:00', title: '{{ c }}' },
      ]),
      chapterOffset: fc.constantFrom('-90s', '0s', '2h'),
    });
    const sponsor = fc.record({ name: text, url: some(fc.webUrl()), message: some(text) });
    const content = fc.record({
      one: written,
      before: text,
      a: person,
      b: person,
      c: person,
      x: sponsor,
      y: sponsor,
      footer: text,
      show: fc.record({ follow: text, neighbours: fc.constantFrom('page', 'youtube', 'none') }),
    });
    const property = fc.property(content, ({ one, before, a, b, c, x, y, footer, show }) => {
      const catalog = buildCatalog(
        dropNil({
          academy: { footer },
          shows: { s: { visibility: 'public', ...show } },
          guests: { a, b, c },
          sponsors: { x, y },
          episodes: {
            'a/zero': {
              title: before,
              show: 's',
              scheduledFor: '2026-01-01T10:00:00Z',
              youtube: { videoId: 'K72fOdbxXu8' },
            },
            'a/one': { ...one, show: 's', scheduledFor: '2026-01-02T10:00:00Z' },
          },
        }),
      );
      const { built, twins } = compare(catalog, episodeOf(catalog));
      expect(twins).toEqual(built);
    });
    fc.assert(property, { numRuns: 200 });
  });
});

const dropNil = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('a block is overridden', () => {
  const content = {
    academy: { footer: 'Built in.' },
    shows: { s: {}, other: {} },
    episodes: {
      'a/one': { show: 's', description: 'Text.' },
      'a/two': { show: 'other', description: 'Text.' },
    },
  };
  const bodyOf = (templates: Record<string, string>, id = 'a/one', more: object = {}): string => {
    const catalog = buildCatalog({ ...content, ...more, templates });
    const episode = episodeOf(catalog, id);
    return openTexts(catalog, collectParts(catalog, episode, catalog.shows[episode.show ?? ''])).body();
  };
  const ALL = { 'templates/blocks/footer.liquid': '\n All of {{ show.id }}. \n\n' };
  const OWN = { ...ALL, 'templates/blocks/s/footer.liquid': 'Mine.' };

  it('by the academy or for one show; the show wins, and the result is trimmed', () => {
    expect(bodyOf({})).toBe('Text.\n\nBuilt in.');
    expect(bodyOf(ALL)).toBe('Text.\n\nAll of s.');
    expect(bodyOf(OWN)).toBe('Text.\n\nMine.');
    expect(bodyOf(OWN, 'a/two')).toBe('Text.\n\nAll of other.');
  });

  it('by an empty text, without a gap', () => {
    expect(bodyOf({ 'templates/blocks/text.liquid': '\n' })).toBe('Built in.');
  });

  it('in a description template too, of the show or of the academy', () => {
    const description = 'Say: {{ blocks.footer }}';
    expect(bodyOf(OWN, 'a/one', { academy: { description } })).toBe('Say: Mine.');
    const shows = { s: { description: '{{ blocks.text }}!' } };
    expect(bodyOf(OWN, 'a/one', { academy: { description }, shows })).toBe('Text.!');
  });

  it('and can include the built-in form', () => {
    expect(bodyOf({ 'templates/blocks/footer.liquid': '{{ blocks.footer }} And more.' })).toBe(
      'Text.\n\nBuilt in. And more.',
    );
  });

  it('and dropped if the description is too long, also in a template', () => {
    const templates = { 'templates/blocks/links.liquid': 'x'.repeat(4990) };
    for (const description of [undefined, '{{ blocks.text }}\n{{ blocks.links }}']) {
      const academy = { overflow: ['links'], ...(description && { description }) };
      const catalog = buildCatalog({ ...content, academy, templates });
      const rendering = renderEpisode(catalog, episodeOf(catalog));
      expect(rendering).toMatchObject({
        desired: { dropped: ['links'], body: expect.stringMatching(/^Text\.\s*$/) },
      });
      expect(problemsOf(rendering)).toMatchObject([{ code: 'block-dropped' }]);
    }
  });
});

it.each([
  ['templates/blocks/text.liquid', { block: 'text' }],
  ['templates/blocks/s/text.liquid', { block: 'text', show: 's' }],
  ['templates/blocks/s/deep/text.liquid', { block: 'text', show: 's/deep' }],
  ['templates/partials/text.liquid', undefined],
])('%s', (path, meant) => {
  expect(parseBlockPath(path)).toEqual(meant);
});

it('joins only non-empty blocks, and does not take inherited properties for overrides', () => {
  expect(joinBlocks({ ...EMPTY, text: 'a', footer: 'b' })).toBe('a\n\nb');
  expect(findOverride({}, 'text', undefined)).toBeUndefined();
});

const EMPTY = {
  text: '',
  sponsors: '',
  guests: '',
  chapters: '',
  links: '',
  sections: '',
  neighbours: '',
  follow: '',
  footer: '',
};
