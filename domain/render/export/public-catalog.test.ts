import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it, test } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { type ExportSelection, renderPublicCatalog } from './public-catalog.ts';
import { exportSchema, renderExportSchema } from './schema.ts';

const PUBLIC = { show: 'talks', visibility: 'public' } as const;

const CONTENT = {
  academy: { url: 'https://academy.example' },
  shows: {
    talks: { hosts: ['ada'], title: '{{ episode.title }} | {{ show.name }}', timezone: 'Europe/London' },
    secret: { hosts: ['eve'] },
  },
  guests: {
    ada: { name: 'Ada Quill', of: 'Quills', role: 'Engineer', github: 'adaq', avatar: 'avatars/ada.png' },
    bob: { name: 'Bob Ink', aliases: ['bobby'], was: [{ until: '2027-01-01', of: 'Ink Ltd' }], of: 'Paper' },
    mallory: { name: 'Mallory Stone', formerNames: ['M. Pebble'], github: 'mstone', listed: false },
    eve: { name: 'Eve Unannounced' },
  },
  sponsors: { cloud: { url: 'https://cloud.example' }, hidden: {} },
  episodes: {
    'talks/one': {
      ...PUBLIC,
      number: 1,
      scheduledFor: '2026-12-03T18:00:00Z',
      duration: '90m',
      guests: ['bobby', 'mallory'],
      sponsors: ['cloud'],
      links: ['https://a.example', { title: 'Slides of M. Pebble', url: 'https://b.example' }],
      chapters: [
        { time: '00:00', title: 'Hello' },
        { time: '01:00', title: 'Mallory Stone joins' },
      ],
      tags: ['mallory stone', 'kubernetes'],
      youtube: { videoId: 'K72fOdbxXu8' },
    },
    'talks/two': {
      ...PUBLIC,
      scheduledFor: '2026-12-10T18:00:00Z',
      description: 'With @mstone again.',
    },
    'talks/named': { ...PUBLIC, title: 'Mallory Stone', scheduledFor: '2026-12-12T18:00:00Z' },
    'talks/three': { ...PUBLIC, scheduledFor: '2026-12-17T18:00:00Z' },
    'talks/broken': { ...PUBLIC, title: 'x'.repeat(120), scheduledFor: '2026-12-18T18:00:00Z' },
    'secret/private': { show: 'secret', visibility: 'private', guests: ['eve'], sponsors: ['hidden'] },
    'secret/unlisted': { show: 'secret', visibility: { live: 'public', after: 'unlisted' } },
    'secret/draft': { show: 'secret', visibility: 'public', status: 'draft' },
    'secret/off': { show: 'secret', visibility: 'public', status: 'cancelled' },
    'secret/elsewhere': { show: 'secret', visibility: 'public', kind: 'none' },
    'secret/nothing-said': { show: 'secret' },
    'secret/later': {
      show: 'secret',
      visibility: 'public',
      kind: 'video',
      publishAt: '2027-02-01T09:00:00Z',
      youtube: { videoId: 'K72fOdbxXu9' },
    },
  },
} as const;

const catalog = buildCatalog(CONTENT);
const renderWith = (selection?: ExportSelection, videoIds?: Record<string, string>) =>
  renderPublicCatalog({ catalog, ...(selection && { selection }), ...(videoIds && { videoIds }) });

describe('what is exported', () => {
  const { value, leftOut } = renderWith();
  const text = JSON.stringify(value);

  it('is every episode that the content says is public, live and after, with its show, people and sponsors', () => {
    expect(value.episodes.map(({ id }) => id)).toEqual(['talks/one', 'talks/two', 'talks/three']);
    expect(value.shows).toEqual([
      {
        id: 'talks',
        name: 'Show talks',
        timezone: 'Europe/London',
        hosts: ['ada'],
        episodes: ['talks/one', 'talks/two', 'talks/three'],
      },
    ]);
    expect(value.people.map(({ id }) => id)).toEqual(['ada', 'bob']);
    expect(value.people[0]).toMatchObject({
      profiles: ['https://github.com/adaq'],
      avatar: 'guests/avatars/ada.png',
    });
    expect(value.sponsors).toEqual([{ id: 'cloud', name: 'Sponsor cloud', url: 'https://cloud.example' }]);
  });

  it('names no episode that is not public, and no person who is only in one', () => {
    for (const word of [
      'secret',
      'eve',
      'Unannounced',
      'hidden',
      'K72fOdbxXu9',
      'talks/named',
      'talks/broken',
    ])
      expect(text, word).not.toContain(word);
  });

  it('names no guest who asked to be left out, by no name, in no text; what is missing is listed', () => {
    expect(text).not.toMatch(/mallory|stone|pebble/i);
    expect(value.episodes[0]).toMatchObject({
      links: [{ url: 'https://a.example' }],
      chapters: [{ time: '00:00', title: 'Hello' }],
      tags: ['kubernetes'],
    });
    expect(value.episodes[1]?.description).toBeUndefined();
    expect(leftOut).toEqual([
      expect.stringMatching(/^talks\/one: without .*chapters\.1\.title.*, which may name a guest who asked/),
      expect.stringMatching(/^talks\/two: without description, which may name/),
      expect.stringMatching(/^talks\/named: left out, title/),
      expect.stringMatching(/^talks\/three: without description, which may name/),
      'talks/broken: cannot be rendered; run: npx showrunner validate',
    ]);
  });

  it('is resolved: titles as on YouTube, the facts of the day, the planned end, the addresses', () => {
    expect(value.episodes[0]).toMatchObject({
      title: 'Title of talks/one | Show talks',
      name: 'Title of talks/one',
      end: '2026-12-03T19:30:00.000Z',
      duration: 5400,
      hosts: [{ id: 'ada', name: 'Ada Quill', of: 'Quills', role: 'Engineer' }],
      guests: [{ id: 'bob', name: 'Bob Ink', of: 'Ink Ltd' }],
      url: 'https://academy.example/watch/talks/one',
      watchUrl: 'https://www.youtube.com/watch?v=K72fOdbxXu8',
      next: 'talks/two',
    });
    // The one between them was left out.
    expect(value.episodes[1]?.next).toBeUndefined();
    expect(value.episodes[2]?.previous).toBeUndefined();
  });
});

describe('a part of it', () => {
  const idsOf = (selection: ExportSelection): string[] =>
    renderWith(selection).value.episodes.map(({ id }) => id);

  it('has the episodes of a show, of a guest also under a former id, or to come', () => {
    expect(idsOf({ show: 'talks' })).toHaveLength(3);
    expect(idsOf({ show: 'secret' })).toEqual([]);
    expect(idsOf({ guest: 'bobby' })).toEqual(['talks/one']);
    expect(idsOf({ guest: 'mallory' })).toEqual([]);
    expect(idsOf({ upcomingAt: Date.parse('2026-12-10T18:30:00Z') })).toEqual(['talks/two', 'talks/three']);
    expect(idsOf({ upcomingAt: Date.parse('2026-12-10T19:00:00Z') })).toEqual(['talks/three']);
  });

  it('has no person of the rest', () => {
    expect(renderWith({ upcomingAt: Date.parse('2026-12-10T18:30:00Z') }).value.people).toMatchObject([
      { id: 'ada', episodes: ['talks/two', 'talks/three'] },
    ]);
  });
});

test('a video that no file names comes from the channel; the file wins', () => {
  const { episodes } = renderWith({}, { 'talks/one': 'fromchannel', 'talks/two': 'aaaaaaaaaaa' }).value;
  expect(episodes.map(({ videoId }) => videoId)).toEqual(['K72fOdbxXu8', 'aaaaaaaaaaa', undefined]);
});

test('the documented schema is up to date, and accepts what is exported and no other key', () => {
  const committed = readFileSync(new URL('../../../schemas/export.schema.json', import.meta.url), 'utf8');
  expect(committed).toBe(`${JSON.stringify(renderExportSchema(), null, 2)}\n`);
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const accepts = ajv.compile(renderExportSchema());
  const { value } = renderWith({}, { 'talks/two': 'aaaaaaaaaaa' });
  accepts(value);
  expect(accepts.errors ?? []).toEqual([]);
  expect(exportSchema.parse(value)).toEqual(value);
  expect(accepts({ ...value, more: 1 })).toBe(false);
});
