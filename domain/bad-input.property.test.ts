import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFile } from './content/parse/parse.ts';
import type { Kind } from './content/schema/kinds.ts';
import { isError, PROBLEM_CODES } from './shared/problem.ts';

const ROOT = fileURLToPath(new URL('./fixtures/', import.meta.url));
const KINDS: readonly Kind[] = ['academy', 'show', 'guest', 'sponsor', 'episode'];
/** Real files, valid and broken, to mutate. */
const FILES = KINDS.flatMap((kind) =>
  readdirSync(`${ROOT}files/${kind}`).map((name) => ({
    kind,
    text: readFileSync(`${ROOT}files/${kind}/${name}`, 'utf8'),
  })),
);
const SEED = { seed: 20261121, numRuns: 300 };

/** Asserts a record or problems, each with a known code, a place inside the text and a message. */
function assertReported(kind: Kind, text: string): void {
  const { record, problems } = parseFile(kind, 'episodes/a.yaml', text);
  expect(record === undefined).toBe(problems.some(isError));
  expect(problems.length).toBeLessThanOrEqual(100);
  const lines = text.split('\n');
  for (const { line, column, code, message, hint } of problems) {
    expect(PROBLEM_CODES).toContain(code);
    expect(message).toMatch(/expected/);
    expect(hint).not.toBe('');
    expect(Math.max(message.length, hint?.length ?? 0)).toBeLessThan(700);
    expect(line >= 1 && line <= lines.length).toBe(true);
    expect(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1).toBe(true);
  }
  const places = problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
  expect(new Set(places).size).toBe(places.length);
}

const anyFile = fc.constantFrom(...FILES);
const slip = fc.oneof(
  fc.constantFrom(
    '\t',
    ' ',
    '\n',
    '\r',
    '\r\n',
    ':',
    ': ',
    '- ',
    '#',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '*',
    '&',
    '!',
    '|',
    '>',
    '%',
  ),
  fc.constantFrom(
    '---\n',
    '...\n',
    '<<: ',
    '? ',
    '\0',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\u0085',
    '\u2028',
    '<<<<<<< HEAD\n',
    '[['.repeat(80),
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

describe('no input makes the parser throw, or report anything but problems of its own', () => {
  it('random bytes, decoded as git does', () => {
    const property = fc.property(
      fc.constantFrom(...KINDS),
      fc.uint8Array({ maxLength: 400 }),
      (kind, bytes) => {
        assertReported(kind, new TextDecoder('utf-8').decode(bytes));
      },
    );
    fc.assert(property, SEED);
  });

  it('real files with a mistake inserted, or a part removed or doubled', () => {
    const change = fc.record({ from: fc.nat(), length: fc.nat(30), put: slip, again: fc.boolean() });
    const property = fc.property(
      anyFile,
      fc.array(change, { minLength: 1, maxLength: 3 }),
      ({ kind, text }, changes) => {
        const broken = changes.reduce((now, { from, length, put, again }) => {
          const at = from % (now.length + 1);
          const cut = now.slice(at, at + length);
          return now.slice(0, at) + put + (again ? cut : '') + now.slice(at + (again ? 0 : length));
        }, text);
        assertReported(kind, broken);
      },
    );
    fc.assert(property, SEED);
  });

  it('records of any shape, with known and unknown keys', () => {
    const keys = fc.constantFrom(
      'title',
      'name',
      'guests',
      'youtube',
      'vars',
      'chapters',
      'links',
      'was',
      '__proto__',
      'constructor',
      '<<',
      'toString',
      '',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    const property = fc.property(fc.constantFrom(...KINDS), fc.dictionary(keys, tree), (kind, value) =>
      assertReported(kind, JSON.stringify(value)),
    );
    fc.assert(property, SEED);
  });

  it('a very long line, without a long message', () => {
    const long = 'x'.repeat(60_000);
    for (const text of [
      `title: a: ${long}`,
      `${long}: 1`,
      `title: [a] ${long}`,
      `title: T\ntags: ${long}`,
      `title: 1${'0'.repeat(50_000)}`,
    ])
      assertReported('episode', text);
  });

  it('one level, character or alias more than the limits allow', () => {
    const nest = (levels: number) => `title: T\nvars: { a: ${'['.repeat(levels)}${']'.repeat(levels)} }\n`;
    const codes = (text: string) =>
      parseFile('episode', 'episodes/a.yaml', text).problems.map(({ code }) => code);
    expect([codes(nest(62)), codes(nest(63))]).toEqual([[], ['yaml-syntax']]);
    const long = (length: number) => `title: T # ${'x'.repeat(length - 11)}`;
    expect([codes(long(65_536)), codes(long(65_537))]).toEqual([[], ['yaml-syntax']]);
    const uses = (count: number) => `title: &t T\nvars: { a: [${'*t, '.repeat(count)}] }\n`;
    expect([codes(uses(50)), codes(uses(51))]).toEqual([[], ['yaml-syntax']]);
  });
});
