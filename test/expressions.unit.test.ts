import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { listSources, PRODUCT_FOLDERS, ROOT } from './support/source-files.ts';

/**
 * Every regular expression of the source, against texts that make a bad one slow: what a stranger wrote reaches most of them. An
 * expression whose time grows with the square of a text takes seconds for a file of 65,536 characters, and the worker waits.
 */

/** Of our own texts: no stranger writes these. */
const OURS = [
  'domain/content/schema/reference.ts', // descriptions in our schemas
];

const files = [...PRODUCT_FOLDERS, 'scripts'].flatMap(listSources).filter((path) => !OURS.includes(path));

const expressions = files.flatMap((path) => {
  const source = ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest);
  const found: { readonly at: string; readonly form: RegExp }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const form = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
      found.push({ at: `${path}:${line + 1} ${node.text}`, form });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
});

const CLASSES: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  S: 'x',
  D: 'x',
  W: '-',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The signs that an expression is about, one for each class of them, and a few that it is not about. */
function listSigns({ source }: RegExp): readonly string[] {
  const signs = new Set(['x', ' ', '1']);
  for (const [token] of source.matchAll(/\\(?:u\{[^}]*\}|u....|x..|p\{[^}]*\}|.)|[^\\()[\]{}|?*+^$.]/gs)) {
    if (!token.startsWith('\\')) signs.add(token);
    else if (/^\\[ux]/.test(token))
      signs.add(String.fromCodePoint(Number.parseInt(token.replace(/[^\da-f]/gi, ''), 16)));
    else if (!/^\\[pbB]/.test(token)) signs.add(CLASSES[token[1] ?? ''] ?? token[1] ?? '');
  }
  return [...signs].slice(0, 16);
}

/** Numbers from 0 to 1, the same in each run. */
function createRandom(): () => number {
  let state = 20_261_130;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Attack = { readonly before: string; readonly pumped: string; readonly after: string };

const TRIES = 300;

/** A start that may match, a part that is repeated, and an end that may not. */
function listAttacks(form: RegExp): readonly Attack[] {
  const [random, signs] = [createRandom(), listSigns(form)];
  const word = (least: number, most: number): string =>
    Array.from(
      { length: least + Math.floor(random() * (most - least + 1)) },
      () => signs[Math.floor(random() * signs.length)] ?? '',
    ).join('');
  const simple = signs.map((sign) => ({ before: '', pumped: sign, after: '' }));
  const ended = signs.map((sign) => ({ before: '', pumped: sign, after: '\0' }));
  const drawn = Array.from({ length: TRIES }, () => ({
    before: word(0, 3),
    pumped: word(1, 2),
    after: word(0, 2),
  }));
  return [...simple, ...ended, ...drawn];
}

const write = ({ before, pumped, after }: Attack, length: number): string =>
  before + pumped.repeat(length / pumped.length) + after;

/** Milliseconds for all matches in a text: the best of some runs, as others use this machine too. */
function measure(form: RegExp, text: string, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    if (form.global) text.replace(form, '');
    else form.exec(text);
    best = Math.min(best, performance.now() - start);
    form.lastIndex = 0;
  }
  return best;
}

/** Milliseconds. For each length a time that only a walk over its square takes; shorter ones first, as there are cubes too. */
const MOST: readonly (readonly [length: number, milliseconds: number])[] = [
  [200, 1],
  [800, 2],
  [8000, 4],
];

/** Eight times the text takes 64 times as long where the time grows with its square. */
function isSlow(form: RegExp, attack: Attack): boolean {
  const suspect = MOST.find(([length, most]) => measure(form, write(attack, length), 1) > most);
  if (suspect === undefined) return false;
  const [length, most] = suspect;
  const time = measure(form, write(attack, length), 4);
  return time > most && time > 20 * measure(form, write(attack, length / 8), 4);
}

const findSlow = (form: RegExp): Attack | undefined =>
  listAttacks(form).find((attack) => isSlow(form, attack));

describe('finds an expression that is slow', () => {
  test.each([
    /!?\[[^\]\n]+\]\((?:https?:|#)[^)\s]*\)/,
    /^[ \t]*[-*]?[ \t]*\d{2}\b/m,
    /^\s*(-)?\s*(?=\d)(?:(\d+)h)?\s*(?:(\d+)m)?\s*$/,
    /[^\S\n]+$/m,
    /\{%.*?%\}|\{\{.*?\}\}/gs,
    /\/+$/,
  ])('%s', (form) => {
    expect(findSlow(form)).toBeDefined();
  });
});

test('there are expressions to check', () => {
  expect(expressions.length).toBeGreaterThan(250);
});

test('every expression of the source takes a time that grows with the text, not with its square', () => {
  const slow = expressions.flatMap(({ at, form }) => {
    const attack = findSlow(form);
    return attack === undefined ? [] : [`${at} with ${JSON.stringify(attack)}`];
  });
  expect(slow).toEqual([]);
});
