import { describe, expect, it } from 'vitest';
import { buildCatalog, buildEpisode, episodeOf } from '../../../test/support/catalog.ts';
import { formatTimestamp } from '../../shared/chapters.ts';
import { type DescriptionParts, joinBlocks, renderBlocks } from './description.ts';

type Written = Readonly<Record<string, unknown>>;

function partsOf(written: Written, more: Partial<DescriptionParts> = {}): DescriptionParts {
  const { academy } = buildCatalog();
  return { academy, episode: buildEpisode('a/one', written), hosts: [], guests: [], sponsors: [], ...more };
}

const renderBuiltIn = (parts: DescriptionParts): string => joinBlocks(renderBlocks(parts));
const guy = { id: 'guy', name: 'Guy', profiles: [] };

describe('the built-in layout', () => {
  it('has every block in order, separated by one empty line', () => {
    const { academy, sponsors } = buildCatalog({
      academy: { footer: 'Subscribe for more.\n' },
      sponsors: {
        cloud: { name: 'Example Cloud', url: 'https://cloud.example', message: 'Clusters in a minute.' },
      },
    });
    const episode = {
      description: '\nTwo teams.\n\nTwo clusters.\n',
      chapters: [{ time: '00:00', title: 'Introductions' }],
      links: ['https://talos.dev', { title: 'Slides', url: 'https://example.org/slides' }],
    };
    const parts = partsOf(episode, {
      academy,
      sponsors: Object.values(sponsors),
      guests: [
        { ...guy, of: 'Skyscanner', role: 'Engineer', as: 'Team Talos', profiles: ['https://x.com/guy'] },
      ],
      hosts: [{ ...guy, name: 'Host' }],
      previous: {
        id: 'a/zero',
        title: 'Before',
        url: 'https://x.example',
        link: 'https://academy.example/watch/a/zero',
      },
      next: {
        id: 'a/two',
        title: 'After',
        url: 'https://x.example',
        link: 'https://academy.example/watch/a/two',
      },
    });
    expect(renderBuiltIn(parts)).toBe(
      `Two teams.

Two clusters.

Thanks to Example Cloud: Clusters in a minute. https://cloud.example

Guest
• Guy, Engineer at Skyscanner (Team Talos)
  https://x.com/guy

Host
• Host

00:00 Introductions

https://talos.dev
Slides: https://example.org/slides

Previous: Before https://academy.example/watch/a/zero
Next: After https://academy.example/watch/a/two

Subscribe for more.`,
    );
  });

  it('omits an empty block without a gap', () => {
    expect(renderBuiltIn(partsOf({}))).toBe('');
    expect(renderBuiltIn(partsOf({ description: ' \n', links: ['https://a.example'] }))).toBe(
      'https://a.example',
    );
  });

  it('names every block for templates', () => {
    expect(Object.keys(renderBlocks(partsOf({})))).toEqual([
      'text',
      'sponsors',
      'guests',
      'chapters',
      'links',
      'sections',
      'neighbours',
      'follow',
      'footer',
    ]);
  });
});

describe('a block', () => {
  it('of people has singular and plural headings, and joins the known facts', () => {
    const guests = [{ ...guy, of: 'Skyscanner' }, { ...guy, role: 'Engineer' }, guy];
    expect(renderBlocks(partsOf({}, { guests })).guests).toBe(
      'Guests\n• Guy, Skyscanner\n• Guy, Engineer\n• Guy',
    );
    expect(renderBlocks(partsOf({}, { hosts: [guy, guy] })).guests).toBe('Hosts\n• Guy\n• Guy');
  });

  it('of a sponsor without message and URL is a sentence', () => {
    const { sponsors } = buildCatalog({ sponsors: { cloud: { name: 'Cloud' } } });
    expect(renderBlocks(partsOf({}, { sponsors: Object.values(sponsors) })).sponsors).toBe(
      'Thanks to Cloud.',
    );
  });

  it('of neighbours can have only one', () => {
    const next = { id: 'a/two', title: 'After', url: 'x', link: 'Episode a/two' };
    expect(renderBlocks(partsOf({}, { next })).neighbours).toBe('Next: After Episode a/two');
  });
});

describe('chapters', () => {
  const chapters = [
    { time: '00:00', title: 'Waiting' },
    { time: '01:00', title: 'Hello' },
    { time: '02:05', title: 'Talk' },
    { time: '1:02:05', title: 'Questions' },
  ];
  const render = (written: Written): string[] => renderBlocks(partsOf(written)).chapters.split('\n');

  it('are printed as YouTube parses them', () => {
    expect(render({ chapters })).toEqual(['00:00 Waiting', '01:00 Hello', '02:05 Talk', '1:02:05 Questions']);
  });

  it('are shifted with the recording: the chapter at its start gets 00:00', () => {
    expect(render({ chapters, chapterOffset: '-92s' })).toEqual([
      '00:00 Hello',
      '00:33 Talk',
      '1:00:33 Questions',
    ]);
    expect(render({ chapters, chapterOffset: '-60s' })[0]).toBe('00:00 Hello');
    expect(render({ chapters, chapterOffset: '-59s' }).slice(0, 2)).toEqual(['00:00 Waiting', '00:01 Hello']);
    expect(render({ chapters, chapterOffset: '-2h' })).toEqual(['00:00 Questions']);
  });

  it('can be shifted backwards as well', () => {
    expect(render({ chapters, chapterOffset: '10s' })[0]).toBe('00:10 Waiting');
  });

  it.each([
    [0, '00:00'],
    [59, '00:59'],
    [125, '02:05'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [3725, '1:02:05'],
    [36_000, '10:00:00'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(formatTimestamp(seconds)).toBe(text);
  });
});

it('depends only on its input', () => {
  const catalog = buildCatalog({ episodes: { 'a/one': { description: 'Text.' } } });
  const parts = partsOf({}, { episode: episodeOf(catalog) });
  expect(renderBuiltIn(parts)).toBe('Text.');
});
