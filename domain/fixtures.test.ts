import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseCatalog } from './content/assemble/parse-catalog.ts';
import type { Catalog } from './content/catalog/records.ts';
import { checkChange } from './content/rules/check-change.ts';
import { dedupeProblems, problemsOf, renderEpisode } from './render/rendering.ts';
import { isError, PROBLEM_CODES, type Problem } from './shared/problem.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));
const NOW = Date.parse('2026-06-01T12:00:00Z');
const blobs = { 'guests/avatars/rawkode.png': 'b1', 'thumbs/final.png': 'b2' };

type Files = Readonly<Record<string, string>>;

/** The files of a folder; `removed.txt` removes the file that its first line names. */
function readFolder(folder: string): Files {
  if (!existsSync(`${FIXTURES}${folder}`)) return {};
  const paths = readdirSync(`${FIXTURES}${folder}`, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    paths
      .filter((path) => /\.\w+$/.test(path))
      .map((path) => {
        const text = readFileSync(`${FIXTURES}${folder}/${path}`, 'utf8');
        return [path === 'removed.txt' ? (text.split('\n')[0] ?? '') : path, text];
      }),
  );
}

const isThere = (text: string): boolean => !/^# 1:1 missing-academy$/m.test(text);
const parse = (files: Files, firstClaimants = new Map<string, string>()) =>
  parseCatalog({
    commit: 'c0ffee',
    blobs,
    firstClaimants,
    files: Object.entries(files)
      .filter(([, text]) => isThere(text))
      .map(([path, text]) => ({ path, text, blob: `blob of ${text}` })),
  });

const renderAll = (catalog: Catalog | undefined): Problem[] =>
  dedupeProblems(
    Object.values(catalog?.episodes ?? {}).flatMap((episode) =>
      catalog === undefined ? [] : problemsOf(renderEpisode(catalog, episode)),
    ),
  );

const describeProblem = ({ path, line, column, code, hint }: Problem): string =>
  `${path}:${line}:${column} ${code}${hint?.startsWith('Did you') ? ` ${hint}` : ''}`;
const readExpected = (files: Files): string[] =>
  Object.entries(files).flatMap(([path, text]) =>
    [...text.matchAll(/^# (\d+:\d+ .+)$/gm)].map(([, words]) => `${path}:${words}`),
  );
const list = (folder: string): string[] =>
  readdirSync(`${FIXTURES}${folder}`).filter((name) => name !== 'good');

const good = readFolder('academies/good');

test('the valid academy has no problems', () => {
  const { catalog, problems } = parse(good);
  expect([...problems, ...renderAll(catalog)]).toEqual([]);
});

describe('an academy has the problems that its comments list, and no other broken files', () => {
  test.each(list('academies'))('%s', (name) => {
    const added = readFolder(`academies/${name}`);
    const files = { ...good, ...added };
    // The files of the valid academy had their claims first.
    const firstClaimants = [...parse(files).contested].map(
      ([name, paths]) => [name, paths.find((path) => path in good) ?? ''] as const,
    );
    const { catalog, problems, broken } = parse(files, new Map(firstClaimants));
    expect([...problems, ...renderAll(catalog)].map(describeProblem).sort()).toEqual(
      readExpected(added).sort(),
    );
    const rejected = Object.keys(added).filter((path) => {
      const text = added[path] ?? '';
      const codes = [...text.matchAll(/^# \d+:\d+ (\S+)/gm)].map(([, code]) => code as Problem['code']);
      return codes.some((code) => isError({ code })) && !/^# still usable/m.test(text);
    });
    expect(broken).toEqual(rejected.sort());
  });
});

describe('a change has the problems that its comments list', () => {
  test.each(list('changes'))('%s', (name) => {
    const [base, head] = ['base', 'head'].map((side) => parse(readFolder(`changes/${name}/${side}`)).catalog);
    if (base === undefined || head === undefined) throw new Error('a side has no academy');
    const expected = readExpected(readFolder(`changes/${name}/head`));
    expect(checkChange({ base, head, now: NOW }).map(describeProblem).sort()).toEqual(expected.sort());
    expect(checkChange({ base: head, head, now: NOW })).toEqual([]);
  });
});

describe('docs/content.md links every code to a fixture that has it', () => {
  const page = readFileSync(new URL('../docs/content.md', import.meta.url), 'utf8');
  test.each(PROBLEM_CODES)('%s', (code) => {
    const row = new RegExp(`^\\| \`${code}\` \\|.*\\]\\(\\.\\./domain/fixtures/([^)]+)\\) \\|$`, 'm').exec(
      page,
    );
    const path = `${FIXTURES}${row?.[1]}`;
    const files = path.endsWith('.yaml')
      ? [readFileSync(path, 'utf8')]
      : Object.values(readFolder(row?.[1] ?? ''));
    expect(files.some((text) => new RegExp(`^# \\d+:\\d+ ${code}\\b`, 'm').test(text))).toBe(true);
  });

  test('documents only codes that exist', () => {
    const section = page.slice(page.indexOf('\n## Problems'), page.indexOf('\n## Last valid version'));
    const codes = [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code]) => code);
    expect(codes.sort()).toEqual([...PROBLEM_CODES].sort());
  });
});
