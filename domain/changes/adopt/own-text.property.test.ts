import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildCatalog, buildVideo, episodeOf, sealedText } from '../../../test/support/catalog.ts';
import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { renderDesired } from '../../render/desired.ts';
import { adoptLive } from './adopt.ts';
import { applyEdits } from './edit-yaml.ts';

/** The key as its lines are written in the file. */
type Style = (lines: readonly string[]) => string;
const LITERAL: Style = (lines) => `description: |\n${indent(lines)}\n`;
const QUOTED: Style = (lines) => `description: "${lines.join('\\n')}" # ours\n`;
const FOLDED: Style = (lines) => `description: >-\n${indent(lines)}\n`;
/** The styles in which people write it. */
const STYLES: readonly Style[] = [
  LITERAL,
  (lines) => `description: |- # ours\n${indent(lines)}\n`,
  (lines) => `description: |+\n${indent(lines)}\n\n`,
  (lines) => `description: >\n${indent(lines)}\n`,
  QUOTED,
  FOLDED,
];
const indent = (lines: readonly string[]): string =>
  lines.map((line) => (line === '' ? '' : `   ${line}`)).join('\n');

const TEMPLATE = 'Welcome\n{{ blocks.guests }}\n{{ blocks.text }}\nBye';

const word = fc.stringMatching(/^[a-zäé✓]{1,8}$/);
const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const paragraphs = fc.array(line, { minLength: 1, maxLength: 4 });
const change = fc.record({
  style: fc.constantFrom(...STYLES),
  // Repeated words, and lines that are also elsewhere in the description, must not be confused.
  paragraphs: paragraphs.map((lines) => lines.flatMap((text, index) => (index === 0 ? [text] : ['', text]))),
  trailing: fc.constantFrom('', '  '),
  at: fc.nat(),
  kind: fc.constantFrom('replaced', 'added', 'removed'),
  next: word.map((text) => `${text}x`),
  template: fc.constantFrom(undefined, TEMPLATE),
});

/** What this property has failed for. */
const FOUND = [
  // A word whose only neighbour is a line break, which the file writes in another way than the text has it.
  { style: QUOTED, paragraphs: ['é', '', '✓'], kind: 'removed', next: 'ax' },
  { style: QUOTED, paragraphs: ['✓', '', 'a'], kind: 'added', next: 'ax' },
  { style: FOLDED, paragraphs: ['é', '', 'é'], kind: 'added', next: 'äéx' },
  // A text that is also a part of a guest's name: the test must edit the text, not the name.
  { style: LITERAL, paragraphs: ['a'], kind: 'replaced', next: 'éx', template: TEMPLATE },
].map((found) => ({ trailing: '', at: 0, template: undefined, ...found }));

function editWord(lines: readonly string[], at: number, kind: string, next: string) {
  const places = lines.flatMap((text, row) =>
    text.split(' ').flatMap((one, place) => (one === '' ? [] : [{ row, place }])),
  );
  const { row, place } = places[at % places.length] ?? { row: 0, place: 0 };
  const words = (lines[row] ?? '').split(' ').filter((one) => one !== '');
  const edited =
    kind === 'replaced'
      ? words.with(place, next)
      : kind === 'added' || words.length === 1
        ? words.toSpliced(place, 0, next)
        : words.toSpliced(place, 1);
  return { row, before: lines[row] ?? '', after: edited.join(' ') };
}

it('a word that a person changed in the text of the file is changed there, and every other byte stays', () => {
  fc.assert(
    fc.property(change, ({ style, paragraphs: own, trailing, at, kind, next, template }) => {
      const literal = STYLES.indexOf(style) < 3;
      const lines = literal ? own.map((text, index) => (index === 1 ? text : text + trailing)) : own;
      const head = '# first\ntitle: One # why\nshow: talks\nguests: [ada]\n';
      const tail = 'links:\n  - https://talos.dev   # theirs\ntags: [ b,  a ]\n';
      const file = head + style(lines) + tail;
      const catalog = buildCatalog({
        shows: { talks: { hosts: ['hal'], ...(template === undefined ? {} : { description: template }) } },
        guests: { ada: {}, hal: {} },
        episodes: { 'a/one': parseYaml(file).value as Record<string, unknown> },
      });
      const episode = episodeOf(catalog);
      const desired = renderDesired(catalog, episode);
      const text = normalizeText(episode.description ?? '');
      const edit = editWord(text.split('\n'), at, kind, next);
      const edited = text.split('\n').with(edit.row, edit.after).join('\n');
      fc.pre(edited !== text);
      const description = replaceLines(sealedText(desired).replace(/[^\S\n]+$/gm, ''), text, edited);
      const live = buildVideo({ title: desired.title, description, phase: 'complete' });
      const adoption = adoptLive({ catalog, episode, desired, live, text: file, fields: ['description'] });
      expect(adoption.edits.map(({ key }) => key)).toEqual([['description']]);
      const after = applyEdits(file, adoption.edits);
      expect([after.slice(0, head.length), after.slice(-tail.length)]).toEqual([head, tail]);
      const [was, is] = [style(lines), after.slice(head.length, -tail.length)];
      const places = findPlaces(was, edit.before);
      // The text is in the file as it was, but for that line.
      expect(
        places.map((place) => was.slice(0, place) + edit.after + was.slice(place + edit.before.length)),
      ).toContain(is);
    }),
    { seed: 20261129, numRuns: 60, examples: FOUND.map((found) => [found]) },
  );
});

/** Whole lines only: a short text is also a part of the words of a template, or of the name of a guest. */
function replaceLines(description: string, before: string, after: string): string {
  const at = `\n${description}\n`.indexOf(`\n${before}\n`);
  expect(at).toBeGreaterThanOrEqual(0);
  return description.slice(0, at) + after + description.slice(at + before.length);
}

function findPlaces(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}
