import { expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { renderDesired } from './desired.ts';
import { renderEpisode } from './rendering.ts';

const SHOW = {
  name: 'Talks',
  title: '{{ episode.title }} | {{ show.name }}',
  language: 'en',
  localizations: {
    de: {
      title: '{{ episode.title }} | {{ show.name }} auf Deutsch',
      words: { guest: 'Gast', next: 'Danach' },
    },
  },
};

const build = (
  more: Readonly<Record<string, unknown>> = {},
  templates: Readonly<Record<string, string>> = {},
) =>
  buildCatalog({
    academy: {
      footer: 'Subscribe.',
      localizations: {
        de: { footer: 'Abonniert.', words: { at: 'bei', next: 'Als Nächstes', thanks: 'Danke an' } },
      },
    },
    shows: { talks: SHOW },
    guests: { ada: { name: 'Ada Lovelace', of: 'Analytics', role: 'Engineer' } },
    sponsors: { cloud: { name: 'Example Cloud' } },
    templates,
    episodes: {
      'a/one': {
        ...{ title: 'One', description: 'Our text.', show: 'talks', guests: ['ada'], sponsors: ['cloud'] },
        ...{ scheduledFor: '2026-12-04T17:00:00Z', visibility: 'public' },
        localizations: { de: { title: 'Eins', description: 'Unser Text.' }, fr: { title: 'Un' } },
        ...more,
      },
      'a/two': {
        ...{ title: 'Two', show: 'talks', scheduledFor: '2026-12-11T17:00:00Z', visibility: 'public' },
        localizations: { de: { title: 'Zwei' } },
      },
    },
  });

const renderIn = (language: string, templates: Readonly<Record<string, string>> = {}) => {
  const catalog = build({}, templates);
  return renderDesired(catalog, episodeOf(catalog)).localizations?.[language];
};

it('prints the same blocks with the words, the footer and the titles of the language', () => {
  expect(renderIn('de')).toEqual({
    title: 'Eins | Talks auf Deutsch',
    description: [
      'Unser Text.',
      'Danke an Example Cloud.',
      'Gast\n• Ada Lovelace, Engineer bei Analytics',
      'Danach: Zwei https://academy.example/watch/a/two',
      'Abonniert.',
      'https://academy.example/watch/a/one',
    ].join('\n\n'),
  });
});

it('what is not translated is as in the own language', () => {
  const { title, description } = renderIn('fr') ?? {};
  expect(title).toBe('Un | Talks');
  expect(description).toContain('Our text.');
  expect(description).toContain('Guest\n• Ada Lovelace, Engineer at Analytics');
  expect(description).toContain('Subscribe.');
});

it('uses the templates of the language, and the others where it has none', () => {
  const templates = {
    'templates/blocks/guests.liquid': 'With {{ guests[0].name }}',
    'templates/de/blocks/guests.liquid':
      'Mit {{ guests[0].name }}, {{ episode.title }}, {{ episode.language }}',
  };
  expect(renderIn('de', templates)?.description).toContain('Mit Ada Lovelace, Eins, de');
  expect(renderIn('fr', templates)?.description).toContain('With Ada Lovelace');
  const catalog = build({}, templates);
  expect(renderDesired(catalog, episodeOf(catalog)).body).toContain('With Ada Lovelace');
});

it('a verbatim translation is the whole text, and obeys no limit for new ones', () => {
  const said = { title: 'Eins <1>', verbatim: 'x'.repeat(5001) };
  const catalog = build({ localizations: { de: { ...said, description: 'Nicht dies.' } } });
  const rendered = renderEpisode(catalog, episodeOf(catalog));
  expect(rendered).toMatchObject({
    warnings: [],
    desired: { localizations: { de: { title: said.title, description: said.verbatim } } },
  });
});

it('has no seal: the own description alone carries it', () => {
  expect(renderIn('de')?.description).not.toContain('#');
});

it.each([
  ['title-too-long', { de: { title: 'x'.repeat(101) } }, 'title of "de"'],
  ['description-too-long', { de: { title: 'T', description: 'x'.repeat(5001) } }, 'description of "de"'],
  ['angle-bracket', { de: { title: 'a > b' } }, 'title of "de"'],
])('%s is reported with its place', (code, localizations, what) => {
  const catalog = build({ localizations });
  const rendered = renderEpisode(catalog, episodeOf(catalog));
  expect(rendered).toMatchObject({ problems: [{ code, message: expect.stringContaining(what) }] });
});
