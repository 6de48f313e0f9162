import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isError, type Problem, renderProblem } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { parseFile } from './parse.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/files/', import.meta.url));
const KINDS: readonly Kind[] = ['academy', 'show', 'guest', 'sponsor', 'episode'];
const fixtures = KINDS.flatMap((kind) =>
  readdirSync(`${FIXTURES}${kind}`).map((name) => ({ kind, name, path: `${kind}s/${name}` })),
);
const describeProblem = ({ line, column, code, hint }: Problem) =>
  `${line}:${column} ${code}${hint?.startsWith('Did you') ? ` ${hint}` : ''}`;
const parseEpisode = (text: string, path = 'episodes/a.yaml') => parseFile('episode', path, text);

describe('finds the problems that the comments of a fixture list', () => {
  test.each(fixtures)('$kind/$name', ({ kind, name, path }) => {
    const text = readFileSync(`${FIXTURES}${kind}/${name}`, 'utf8');
    const expected = [...text.matchAll(/^# (\d+:\d+ .+)$/gm)].map(([, words]) => words);
    const { problems, record } = parseFile(kind, path, text);
    expect(problems.map(describeProblem).sort()).toEqual(expected.sort());
    expect(record === undefined).toBe(problems.some(isError));
  });
});

test('names the key, what was expected and what was found', () => {
  const [problem] = parseEpisode('title: Teams\nguests:\n  - a\n  - id: B b\n').problems;
  expect(problem && renderProblem(problem)).toBe(
    'episodes/a.yaml:4:9  wrong-value\n  guests[1].id: expected the name of a file in guests/, found "B b"\n  Did you mean "b-b"?',
  );
});

test.each([
  ['title: 3', 'title: expected a text, found 3'],
  ['title: []', 'title: expected a text, found a list'],
  ['title: {}', 'title: expected a text, found a mapping'],
])('%s', (text, message) => {
  expect(parseEpisode(text).problems[0]?.message).toBe(message);
});

test('gives an example of a missing key', () => {
  expect(parseEpisode('kind: none').problems[0]?.hint).toBe(
    'For example "title: Red Hat vs. Talos Systems".',
  );
});

test('normalises durations, chapters and short forms', () => {
  const text =
    'title: T\nduration: 1h30m\nvisibility: public\nguests: [a]\nchapters: [{ time: 1:01:01, title: C }]';
  expect(parseEpisode(text).record).toMatchObject({
    duration: 5400,
    visibility: { live: 'public', after: 'public' },
    guests: [{ id: 'a' }],
    chapters: [{ seconds: 3661, title: 'C' }],
  });
});

test('keeps an absent list absent ("not ours") and an empty list empty', () => {
  expect(parseEpisode('title: T').record).not.toHaveProperty('tags');
  expect(parseEpisode('title: T\ntags: []').record).toHaveProperty('tags', []);
});

test('keeps a date as the text that was written: YAML 1.2 has no dates', () => {
  expect(parseEpisode('title: 2026-12-04').record?.title).toBe('2026-12-04');
  expect(parseEpisode('%YAML 1.1\n---\ntitle: yes').record?.title).toBe('yes');
});

test('accepts a thumbnail as a file or as a drawing, never both', () => {
  const parse = (thumbnail: string) => parseEpisode(`title: T\nthumbnail: ${thumbnail}`).record?.thumbnail;
  expect(parse('{ file: thumbs/a.png }')).toEqual({ file: 'thumbs/a.png' });
  expect(parse('{ template: versus }')).toEqual({ template: 'versus' });
  expect(parse('keep')).toBe('keep');
});

test('returns a deeply frozen record', () => {
  const parsed = parseEpisode('title: T\nvars: { a: { b: [1] } }');
  const a = parsed.record?.vars?.['a'];
  for (const part of [parsed, parsed.record, a, Object(a).b, parsed.problems])
    expect(Object.isFrozen(part)).toBe(true);
});

test('rejects a path that is no valid id, unless the file pins one', () => {
  const path = 'episodes/Klustered/Teams 1.yaml';
  expect(parseEpisode('title: T', path).problems.map(describeProblem)).toEqual(['1:1 wrong-value']);
  expect(parseEpisode('title: T\nid: teams-1', path).record?.id).toBe('teams-1');
  expect(parseEpisode('title: T', 'episodes/__proto__.yaml').problems.map(describeProblem)).toEqual([
    '1:1 wrong-value',
  ]);
});

test('rejects an id that is longer than Temporal takes, in a path, in "id:" and of every kind', () => {
  const [fits, long] = [`${'a/'.repeat(99)}aa`, `${'a/'.repeat(100)}a`];
  const codesOf = (path: string, more = ''): unknown =>
    parseFile('episode', `episodes/${path}.yaml`, `title: T\nshow: s\n${more}`).problems.map(
      ({ code, message }) => `${code} ${message}`,
    );
  expect([codesOf(fits), codesOf(long, `id: ${fits}\n`)]).toEqual([[], []]);
  expect(codesOf(long)).toEqual([expect.stringMatching(/^wrong-value expected an id .* at most 200 char/)]);
  expect(codesOf('x', `id: ${long}\n`)).toEqual([expect.stringContaining('at most 200')]);
  expect(parseFile('guest', `guests/${'a'.repeat(201)}.yaml`, 'name: A\n').problems).toHaveLength(1);
});

test('rejects a file of hundreds of kilobytes before parsing takes minutes', () => {
  const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}`).join(',');
  expect(parseEpisode(`vars: {${keys}}`).problems.map(describeProblem)).toEqual(['1:1 yaml-syntax']);
});

test('rejects thousands of nested lists instead of crashing', () => {
  const codes = parseEpisode(`vars: ${'['.repeat(30_000)}`).problems.map(({ code }) => code);
  expect(codes).toContain('yaml-syntax');
});

test('counts columns as editors do', () => {
  expect(parseEpisode('{ description: "\u00e4\u{1f600}", title: 3 }').problems.map(describeProblem)).toEqual([
    '1:30 wrong-type',
  ]);
  expect(parseEpisode('title: T\r\nnumber: x\r\n').problems.map(describeProblem)).toEqual(['2:9 wrong-type']);
});

test('places a key of an absent parent where the parent would be', () => {
  const { place } = parseEpisode('title: T\nyoutube:\n  language: en\n');
  expect(place(['youtube', 'videoId'])).toEqual({ line: 3, column: 3 });
  expect(place(['youtube', 'language'], 'key')).toEqual({ line: 3, column: 3 });
  expect(place(['links', 0, 'url'])).toEqual({ line: 1, column: 1 });
});

const fragments = fc.array(
  fc.oneof(
    fc.constantFrom(
      'title:',
      ' ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '>',
      '&a ',
      '*a',
      '!!',
      '!x ',
      '? ',
    ),
    fc.constantFrom(
      'guests',
      'thumbnail: ',
      'visibility:',
      ': ',
      ', ',
      '#',
      '---',
      '%YAML 1.1',
      '<<: ',
      '\t',
      '\r\n',
      '\u0000',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  ),
  { maxLength: 40 },
);

test('never throws, and places every problem inside the text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fragments.map((parts) => parts.join('')),
  );
  const property = fc.property(fc.constantFrom(...KINDS), texts, (kind, text) => {
    const { problems, record } = parseFile(kind, 'a/b.yaml', text);
    expect(record === undefined).toBe(problems.length > 0);
    const lines = text.split('\n').length;
    for (const { line, column } of problems) {
      expect(line >= 1 && line <= lines && column >= 1).toBe(true);
    }
  });
  fc.assert(property, { numRuns: 500 });
});

test.each([
  'https://discord.com/api/webhooks/1/s3cret: x',
  'notify: {https://discord.com/api/webhooks/1/s3cret: x}',
  'notify: [discord: https://discord.com/api/webhooks/1/s3cret, x: ]',
  'notify: [{ mail: smtps://me:s3cret@mail.example } }',
  'notify: https://hooks.slack.com/services/T0/B0/s3cret\nnotify: 1',
  'notify: *https://hooks.slack.com/services/T0/B0/s3cret',
  'drift: https://hooks.slack.com/services/T0/B0/s3cret',
])('repeats no address of a receiver: %s', (text) => {
  const problems = parseFile('academy', 'academy.yaml', text).problems.map(renderProblem);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.join('\n')).not.toContain('s3cret');
});
