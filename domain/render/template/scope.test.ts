import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import type { Catalog } from '../../content/catalog/records.ts';
import { renderBlocks } from '../description/description.ts';
import { collectParts } from '../description/parts.ts';
import { isTemplateFile, openTexts } from '../description/texts.ts';
import { TEMPLATE_LIMITS } from './budget.ts';
import { createScope } from './scope.ts';

const page = readFileSync(new URL('../../../docs/templates.md', import.meta.url), 'utf8');
const section = (heading: string): string => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const documented = [...section('Names').matchAll(/^\| `([\w.[\]]+)` \|/gm)].map(([, name = '']) => name);

const FULL = {
  academy: { url: 'https://academy.example', footer: 'Bye.' },
  shows: {
    s: {
      name: 'Show',
      hosts: ['bo', 'hidden'],
      visibility: 'public',
      tags: ['b'],
      language: 'en',
      timezone: 'Europe/London',
      vars: { a: 1 },
    },
  },
  guests: {
    bo: { name: 'Bo' },
    ada: { of: 'Example', role: 'Engineer', github: 'ada' },
    hidden: { name: 'Nobody Knows', listed: false, aliases: ['ghost'], of: 'Secret Ltd' },
  },
  sponsors: { cloud: { url: 'https://cloud.example', message: 'Hello.' } },
  episodes: {
    'a/zero': { show: 's', scheduledFor: '2026-01-01T10:00:00Z' },
    'a/one': {
      show: 's',
      number: 3,
      scheduledFor: '2026-01-02T10:00:00Z',
      duration: '90m',
      description: 'Text.',
      guests: [
        { id: 'ada', as: 'Team' },
        { id: 'ghost', as: 'Unseen' },
      ],
      sponsors: ['cloud'],
      chapters: [
        { time: '00:00', title: 'Waiting' },
        { time: '02:00', title: 'Hello' },
      ],
      chapterOffset: '-90s',
      links: [{ title: 'Slides', url: 'https://example.org' }],
      sections: [{ heading: 'Tools', links: ['https://example.org'] }],
      tags: ['a', 'b'],
      youtube: { videoId: 'K72fOdbxXu8' },
      vars: { b: 2 },
    },
    'a/two': { show: 's', scheduledFor: '2026-01-03T10:00:00Z' },
  },
};

const partsOf = (catalog: Catalog) => {
  const episode = episodeOf(catalog);
  return collectParts(catalog, episode, catalog.shows[episode.show ?? '']);
};
const scopeOf = (catalog: Catalog) => {
  const parts = partsOf(catalog);
  return { ...createScope(parts), blocks: renderBlocks(parts) };
};

/** Every name in a value; free keys have none of their own. */
function listNames(value: unknown, name = ''): string[] {
  if (Array.isArray(value))
    return [name, ...listNames(value[0], `${name}[]`).filter((one) => one !== `${name}[]`)];
  if (typeof value !== 'object' || value === null || ['vars', 'blocks'].includes(name)) return [name];
  const inside = Object.entries(value).flatMap(([key, item]) =>
    listNames(item, name === '' ? key : `${name}.${key}`),
  );
  return ['', 'academy', 'show', 'episode'].includes(name) ? inside : [name, ...inside];
}

it('has the names that docs/templates.md has', () => {
  const names = listNames(scopeOf(buildCatalog(FULL)));
  const own = names.filter((name) => !name.startsWith('episode.sections[].links[]'));
  const alike = (name: string) => !/^(hosts\[\]|next)\./.test(name);
  expect(own.filter(alike).sort()).toEqual(documented.toSorted());
  const rest = own.filter((name) => !alike(name));
  expect(rest.map((name) => name.replace('hosts', 'guests').replace('next', 'previous'))).toEqual(
    documented.filter((name) => /^(guests\[\]|previous)\./.test(name)),
  );
});

it('has the values that an author expects', () => {
  expect(scopeOf(buildCatalog(FULL))).toMatchObject({
    show: { id: 's', timezone: 'Europe/London' },
    episode: {
      url: 'https://academy.example/watch/a/one',
      number: 3,
      start: '2026-01-02T10:00:00Z',
      duration: 5400,
      chapters: [
        { time: '00:00', seconds: 0, title: 'Waiting' },
        { time: '00:30', seconds: 30, title: 'Hello' },
      ],
      tags: ['b', 'a'],
      language: 'en',
    },
    sponsors: [{ name: 'Sponsor cloud', url: 'https://cloud.example', message: 'Hello.' }],
    previous: {
      id: 'a/zero',
      title: 'Title of a/zero',
      url: 'https://academy.example/watch/a/zero',
      videoId: null,
      link: 'https://academy.example/watch/a/zero',
    },
    vars: { a: 1, b: 2 },
    blocks: { text: 'Text.' },
  });
});

it.each(documented.filter((name) => !name.includes('[]') && name !== 'vars'))(
  '%s exists for an empty episode',
  (name) => {
    const shows = { s: { description: `{{ ${name} }}{% if ${name} %}{% endif %}.` } };
    const catalog = buildCatalog({ shows, episodes: { 'a/one': { show: 's' } } });
    expect(openTexts(catalog, partsOf(catalog)).body()).toMatch(/\.$/);
    const alone = buildCatalog({ academy: { description: `{{ ${name} }}.` }, episodes: { 'a/one': {} } });
    expect(openTexts(alone, partsOf(alone)).body()).toMatch(/\.$/);
  },
);

it('never has unlisted people, nor the places of records', () => {
  const text = JSON.stringify(scopeOf(buildCatalog(FULL)));
  for (const word of ['hidden', 'ghost', 'Nobody Knows', 'Secret Ltd', 'Unseen', 'origin', '.yaml'])
    expect(text).not.toContain(word);
});

it('has the limits of docs/templates.md', () => {
  const numbers = [...section('Limits').matchAll(/\| ([\d,]+) \|$/gm)].map(([, number = '']) => number);
  expect(numbers.map((number) => Number(number.replaceAll(',', '')))).toEqual(Object.values(TEMPLATE_LIMITS));
});

it('treats only a path as a file', () => {
  expect(['templates/a.liquid', 'a b.liquid', 'text', '{{ x }}\n.liquid'].map(isTemplateFile)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
