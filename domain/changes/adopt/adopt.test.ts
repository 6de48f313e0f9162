import { describe, expect, it } from 'vitest';
import { buildBroadcast, buildCatalog, buildVideo, episodeOf } from '../../../test/support/catalog.ts';
import type { Field } from '../../content/ownership.ts';
import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import { renderDesired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import type { LiveVideo } from '../live.ts';
import { adoptLive } from './adopt.ts';

const FILE = 'title: One\nshow: talks\ndescription: Our text.\nguests: [ada]\ntags: [more]\n';

/** What is adopted of a video that says what we wrote, but for what a person changed. */
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
  const { title, description, tags = [] } = desired;
  const ours = buildVideo({ title, description, tags });
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

describe('the nearest word of an author', () => {
  it('a title inside its template is the title', () => {
    expect(keysOf(adopt({ title: 'Two | Talks' }))).toEqual([['title', 'Two']]);
  });
  it('a title that the template cannot say is an override', () => {
    expect(keysOf(adopt({ title: 'Two' }))).toEqual([['overrides.title', 'Two']]);
  });
  it("words in the description's own text are the description", () => {
    const found = adopt(({ description }) => ({
      description: description.replace('Our text.', 'Their\n\ntext.'),
    }));
    expect(keysOf(found)).toEqual([['description', 'Their\n\ntext.']]);
  });
  it('a text taken out is an empty one', () => {
    const found = adopt(({ description }) => ({ description: description.replace('Our text.\n\n', '') }));
    expect(keysOf(found)).toEqual([['description', '']]);
  });
  it('words beside a guest are an override of the whole, without the marker', () => {
    const found = adopt(({ description }) => ({ description: description.replace('Name of ada', 'Ada') }));
    expect(keysOf(found)).toEqual([['overrides.description', 'Our text.\n\nGuest\n• Ada']]);
  });
  it('a text that lost its marker names its video as well', () => {
    expect(keysOf(adopt({ description: 'All mine.' }))).toEqual([
      ['overrides.description', 'All mine.'],
      ['youtube.videoId', 'video000001'],
    ]);
  });
  it('tags beside those of the show are the tags; without those, an override', () => {
    expect(keysOf(adopt({ tags: ['theirs', 'talks'] }))).toEqual([['tags', ['theirs']]]);
    expect(keysOf(adopt({ tags: ['theirs'] }))).toEqual([['overrides.tags', ['theirs']]]);
  });
  it('what was overridden stays an override', () => {
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

describe('what content cannot say', () => {
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
  ])('%j', (kept, words) => {
    expect(kept).toEqual([{ field: expect.any(String), why: expect.stringContaining(words) }]);
  });
});

it('without names, only what a person changed is adopted, and the stream', () => {
  expect(keysOf(adopt({}))).toEqual([]);
  expect(keysOf(adopt({ title: 'Two' }, { stream: 'Main' }))).toEqual([['overrides.title', 'Two']]);
});

it('the diff shows the lines of the file', () => {
  expect(adopt({ title: 'Two | Talks' }).diff).toBe('- title: One\n+ title: Two');
});
