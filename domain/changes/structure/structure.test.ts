import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { parseCatalog } from '../../content/assemble/parse-catalog.ts';
import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { parseFile } from '../../content/parse/parse.ts';
import { renderDesired } from '../../render/desired.ts';
import { type Structure, structureTexts } from './structure.ts';

type Written = Readonly<Record<string, unknown>>;

/** Ids as a command finds them, without its rules for other alphabets. */
const findId = (name: string, isTaken: (id: string) => boolean): string => {
  const id = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '-');
  return isTaken(id) ? `${id}-2` : id;
};

function structureAll(episodes: Readonly<Record<string, Written>>, content: Written = {}): Structure {
  const files = Object.entries(episodes).map(
    ([id, written]) => [`episodes/${id}.yaml`, stringify(written, { lineWidth: 0 })] as const,
  );
  const catalog = buildCatalog({ shows: { s: {} }, ...content, episodes });
  return structureTexts({ catalog, files: new Map(files), findId });
}

const verbatim = (text: string, more: Written = {}): Written => ({
  title: 'An episode',
  show: 's',
  kind: 'video',
  youtube: { videoId: 'dQw4w9WgXcQ' },
  ...more,
  verbatim: text,
});

const proposalsOf = ({ shows }: Structure) =>
  Object.fromEntries(shows.flatMap(({ episodes }) => episodes.map((one) => [one.id, one])));

/** What an episode prints once all proposals are content, with another name for one guest. */
function renderAfter(structure: Structure, id: string, names: Readonly<Record<string, string>> = {}): string {
  const [show] = structure.shows;
  const proposal = proposalsOf(structure)[id];
  const { record } = parseFile('episode', `episodes/${id}.yaml`, proposal?.text ?? '');
  const guests = structure.guests.map(({ id: guest, draft }) => [
    guest,
    { ...draft, name: names[guest] ?? draft.name },
  ]);
  const catalog = buildCatalog({
    shows: {
      s: {
        ...{ description: show?.template, follow: show?.follow },
        ...(show?.hosts && { hosts: show.hosts }),
        ...(show?.neighbours && { neighbours: show.neighbours }),
      },
    },
    guests: Object.fromEntries(guests),
    sponsors: Object.fromEntries(structure.sponsors.map(({ id: one, sponsor }) => [one, sponsor])),
    episodes: {},
  });
  if (record === undefined) throw new Error(`${id}: no record`);
  return renderDesired(catalog, { ...record, id, origin: { path: '', blob: '' } }).body.trim();
}

it('gives back everything of the sample academy, byte for byte', () => {
  const sample = readSample();
  const past = Object.values(sample.episodes).filter(
    ({ kind, youtube }) => kind !== 'none' && youtube?.videoId,
  );
  const episodes = Object.fromEntries(
    past.map((one) => [
      one.id,
      verbatim(renderDesired(sample, one).body.trim(), { show: one.show, scheduledFor: one.start }),
    ]),
  );
  const shows = Object.fromEntries(Object.keys(sample.shows).map((id) => [id, {}]));
  const found = structureAll(episodes, { shows });
  const proposals = Object.values(proposalsOf(found));
  expect(proposals.length).toBeGreaterThan(15);
  expect(proposals.filter(({ proof }) => proof.kind !== 'equal')).toEqual([]);
  const count = (list: (episode: Episode) => readonly unknown[]): number =>
    past.reduce((sum, episode) => sum + list(episode).length, 0);
  const countFound = (key: 'chapters' | 'guests' | 'sponsors'): number =>
    proposals.reduce((sum, { fields }) => sum + (fields?.[key]?.length ?? 0), 0);
  expect(countFound('chapters')).toBe(count(({ chapters }) => chapters));
  expect(countFound('sponsors')).toBe(count(({ sponsors }) => sponsors));
  expect(countFound('guests')).toBe(
    count(({ guests }) => guests.filter(({ id }) => sample.guests[id]?.listed !== false)),
  );
});

function readSample(): Catalog {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const paths = ['episodes', 'guests', 'shows', 'sponsors']
    .flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map(
        (path) => `${folder}/${path}`,
      ),
    )
    .filter((path) => path.endsWith('.yaml'));
  const files = [...paths, 'academy.yaml'].map((path) => ({
    path,
    blob: path,
    text: readFileSync(`${root}${path}`, 'utf8'),
  }));
  const { catalog } = parseCatalog({ commit: 'c0ffee', files, blobs: {} });
  if (catalog === undefined) throw new Error('the sample academy cannot be read');
  return catalog;
}

const talk = (name: string, page: string, prose: string): string => `Example Days 2019: a talk by ${name}

${prose}

Chapters:
0:00 - Welcome
2:05 - The talk
1:02:03 - Questions

Links
→ ${name}: ${page}
→ Slides: https://slides.example/${prose.length}

#example #days

Video by Example Films. Subscribe for more!`;

const TALKS = {
  'a/one': verbatim(talk('Ada Example', 'https://twitter.com/ada', 'About one thing.'), {
    title: 'One thing',
  }),
  'a/two': verbatim(talk('Bob Sample', 'https://github.com/bob', 'About two things.'), {
    title: 'Two things',
  }),
  'a/three': verbatim(talk('Cleo Test', 'https://x.com/cleo', 'About\n\nthree things.'), {
    title: 'Three things',
  }),
};

it('finds the template of a show in its texts, so that a corrected name reaches each text that has it', () => {
  const found = structureAll(TALKS);
  const { 'a/one': one, ...others } = proposalsOf(found);
  expect([one, ...Object.values(others)].map((proposal) => proposal?.proof.kind)).toEqual([
    'equal',
    'equal',
    'equal',
  ]);
  expect(one).toMatchObject({
    confidence: 'high',
    fields: {
      description: 'About one thing.',
      guests: ['ada-example'],
      chapters: [
        { time: '00:00', title: 'Welcome' },
        { time: '02:05', title: 'The talk' },
        { time: '1:02:03', title: 'Questions' },
      ],
      links: [{ title: 'Ada Example', url: 'https://twitter.com/ada' }, { title: 'Slides' }],
    },
  });
  expect(found.guests.find(({ id }) => id === 'bob-sample')).toMatchObject({
    draft: { name: 'Bob Sample', github: 'bob' },
    confidence: 'high',
  });
  expect(found.shows[0]?.template).toContain('a talk by {{ guests[0].name }}');
  expect(renderAfter(found, 'a/one')).toBe(TALKS['a/one']['verbatim']);
  expect(renderAfter(found, 'a/one', { 'ada-example': 'Ada B. Example' })).toMatch(
    /^Example Days 2019: a talk by Ada B. Example\n/,
  );
});

it('keeps what the file says besides, with its comments', () => {
  const file =
    '# imported\ntitle: A\nverbatim: |\n  Guest: Ada Example\n# Not yet watched.\nyoutube: { videoId: dQw4w9WgXcQ } # the one\n';
  const catalog = buildCatalog({ episodes: { 'a/one': { title: 'A', verbatim: 'Guest: Ada Example\n' } } });
  const files = new Map([['episodes/a/one.yaml', file]]);
  const [show] = structureTexts({ catalog, files, findId }).shows;
  expect(show?.episodes[0]?.text).toBe(
    '# imported\ntitle: A\ndescription: "Guest: Ada Example"\n# Not yet watched.\nyoutube: { videoId: dQw4w9WgXcQ } # the one\n',
  );
  expect(show?.episodes[0]).toMatchObject({
    confidence: 'low',
    proof: { kind: 'same', place: { line: 2, live: '' } },
  });
});

it('says where the text would differ, if a template of a person prints more; it stays verbatim, and so does the template', () => {
  const found = structureAll(
    { 'a/one': verbatim('About one thing.\n\n0:00 A\n1:00 B\n2:00 C') },
    { shows: { s: { description: '{{ blocks.text }}\n\nWatch us live!\n\n{{ blocks.chapters }}' } } },
  );
  expect(found.shows[0]?.template).toBeUndefined();
  expect(proposalsOf(found)['a/one']).toEqual({
    id: 'a/one',
    path: 'episodes/a/one.yaml',
    confidence: 'low',
    proof: { kind: 'different', place: { line: 3, live: '0:00 A', rendered: 'Watch us live!' } },
  });
});

it('changes no template by which other texts of the show are printed', () => {
  const done = {
    title: 'Done',
    show: 's',
    kind: 'video',
    description: 'Text.',
    youtube: { videoId: 'dQw4w9WgXcR' },
  };
  const found = structureAll({ ...TALKS, 'a/done': done });
  expect(found.shows[0]?.template).toBeUndefined();
  expect(Object.keys(proposalsOf(found))).toEqual(['a/one', 'a/two', 'a/three']);
});

it('structures the rest of a show later, by the template that the first ones gave', () => {
  const first = structureAll(TALKS);
  const { record } = parseFile('episode', 'episodes/a/one.yaml', proposalsOf(first)['a/one']?.text ?? '');
  const { 'a/one': _, ...rest } = TALKS;
  const found = structureAll(
    { ...rest, 'a/one': { ...record, chapters: proposalsOf(first)['a/one']?.fields?.chapters } },
    {
      shows: { s: { description: first.shows[0]?.template } },
      guests: Object.fromEntries(first.guests.map(({ id, draft }) => [id, draft])),
    },
  );
  const proposals = Object.values(proposalsOf(found));
  expect(proposals.map(({ id, proof }) => [id, proof.kind])).toEqual([
    ['a/two', 'equal'],
    ['a/three', 'equal'],
  ]);
  expect(proposals[0]?.fields).toMatchObject({ guests: ['bob-sample'], chapters: [{}, {}, {}] });
});

it('has one record for a person, by profile and by name, and prints each text as it spells the name', () => {
  const guest = (name: string, page = ''): string => `Text.\n\nGuest\n• ${name}, Engineer at Example${page}`;
  const found = structureAll({
    'a/one': verbatim(guest('Ada Example', '\n  https://github.com/ada'), {
      scheduledFor: '2024-01-01T10:00:00Z',
    }),
    'a/two': verbatim(guest('Ada M. Example', '\n  https://github.com/ada'), {
      scheduledFor: '2025-01-01T10:00:00Z',
    }),
    'a/three': verbatim(guest('Ada Example', '\n  https://github.com/ada'), {
      scheduledFor: '2026-01-01T10:00:00Z',
    }),
  });
  expect(found.guests).toMatchObject([
    {
      id: 'ada-example',
      spellings: ['Ada M. Example'],
      texts: 3,
      draft: { github: 'ada', of: 'Example', role: 'Engineer' },
    },
  ]);
  const { 'a/one': one, 'a/two': two } = proposalsOf(found);
  expect(one?.fields?.guests).toEqual(['ada-example']);
  expect(two?.fields?.guests).toEqual([
    { id: 'ada-example', ...Object.fromEntries([['then', { name: 'Ada M. Example' }]]) },
  ]);
  expect(two?.proof).toEqual({ kind: 'equal' });
});

it.each([
  ['CRLF', 'Text.\r\n\r\n0:00 A\r\n1:00 B\r\n2:00 C'],
  ['another form of accents', 'Cafe\u0301.\n\n0:00 A\n1:00 B\n2:00 C'],
  ['spaces at the ends of lines', 'Text.  \n\n0:00 A\n1:00 B \n2:00 C'],
])('proves what is compared with YouTube, and says that bytes differ: %s', (_what, text) => {
  const { 'a/one': one } = proposalsOf(structureAll({ 'a/one': verbatim(text) }));
  expect(one).toMatchObject({ proof: { kind: 'same' }, fields: { chapters: [{}, {}, {}] } });
});

it('leaves a text alone whose file has a part of a description already', () => {
  const written = verbatim('Text.\n\n0:00 A\n1:00 B\n2:00 C', {
    chapters: [{ time: '00:00', title: 'Mine' }],
  });
  const { 'a/one': one } = proposalsOf(structureAll({ 'a/one': written }));
  expect(one).toMatchObject({ proof: { kind: 'refused', why: expect.stringContaining('already') } });
  expect(one?.text).toBeUndefined();
});

it('never changes a text to the bytes of a template', () => {
  const text = 'Use {{ chapter.title }} and {% raw %}.\n\n0:00 A\n1:00 {{ b }}\n2:00 C';
  const found = structureAll({ 'a/one': verbatim(text), 'a/two': verbatim(text), 'a/three': verbatim(text) });
  expect(Object.values(proposalsOf(found)).map(({ proof }) => proof.kind)).toEqual([
    'equal',
    'equal',
    'equal',
  ]);
  expect(episodeOf(buildCatalog({ episodes: { 'a/one': verbatim(text) } })).verbatim).toBe(text);
});

it.each([
  ['as the engine prints them', '00:00 A\n02:05 B\n1:02:03 C'],
  ['short', '0:00 A\n2:05 B\n1:02:03 C'],
  ['with an hour always', '0:00:00 A\n0:02:05 B\n1:02:03 C'],
  ['with two digits of an hour always', '00:00:00 A\n00:02:05 B\n10:02:03 C'],
  ['with two digits of an hour from one on', '00:00 A\n02:05 B\n01:02:03 C'],
  ['another beginning', '00:00 A\n2:05 B\n1:02:03 C'],
  ['in brackets', '- [0:00] A\n- [2:05] B\n- [1:02:03] C'],
  ['with a dash', '0:00 – A\n2:05 – B\n1:02:03 – C'],
])('prints times as the text writes them: %s', (_what, chapters) => {
  const { 'a/one': one } = proposalsOf(structureAll({ 'a/one': verbatim(`Text.\n\nPlan:\n${chapters}`) }));
  expect(one).toMatchObject({
    proof: { kind: 'equal' },
    fields: { description: 'Text.', chapters: [{}, {}, {}] },
  });
});

it.each([
  [
    'pages on lines below',
    'Speakers:\n- Ada Example - Engineer\n  https://example.org/ada\n- Bob Sample - Example Ltd\n  https://x.com/bob',
  ],
  [
    'pages on the same line',
    'Guests\n• Ada Example: https://example.org/ada\n• Bob Sample: https://x.com/bob',
  ],
  ['names on one line', 'Guests: Ada Example & Bob Sample'],
  ['a sponsor', 'Guest: Ada Example\n\nThis video is sponsored by Example Cloud: https://cloud.example'],
  ['hashtags', 'Guest: Ada Example\n\n#one #two'],
])('prints lists in the form of the text: %s', (_what, list) => {
  const found = structureAll({ 'a/one': verbatim(`Text.\n\n${list}\n\nLinks:\n* https://a.example`) });
  const { 'a/one': one } = proposalsOf(found);
  expect(one).toMatchObject({
    proof: { kind: 'equal' },
    confidence: 'high',
    fields: { description: 'Text.' },
  });
  expect(found.guests[0]?.draft.name).toBe('Ada Example');
  expect(renderAfter(found, 'a/one', { 'ada-example': 'Ada B. Example' })).toContain('Ada B. Example');
});

it('prints the network that the texts of a show name, from one record with all of them', () => {
  const list = (page: string): string =>
    `Text.\n\nGuests:\nAda Example (Example Ltd): ${page}\nSam (Acme): ${page}2`;
  const found = structureAll(
    {
      'a/one': verbatim(list('https://twitter.com/ada')),
      'b/one': verbatim(list('https://github.com/ada'), { show: 't' }),
    },
    { shows: { s: {}, t: {} } },
  );
  expect(Object.values(proposalsOf(found)).map(({ proof, fields }) => [proof.kind, fields?.guests])).toEqual([
    ['equal', ['ada-example', 'sam']],
    ['equal', ['ada-example', 'sam']],
  ]);
  expect(found.guests.map(({ draft }) => [draft.name, draft.of])).toEqual([
    ['Ada Example', 'Example Ltd'],
    ['Sam', 'Acme'],
  ]);
});

const sectionsOf = (at: number): string =>
  `Text ${at}.\n\nTools\nTalos: https://talos.dev/${at} - an operating system\nhttps://example.org/${at}\n\nReading\nThe book: https://book.example/${at}`;

it('proposes links under headings as sections, with the notes behind them, without a template of the show', () => {
  const found = structureAll({
    'a/one': verbatim(sectionsOf(1)),
    'a/two': verbatim(sectionsOf(2)),
    'a/three': verbatim('Text.\n\nTools\nTalos: https://talos.dev/3'),
  });
  const { 'a/one': one, 'a/three': three } = proposalsOf(found);
  expect(one).toMatchObject({ confidence: 'high', proof: { kind: 'equal' } });
  expect(one?.fields).toEqual({
    description: 'Text 1.',
    sections: [
      {
        heading: 'Tools',
        links: [
          { title: 'Talos', url: 'https://talos.dev/1', note: 'an operating system' },
          'https://example.org/1',
        ],
      },
      { heading: 'Reading', links: [{ title: 'The book', url: 'https://book.example/1' }] },
    ],
  });
  expect(one?.text).toContain(
    'sections:\n  - heading: Tools\n    links:\n      - { title: Talos, url: https://talos.dev/1, note: an operating system }\n      - https://example.org/1\n',
  );
  expect(three?.fields?.sections).toHaveLength(1);
  expect(found.shows[0]?.template).toBeUndefined();
});

it('prints sections in the form of the texts, and takes no titles above links for headings', () => {
  const text = (at: number): string =>
    ['Tools', 'Reading', 'More']
      .map((heading) => `${heading} ${at}\n- Talos → https://talos.dev/${heading}${at} – why`)
      .join('\n\n\n');
  const textOf = (lists: string, at: number): string => `Text ${at}.\n\n${lists}\n\nBye.`;
  const structureLists = (lists: (at: number) => string) =>
    structureAll(Object.fromEntries([1, 2, 3].map((at) => [`a/${at}`, verbatim(textOf(lists(at), at))])));
  const found = structureLists(text);
  expect(proposalsOf(found)['a/1']).toMatchObject({
    proof: { kind: 'equal' },
    fields: { sections: [{}, {}, {}] },
  });
  expect(renderAfter(found, 'a/1')).toBe(textOf(text(1), 1));
  const titled = (at: number): string =>
    `Talos:\nhttps://talos.dev/${at}\nThe book:\nhttps://book.example/${at}`;
  const others = proposalsOf(structureLists(titled))['a/1'];
  expect(others).toMatchObject({ proof: { kind: 'equal' }, fields: { links: [{}, {}] } });
  expect(others?.fields?.sections).toBeUndefined();
});

it('takes no sentence for a link with a note', () => {
  const found = structureAll({ 'a/one': verbatim('See https://example.org - it is free.') });
  expect(proposalsOf(found)['a/one']?.fields).toEqual({
    description: 'See https://example.org - it is free.',
  });
});

it('keeps what only one text says of a sponsor in its episode', () => {
  const thanks = (message: string): Written => verbatim(`Text.\n\nThanks to Example Cloud: ${message}`);
  const usual = 'Clusters in a minute. https://cloud.example';
  const found = structureAll({
    'a/one': thanks(usual),
    'a/two': thanks('Use the code RUST. https://cloud.example'),
    'a/three': thanks(usual),
  });
  expect(found.sponsors.map(({ sponsor }) => sponsor)).toEqual([
    { name: 'Example Cloud', url: 'https://cloud.example', message: 'Clusters in a minute.' },
  ]);
  const proposals = Object.values(proposalsOf(found));
  expect(proposals.map(({ proof }) => proof.kind)).toEqual(['equal', 'equal', 'equal']);
  expect(proposals.map(({ fields }) => fields?.sponsors)).toEqual([
    ['example-cloud'],
    [{ id: 'example-cloud', message: 'Use the code RUST.' }],
    ['example-cloud'],
  ]);
  const mixed = structureAll({
    'a/one': thanks(usual),
    'a/two': verbatim('Text.\n\nThanks to Example Cloud.'),
  });
  expect(mixed.sponsors[0]?.sponsor.message).toBeUndefined();
});

const FOLLOW_US = 'Follow the show:\nhttps://bsky.app/profile/days.example\nhttps://days.example';

it('proposes what all texts say of where to follow the show, without a template where the built-in layout has it there', () => {
  const text = (at: number): string => `Text ${at}.\n\n00:00 A\n01:00 B\n02:00 C\n\n${FOLLOW_US}`;
  const found = structureAll(Object.fromEntries([1, 2, 3].map((at) => [`a/${at}`, verbatim(text(at))])));
  const [show] = found.shows;
  expect([show?.follow, show?.template]).toEqual([FOLLOW_US, undefined]);
  expect(renderAfter(found, 'a/2')).toBe(text(2));
  const elsewhere = (at: number): string => `${FOLLOW_US}\n\nText ${at}.\n\nVideo by Example Films.`;
  const other = structureAll(Object.fromEntries([1, 2, 3].map((at) => [`a/${at}`, verbatim(elsewhere(at))])));
  expect(other.shows[0]?.follow).toBe(FOLLOW_US);
  expect(other.shows[0]?.template).toMatch(/^\{\{ blocks\.follow \}\}/);
  expect(other.shows[0]?.template).not.toContain('bsky');
  expect(renderAfter(other, 'a/2')).toBe(elsewhere(2));
  const own = { shows: { s: { follow: 'Follow us elsewhere.' } } };
  expect(
    structureAll({ 'a/1': verbatim(elsewhere(1)), 'a/2': verbatim(elsewhere(2)) }, own).shows[0]?.follow,
  ).toBeUndefined();
});

it('names the videos before and after where the texts do', () => {
  const ids = ['video000001', 'video000002', 'video000003'];
  const near = (word: string, at: number): string[] =>
    ids[at] === undefined ? [] : [`${word}: Talk ${at} https://www.youtube.com/watch?v=${ids[at]}`];
  const text = (at: number): string =>
    [`Text ${at}.`, [...near('Previous', at - 1), ...near('Next', at + 1)].join('\n')].join('\n\n');
  const episodes = Object.fromEntries(
    ids.map((videoId, at) => [
      `a/${at}`,
      verbatim(text(at), {
        ...{ title: `Talk ${at}`, youtube: { videoId }, visibility: 'public' },
        scheduledFor: `2024-01-0${at + 1}T10:00:00Z`,
      }),
    ]),
  );
  const found = structureAll(episodes);
  expect(found.shows[0]).toMatchObject({ neighbours: 'youtube' });
  expect(Object.values(proposalsOf(found)).map(({ proof, fields }) => [proof.kind, fields])).toEqual(
    ids.map((_, at) => ['equal', { description: `Text ${at}.` }]),
  );
  const pages = Object.fromEntries(
    Object.entries(episodes).map(([id, written]) => [
      id,
      { ...written, verbatim: String(written['verbatim']).replaceAll('www.youtube.com', 'other.example') },
    ]),
  );
  expect(structureAll(pages).shows[0]?.neighbours).toBeUndefined();
});
