import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseFile } from '../../../domain/content/parse/parse.ts';
import { type Kind, SCHEMAS } from '../../../domain/content/schema/kinds.ts';
import { renderEpisodeFile, renderGuestFile } from './files.ts';

/** The options of our own files. */
const WRITTEN = { lineWidth: 0, compat: 'yaml-1.1' } as const;
const SEED = { seed: 20261121, numRuns: 300 };
/** Text that some version of YAML reads as another type, and text that must be quoted. */
const odd = fc.constantFrom(
  'yes',
  'No',
  'null',
  '~',
  '007',
  '1.10',
  '0x1F',
  '1e3',
  '.nan',
  '2026-12-04',
  '1:30',
  '&Ada',
  '*bold*',
  '!Ada',
  '@ada',
  '%',
  '- a',
  '? a',
  'a: b',
  'a #b',
  '# a',
  '[x] y',
  '{x} y',
  '"q" r',
  "'q' r",
  'it\'s "so"',
  '|',
  '--- a',
  '...',
  '\\n',
  '👩🏽\u200d💻',
  'שלום',
  '<<',
  '=',
  '__proto__',
  'a\u2028b',
  ' x ',
  'x\ty',
  '\u0085',
  '\ufeffx',
);
const printable = (text: string): boolean =>
  text !== '' && !/[<>\u202a-\u202e\u2066-\u2069]|(?![\t\n\u0085])\p{Cc}/u.test(text);
const text = fc.oneof(odd, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 })).filter(printable);
const lines = fc.array(text, { minLength: 1, maxLength: 4 }).map((list) => list.join('\n'));
const id = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?$/);
const url = fc.webUrl({ withFragments: true, withQueryParameters: true });
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const clock = fc
  .tuple(fc.nat(9), fc.nat(59), fc.nat(59))
  .map((parts) => parts.map((part) => `${part}`.padStart(2, '0')).join(':'));
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: (keyof T & string)[]) =>
  fc.record(model, { requiredKeys: required as never });

/** Valid records of every kind, as an author could write them. */
const RECORDS: Readonly<Record<Exclude<Kind, 'academy'>, fc.Arbitrary<object>>> = {
  guest: some(
    {
      name: text,
      of: text,
      role: text,
      url,
      social: fc.array(url),
      aliases: fc.array(text),
      formerNames: fc.array(text),
      listed: fc.boolean(),
      github: text,
      was: fc.array(some({ until: day, of: text }, ['until'])),
    },
    ['name'],
  ),
  sponsor: some({ name: text, url, message: text }, ['name']),
  show: some(
    {
      name: text,
      hosts: fc.array(id),
      tags: fc.array(text),
      timezone: fc.constantFrom('Europe/London', 'Asia/Kolkata'),
      vars: fc.dictionary(id, fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text))),
    },
    ['name'],
  ),
  episode: some(
    {
      title: text,
      show: id,
      number: fc.nat(),
      kind: fc.constantFrom('live', 'video', 'none'),
      scheduledFor: fc.tuple(day, clock).map(([on, at]) => `${on}T${at}Z`),
      guests: fc.array(fc.oneof(id, some({ id, as: text }, ['id']))),
      description: lines,
      links: fc.array(fc.oneof(url, fc.record({ title: text, url }))),
      chapters: fc.array(fc.record({ time: clock, title: text })),
      tags: fc.array(text),
      vars: fc.dictionary(
        id,
        fc.oneof(
          text,
          fc.integer(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
          fc.boolean(),
        ),
      ),
    },
    ['title'],
  ),
};

describe('what is written is what is read, for arbitrary valid records', () => {
  it.each(Object.entries(RECORDS))('%s', (name, record) => {
    const kind = name as keyof typeof RECORDS;
    const property = fc.property(record, fc.constantFrom('block', 'flow'), (written, collectionStyle) => {
      const expected = SCHEMAS[kind].parse(written);
      const { problems, record: read } = parseFile(
        kind,
        `${kind}s/a.yaml`,
        stringify(written, { ...WRITTEN, collectionStyle: collectionStyle as 'block' }),
      );
      expect(problems).toEqual([]);
      expect(read).toEqual(expected);
    });
    fc.assert(property, SEED);
  });
});

it('the file of a new episode contains what was given, for any text', () => {
  const draft = some(
    {
      title: text,
      show: id,
      number: fc.nat(),
      timezone: fc.constant('Europe/London'),
      vars: fc.dictionary(id, fc.oneof(text, fc.integer()), { minKeys: 1 }),
    },
    ['title'],
  );
  const property = fc.property(draft, day, fc.array(id), (named, on, guests) => {
    const scheduledFor = `${on}T17:00`;
    const { problems, record } = parseFile(
      'episode',
      'episodes/a.yaml',
      renderEpisodeFile({ ...named, scheduledFor, hosts: [], guests }),
    );
    expect(problems).toEqual([]);
    const { timezone: _zone, ...given } = named;
    expect(record).toMatchObject({ ...given, scheduledFor, guests: guests.map((one) => ({ id: one })) });
  });
  fc.assert(property, SEED);
});

it('the file of a new guest contains the name', () => {
  const property = fc.property(text, (name) => {
    expect(parseFile('guest', 'guests/a.yaml', renderGuestFile(name)).record?.name).toBe(name);
  });
  fc.assert(property, SEED);
});
