import { describe, expect, it } from 'vitest';
import {
  buildBroadcast,
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
} from '../../../test/support/catalog.ts';
import type { Field } from '../../content/ownership.ts';
import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import { renderDesired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import type { LiveVideo } from '../live.ts';
import { adoptLive } from './adopt.ts';

const FILE = 'title: One\nshow: talks\ndescription: Our text.\nguests: [ada]\ntags: [more]\n';

/** What is adopted from a video that is as we wrote it, except for what a person changed. */
function adopt(
  change: Partial<LiveVideo> | ((ours: LiveVideo) => Partial<LiveVideo>),
  options: { file?: string; fields?: readonly Field[]; stream?: string; start?: string } = {},
) {
  const { file = FILE, fields, stream, start } = options;
  const catalog = buildCatalog({
    academy: { streams: { main: 'Main' } },
    shows: { talks: { title: '{{ episode.title }} | Talks', tags: ['talks'], defaults: { stream: 'main' } } },
    guests: { ada: {} },
    episodes: { 'a/one': parseYaml(file).value as Record<string, unknown> },
  });
  const episode = episodeOf(catalog);
  const desired = renderDesired(catalog, episode);
  const { title, tags = [] } = desired;
  const ours = buildVideo({ title, description: sealedText(desired), tags });
  return adoptLive({
    catalog,
    episode,
    text: file,
    desired,
    bases: [desired],
    fields,
    live: { ...ours, ...(typeof change === 'function' ? change(ours) : change) },
    broadcast: buildBroadcast(defined({ start })),
    boundStream: stream,
  });
}
const keysOf = (adoption: ReturnType<typeof adopt>) =>
  adoption.edits.map(({ key, value }) => [key.join('.'), value]);

describe('the most natural edit for an author', () => {
  it('changes the title if its template allows', () => {
    expect(keysOf(adopt({ title: 'Two | Talks' }))).toEqual([['title', 'Two']]);
  });
  it('overrides a title that the template cannot render', () => {
    expect(keysOf(adopt({ title: 'Two' }))).toEqual([['overrides.title', 'Two']]);
  });
  it('changes the description for an edit inside its own text', () => {
    const found = adopt(({ description }) => ({
      description: description.replace('Our text.', 'Their\n\ntext.'),
    }));
    expect(keysOf(found)).toEqual([['description', 'Their\n\ntext.']]);
  });
  it('empties a removed text', () => {
    const found = adopt(({ description }) => ({ description: description.replace('Our text.\n\n', '') }));
    expect(keysOf(found)).toEqual([['description', '']]);
  });
  it('overrides the whole description, without the marker, for an edit next to a guest', () => {
    const found = adopt(({ description }) => ({ description: description.replace('Name of ada', 'Ada') }));
    expect(keysOf(found)).toEqual([['overrides.description', 'Our text.\n\nGuest\n• Ada']]);
  });
  it('names the video too if the text lost its marker', () => {
    expect(keysOf(adopt({ description: 'All mine.' }))).toEqual([
      ['overrides.description', 'All mine.'],
      ['youtube.videoId', 'video000001'],
    ]);
  });
  it('changes the tags if the show’s tags are kept, otherwise overrides them', () => {
    expect(keysOf(adopt({ tags: ['theirs', 'talks'] }))).toEqual([['tags', ['theirs']]]);
    expect(keysOf(adopt({ tags: ['theirs'] }))).toEqual([['overrides.tags', ['theirs']]]);
  });
  it('keeps an existing override', () => {
    const file = `${FILE}overrides: { title: Theirs }\n`;
    expect(keysOf(adopt({ title: 'Two | Talks' }, { file }))).toEqual([['overrides.title', 'Two | Talks']]);
  });
});

describe('visibility', () => {
  const file = `${FILE}visibility: { live: public, after: unlisted }\n`;
  const fields: Field[] = ['visibility'];
  it.each([
    ['upcoming', 'private', { live: 'private', after: 'unlisted' }],
    ['complete', 'private', { live: 'public', after: 'private' }],
    ['complete', 'public', 'public'],
  ] as const)('%s and %s', (phase, privacy, value) => {
    expect(keysOf(adopt({ phase, privacy }, { file, fields }))).toEqual([['visibility', value]]);
  });
});

describe('what the content cannot express', () => {
  const why = (field: Field, options: Parameters<typeof adopt>[1] = {}, change: Partial<LiveVideo> = {}) =>
    adopt(change, { ...options, fields: [field] }).notAdopted;

  it.each([
    [why('language'), 'YouTube has no language'],
    [why('thumbnail'), 'YouTube has no thumbnail of its own'],
    [why('stream'), 'it is not bound to any stream'],
    [why('stream', { stream: 'Elsewhere' }), 'academy.yaml has no name for the stream "Elsewhere"'],
    [why('visibility', { file: `${FILE}status: cancelled\n` }), 'the episode is cancelled'],
    [why('title', { file: `${FILE}fields: { title: keep }\n` }, { title: 'x' }), 'it is "keep"'],
    [
      why('start', { start: '2026-12-04T17:00:00Z' }, { phase: 'live' }),
      'YouTube has no start that can still change',
    ],
  ])('%j', (notAdopted, reason) => {
    expect(notAdopted).toEqual([{ field: expect.any(String), why: expect.stringContaining(reason) }]);
  });
});

describe('a file that was adopted never says that the description is empty', () => {
  const file = 'title: One\n';
  const byHand = { title: 'By hand', description: `${'x'.repeat(4950)}` };

  it('nothing is written if the description cannot be adopted', () => {
    const { edits, notAdopted } = adopt(byHand, { file });
    expect(edits).toEqual([]);
    expect(notAdopted).toEqual([
      { field: 'description', why: expect.stringContaining('at most 5000 bytes') },
      { field: 'title', why: expect.stringContaining('is to be emptied') },
    ]);
  });
  it('nor if only other fields are named', () => {
    expect(keysOf(adopt({ ...byHand, description: 'Hello.' }, { file, fields: ['title'] }))).toEqual([]);
  });
  it('all is written if the description is part of it', () => {
    expect(keysOf(adopt({ ...byHand, description: 'Hello.' }, { file }))).toEqual([
      ['title', 'By hand'],
      ['description', 'Hello.'],
      ['youtube.videoId', 'video000001'],
    ]);
  });
  it('and the title alone if the description is not ours', () => {
    const kept = `${file}fields: { description: keep }\n`;
    expect(keysOf(adopt({ ...byHand, description: 'Hello.' }, { file: kept, fields: ['title'] }))).toEqual([
      ['title', 'By hand'],
      ['youtube.videoId', 'video000001'],
    ]);
  });
});

describe('what an operator needs to know before an overwrite', () => {
  it('which lines differ, why, and what it costs', () => {
    const { differences, overwriteUnits } = adopt(
      { title: 'Two | Talks', tags: [] },
      { fields: ['title', 'tags'] },
    );
    expect(differences).toMatchObject([
      {
        field: 'title',
        reason: 'edited',
        edits: [{ removed: ['Two | Talks'], added: ['One | Talks'] }],
        more: 0,
      },
      { field: 'tags', reason: 'edited', edits: [{ removed: [], added: ['more', 'talks'] }], more: 0 },
    ]);
    expect(overwriteUnits).toBe(51);
  });
  it('a hash of the whole text, so that a change past the lines that are shown is noticed', () => {
    const body = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n');
    const read = (description: string) =>
      adopt({ description }, { fields: ['description'] }).differences?.[0];
    const [one, other] = [read(`${body}\nend`), read(`${body}\nEnd`)];
    expect(one?.edits).toEqual(other?.edits);
    expect(one?.live).not.toBe(other?.live);
  });
  it('of a long text the first lines, and how many more there are', () => {
    const body = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n');
    const [found] = adopt({ description: body }, { fields: ['description'] }).differences ?? [];
    const lines = found?.edits.flatMap(({ removed, added }) => [...removed, ...added]) ?? [];
    expect([lines.length, found?.more]).toEqual([40, 24]);
  });
  it.each([
    ['ours', {}, FILE],
    ['not-ours', { description: 'All mine.' }, FILE],
    ['not-ours', { description: 'Mine.\n\nhttps://academy.example/watch/a/one' }, FILE],
    ['observed', {}, `${FILE}manage: observe\n`],
  ] as const)('whose the video is: %s', (whose, change, file) => {
    expect(adopt(change, { file }).whose).toBe(whose);
  });
});

it('adopts only what a person changed, and the stream, without field names', () => {
  expect(keysOf(adopt({}))).toEqual([]);
  expect(keysOf(adopt({ title: 'Two' }, { stream: 'Main' }))).toEqual([['overrides.title', 'Two']]);
});

it('shows the changed lines of the file', () => {
  expect(adopt({ title: 'Two | Talks' }).diff).toBe('- title: One\n+ title: Two');
});
