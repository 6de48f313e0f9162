import { describe, expect, it } from 'vitest';
import { buildCatalog, buildVideo, episodeOf, sealedText } from '../../../test/support/catalog.ts';
import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { renderDesired } from '../../render/desired.ts';
import { adoptLive } from './adopt.ts';
import { applyEdits } from './edit-yaml.ts';
import { tryEdits } from './try-edits.ts';

const FILE = `title: One
show: talks
# What it is about.
description: |
  Two teams, two broken clusters.  
  Who is faster?

  And why.
sponsors: [cloud]
guests: [ada]
links:
  - https://talos.dev # theirs
  - { title: Slides, url: "https://example.org/slides" }
chapters: # of the stream
  - { time: "00:30", title: 'Before the start' }
  - { time: "01:32", title: Introductions }
  - time: "10:00" # about
    title: The first team
  - { time: 1:01:32, title: The end }
chapterOffset: -92s
overflow: [footer]
`;

function content(file: string, show: Record<string, unknown> = {}, templates: Record<string, string> = {}) {
  const catalog = buildCatalog({
    academy: { footer: 'The academy.' },
    shows: { talks: { hosts: ['hal'], ...show } },
    guests: { ada: {}, hal: {} },
    sponsors: { cloud: {} },
    episodes: { 'a/one': parseYaml(file).value as Record<string, unknown> },
    templates,
  });
  const episode = episodeOf(catalog);
  return { catalog, episode, desired: renderDesired(catalog, episode), text: file };
}
type Content = ReturnType<typeof content>;

/** Adopts the description that a person left, and applies it: the new file, and which keys changed. */
function adopt(input: Content, edit: (body: string) => string) {
  const before = sealedText(input.desired);
  const description = edit(before);
  if (description === before) throw new Error('The test changes nothing.');
  const live = buildVideo({ description, title: input.desired.title, phase: 'complete' });
  const adoption = adoptLive({ ...input, live, fields: ['description'] });
  expect(adoption.notAdopted).toEqual([]);
  const after = applyEdits(input.text, adoption.edits);
  const tried = tryEdits({ ...input, text: after }, []);
  expect('desired' in tried && normalizeText(tried.desired.body)).toBe(bodyOf(description));
  return { ...adoption, after, keys: adoption.edits.map(({ key }) => key.join('.')) };
}
const bodyOf = (description: string): string =>
  normalizeText(description.slice(0, description.lastIndexOf('\n')));

/** `[what a person did on YouTube, what changes in the file]`, both as [before, after]. */
const CASES: readonly (readonly [string, readonly [string, string], readonly [string, string]])[] = [
  ['a word of the text', ['broken clusters', 'lost clusters'], ['broken clusters.', 'lost clusters.']],
  ['a word of its last line', ['And why.', 'And how.'], ['And why.', 'And how.']],
  ['a line more in the text', ['And why.', 'And why.\nAnd when.'], ['And why.\n', 'And why.\n  And when.\n']],
  ['a line less in the text', ['Who is faster?\n', ''], ['  Who is faster?\n', '']],
  ['the title of a chapter', ['The first team', 'Team one'], ['The first team', 'Team one']],
  ['the time of a chapter', ['08:28 The', '08:30 The'], ['"10:00" # about', '"10:02" # about']],
  ['the time of the last chapter', ['1:00:00', '59:59'], ['1:01:32', '1:01:31']],
  [
    'the title of the chapter at the beginning',
    ['00:00 Introductions', '00:00 Hello'],
    ['title: Introductions', 'title: Hello'],
  ],
  [
    'a chapter more, in the form of the one before',
    ['08:28 The', '02:00 Rules\n08:28 The'],
    ['title: Introductions }\n', 'title: Introductions }\n  - { time: "03:32", title: Rules }\n'],
  ],
  [
    'a chapter less',
    ['\n08:28 The first team', ''],
    ['  - time: "10:00" # about\n    title: The first team\n', ''],
  ],
  ['the title of a link', ['Slides: ', 'The slides: '], ['title: Slides', 'title: The slides']],
  ['the address of a link', ['org/slides', 'org/new'], ['org/slides', 'org/new']],
  [
    'the address of a link without a title',
    ['https://talos.dev', 'https://talos.dev/x'],
    ['dev #', 'dev/x #'],
  ],
  [
    'a link more',
    ['https://talos.dev', 'https://talos.dev\nhttps://new.example'],
    ['# theirs\n', '# theirs\n  - https://new.example\n'],
  ],
];

describe('a change inside a part of the file itself becomes the smallest edit of that part', () => {
  it.each(CASES)('%s', (_what, [there, edited], [before, after]) => {
    const adopted = adopt(content(FILE), (body) => body.replace(there, edited));
    expect(adopted.after).toBe(FILE.replace(before, after));
    expect(adopted).not.toHaveProperty('frozen');
  });

  it('two changes in two parts', () => {
    const adopted = adopt(content(FILE), (body) =>
      body.replace('Two teams', 'Three teams').replace('Slides', 'All slides'),
    );
    expect(adopted.after).toBe(FILE.replace('Two teams', 'Three teams').replace('Slides', 'All slides'));
  });

  it('a text that the file does not have yet', () => {
    const adopted = adopt(content('title: One\nguests: [ada]\n'), (body) => `All new.\n\n${body}`);
    expect(adopted.after).toBe('title: One\nguests: [ada]\ndescription: All new.\n');
  });

  it('the first chapters', () => {
    const adopted = adopt(content('title: One\ndescription: Text.\n'), (body) =>
      body.replace('Text.', 'Text.\n\n00:00 Hello\n02:00 More\n05:00 End'),
    );
    expect([adopted.keys, adopted.edits[0]?.value]).toEqual([
      ['description'],
      'Text.\n\n00:00 Hello\n02:00 More\n05:00 End',
    ]);
    const withFooter = adopt(content('title: One\ndescription: Text.\nguests: [ada]\n'), (body) =>
      body.replace('\n\nThe academy.', '\n\n00:00 Hello\n02:00 More\n05:00 End\n\nThe academy.'),
    );
    expect(withFooter.after).toContain(
      '\nchapters:\n  - { time: "00:00", title: Hello }\n  - { time: "02:00", title: More }\n',
    );
  });

  it('all links taken out', () => {
    const adopted = adopt(content(FILE), (body) =>
      body.replace('https://talos.dev\nSlides: https://example.org/slides\n\n', ''),
    );
    expect([adopted.keys, adopted.edits[0]?.value]).toEqual([['links'], []]);
  });

  it('inside a template of the show, wherever it prints the part', () => {
    const show = {
      description: 'Welcome.\n{{ blocks.chapters }}\n--\n{{ episode.description }}\n{{ blocks.guests }}',
    };
    const adopted = adopt(content(FILE, show), (body) =>
      body.replace('faster', 'quicker').replace('The end', 'Bye'),
    );
    expect(adopted.after).toBe(FILE.replace('faster', 'quicker').replace('The end', 'Bye'));
  });

  it('inside a block that the repository prints itself', () => {
    const templates = { 'templates/blocks/chapters.liquid': 'Chapters\n{{ blocks.chapters }}' };
    const adopted = adopt(content(FILE, {}, templates), (body) => body.replace('The end', 'Bye'));
    expect(adopted.after).toBe(FILE.replace('The end', 'Bye'));
  });
});

describe('what no part of the file can say becomes an override', () => {
  it.each([
    ['a word in the line of a guest', (body: string) => body.replace('Name of ada', 'Ada')],
    ['a line between two blocks', (body: string) => body.replace('\nGuest\n', '\nAs a guest\n')],
    ['a word in both', (body: string) => body.replace('Two teams', 'Teams').replace('Name of ada', 'Ada')],
  ])('%s, with all that it cuts off', (_what, edit) => {
    const adopted = adopt(content(FILE), edit);
    expect(adopted.keys).toEqual(['overrides.description']);
    expect(adopted.frozen).toEqual(['text', 'sponsors', 'guests', 'chapters', 'links', 'footer']);
    expect(adopted.warning).toBe(
      'overrides.description replaces the whole description: from now on no change of its own text, sponsors, guests and hosts, chapters, links, the footer reaches this description, until the override is removed',
    );
  });

  it('an override that exists already cuts off nothing more', () => {
    const adopted = adopt(content(`${FILE}overrides:\n  description: Mine.\n`), (body) =>
      body.replace('Mine', 'Theirs'),
    );
    expect(adopted.keys).toEqual(['overrides.description']);
    expect(adopted).not.toHaveProperty('frozen');
  });
});
