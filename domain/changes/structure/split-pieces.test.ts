import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalizeText } from '../../render/description/marker.ts';
import { joinPieces, listVersions, splitPieces } from './split-pieces.ts';

const line = fc.constantFrom(
  '',
  '',
  'Chapters:',
  '0:00 Intro',
  '02:05 - The talk',
  '1:02:03 Questions',
  '5:00 PM Doors',
  'Links',
  'https://example.org/a',
  '- Slides: https://example.org/slides',
  'Guests:',
  '• Ada Example, Engineer at Example (Team A)',
  '  https://github.com/ada',
  'Speaker: Bob Sample',
  'Thanks to Example Cloud: Clusters. https://cloud.example',
  '#one #two',
  'Next: Another https://example.org/next',
  'A sentence of its own.',
  ' indented',
  '---',
);

it('are the whole text again, however they are split', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const text = lines.join('\n');
      for (const pieces of listVersions(splitPieces(text)))
        expect(joinPieces(pieces)).toBe(normalizeText(text));
    }),
    { numRuns: 500 },
  );
});

const kindsOf = (text: string): (string | undefined)[] =>
  splitPieces(text).map(({ list }) => list?.forms[0]?.kind);
const itemsOf = (text: string) =>
  splitPieces(text).flatMap(({ list }) => (list === undefined ? [] : [list.items]));

it.each([
  ['a heading on the line above', 'Chapters\n0:00 A\n1:00 B', ['chapters']],
  ['a heading with an empty line', 'Timestamps:\n\n0:00 A\n1:00 B', ['chapters']],
  ['prose above a list', 'What we say.\n0:00 A\n1:00 B', [undefined, 'chapters']],
  ['times that do not ascend', '1:00 B\n0:00 A', [undefined]],
  ['an agenda', '5:00 PM Doors\n6:00 PM Talks', ['chapters']],
  ['one time in a sentence', '2:05 is when it begins', [undefined]],
  ['links with and without titles', 'Slides: https://a.example\nhttps://b.example', ['links']],
  ['a sentence that ends with a URL', 'Come and see https://a.example', [undefined]],
  ['titles above their URLs', 'Links:\n\nSlides:\nhttps://a.example\nCode:\nhttps://b.example', ['links']],
  ['people with pages', 'Speakers\n• Ada Example\n  https://github.com/ada\n• Bob Sample', ['guests']],
  ['people on one line', 'Guests: Ada Example, Bob Sample and Cleo Test', ['guests']],
  ['no people', 'Guests: everybody is welcome', [undefined]],
  ['hosts', 'Hosted by: Ada Example', ['hosts']],
  ['a sponsor', 'This episode is sponsored by Example Cloud.', ['sponsors']],
  ['hashtags', '#one #two\n#three', ['hashtags']],
])('are read: %s', (_what, text, kinds) => {
  expect(kindsOf(text)).toEqual(kinds);
});

it('hold what the lists say', () => {
  expect(itemsOf('0:00 - A\n1:02:03 - B: c')).toEqual([
    {
      chapters: [
        { seconds: 0, title: 'A' },
        { seconds: 3723, title: 'B: c' },
      ],
    },
  ]);
  expect(itemsOf('→ Slides: https://a.example\n→ https://b.example')).toEqual([
    { links: [{ title: 'Slides', url: 'https://a.example' }, { url: 'https://b.example' }] },
  ]);
  expect(
    itemsOf('Guests\n• Inês Duarte, Role of all at Azulejo Press (Team A)\n  https://a.example'),
  ).toEqual([
    {
      people: [
        {
          name: 'Inês Duarte',
          role: 'Role of all',
          of: 'Azulejo Press',
          as: 'Team A',
          profiles: ['https://a.example'],
        },
      ],
    },
  ]);
  expect(itemsOf('Thanks to Example Cloud: Clusters. https://cloud.example')).toEqual([
    { sponsors: [{ name: 'Example Cloud', message: 'Clusters.', url: 'https://cloud.example' }] },
  ]);
});
