import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Problem } from '../../shared/problem.ts';
import type { ParsedFile } from '../parse/parse.ts';
import { parseCatalog, parseCatalogInSteps, type SourceFile } from './parse-catalog.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/academies/', import.meta.url));
const blobs = { 'guests/avatars/rawkode.png': 'b1', 'thumbs/final.png': 'b2' };

type Files = Readonly<Record<string, string>>;

function readAcademy(name: string): Files {
  const paths = readdirSync(`${FIXTURES}${name}`, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => /\.\w+$/.test(path));
  return Object.fromEntries(files.map((path) => [path, readFileSync(`${FIXTURES}${name}/${path}`, 'utf8')]));
}

const good = readAcademy('good');
const toSources = (files: Files): SourceFile[] =>
  Object.entries(files).map(([path, text]) => ({ path, text, blob: `blob of ${path}` }));
const parse = (files: Files) => parseCatalog({ commit: 'c0ffee', files: toSources(files), blobs });
const describeProblem = ({ path, line, column, code, hint }: Problem) =>
  `${path}:${line}:${column} ${code}${hint?.startsWith('Did you') ? ` ${hint}` : ''}`;

test('parses a valid academy', () => {
  const { catalog, problems, broken, dependents } = parse(good);
  expect([problems, broken, dependents]).toEqual([[], [], []]);
  expect(Object.keys(catalog?.episodes ?? {})).toEqual(['klustered/final', 'klustered/teams-1']);
  expect(catalog?.episodes['klustered/teams-1']).toMatchObject({
    id: 'klustered/teams-1',
    start: '2026-07-04T16:00:00Z',
    origin: { path: 'episodes/klustered/teams-1.yaml', blob: 'blob of episodes/klustered/teams-1.yaml' },
  });
  expect(catalog?.episodes['klustered/final']?.start).toBe('2026-07-11T17:00:00Z');
  expect({ ...catalog?.guestAliases }).toEqual({ 't-fromm': 'thilo-fromm' });
  expect({ ...catalog?.episodeAliases }).toEqual({ 'klustered/team-1': 'klustered/teams-1' });
  expect(Object.keys(catalog?.templates ?? {})).toEqual(['templates/description.liquid']);
  expect(catalog).toMatchObject({ commit: 'c0ffee', academy: { manage: 'full' }, blobs });
});

test('returns a deeply frozen result', () => {
  const result = parse(good);
  const parts = [result, result.problems, result.catalog, result.catalog?.episodes, result.catalog?.blobs];
  for (const part of parts) expect(Object.isFrozen(part)).toBe(true);
  expect(Object.isFrozen(result.catalog?.episodes['klustered/teams-1']?.origin)).toBe(true);
});

test('handles ids that are property names of JavaScript', () => {
  const evil = { 'episodes/constructor.yaml': 'title: C\nkind: none\naliases: [__proto__, toString]' };
  const { catalog, problems } = parse({ ...good, ...evil });
  expect(problems).toEqual([]);
  expect(catalog?.episodes['constructor']?.title).toBe('C');
  expect(Object.keys(catalog?.episodeAliases ?? {})).toContain('__proto__');
  expect(catalog?.guests['constructor']).toBeUndefined();
  for (const map of [
    catalog?.episodes,
    catalog?.guests,
    catalog?.guestAliases,
    catalog?.blobs,
    catalog?.templates,
  ]) {
    expect(Object.getPrototypeOf(map)).toBeNull();
  }
  expect(parse({ ...good, 'episodes/__proto__.yaml': 'title: P' }).broken).toEqual([
    'episodes/__proto__.yaml',
  ]);
});

test('returns no catalog, but all problems, without academy.yaml', () => {
  const { 'academy.yaml': _, ...rest } = good;
  const { catalog, problems, broken } = parse({ ...rest, 'episodes/a.yaml': 'kind: none' });
  expect(catalog).toBeUndefined();
  expect(problems.map(describeProblem)).toEqual([
    'academy.yaml:1:1 missing-academy',
    'episodes/a.yaml:1:1 missing-key',
  ]);
  expect(broken).toEqual(['academy.yaml', 'episodes/a.yaml']);
});

test('returns no catalog with a broken academy.yaml', () => {
  const { catalog, broken } = parse({ ...good, 'academy.yaml': 'name: X' });
  expect([catalog, broken]).toEqual([undefined, ['academy.yaml']]);
});

test('lists episodes of a broken guest as dependents, without problems of their own', () => {
  const { problems, broken, dependents, catalog } = parse({
    ...good,
    'guests/thilo-fromm.yaml': 'nam: Thilo\naliases: [t-fromm]',
  });
  expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(['guests/thilo-fromm.yaml']));
  expect(broken).toEqual(['guests/thilo-fromm.yaml']);
  expect(dependents).toEqual(['episodes/klustered/teams-1.yaml']);
  expect(Object.keys(catalog?.episodes ?? {})).toEqual(['klustered/final']);
});

test('reports no unknown id that may be a former id in a broken file', () => {
  const { broken, dependents } = parse({
    ...good,
    'guests/thilo-fromm.yaml': 'name: "Thilo\naliases:\n  - t-fromm',
  });
  expect(broken).toEqual(['guests/thilo-fromm.yaml']);
  expect(dependents).toEqual(['episodes/klustered/teams-1.yaml']);
});

test('lists the show of a broken host and its episodes as dependents', () => {
  const { dependents, broken } = parse({ ...good, 'guests/rawkode.yaml': 'name:' });
  expect(broken).toEqual(['guests/rawkode.yaml']);
  expect(dependents).toEqual([
    'episodes/klustered/teams-1.yaml',
    'episodes/klustered/teams-2.yml',
    'shows/klustered.yaml',
  ]);
});

test('lists episodes of a rejected show as dependents, even if their time zone is missing', () => {
  const { dependents, broken } = parse({ ...good, 'shows/klustered.yaml': 'name: K\nhosts: [nobody]' });
  expect(dependents).toEqual(['episodes/klustered/teams-1.yaml', 'episodes/klustered/teams-2.yml']);
  expect(broken).toEqual(['shows/klustered.yaml']);
});

test('uses a last valid version, and names its commit in problems', () => {
  const { 'guests/thilo-fromm.yaml': text = '', ...rest } = good;
  const files = [
    ...toSources(rest),
    {
      path: 'guests/thilo-fromm.yaml',
      text: `${text}avatar: a.png`,
      blob: 'old',
      lastGoodCommit: '1a2b3c4d5e6f',
    },
  ];
  const { catalog, problems, dependents } = parseCatalog({ commit: 'c0ffee', files, blobs });
  expect(dependents).toEqual([]);
  expect(catalog?.guests['thilo-fromm']?.origin.blob).toBe('old');
  expect(problems[0]?.hint).toContain('the version of commit 1a2b3c4d');
});

test('reports a guest without any valid version in its episodes, with the reason', () => {
  const { 'guests/thilo-fromm.yaml': _, ...rest } = good;
  const files = { ...rest, 'episodes/a.yaml': 'title: A\nkind: none\nguests: [thilo-fromm]' };
  const input = {
    commit: 'c0ffee',
    files: toSources(files),
    blobs: { ...blobs, 'guests/thilo-fromm.yaml': 'b3' },
  };
  const problem = parseCatalog(input).problems.find(({ path }) => path === 'episodes/a.yaml');
  expect(problem).toMatchObject({ code: 'unknown-guest', line: 3, column: 10 });
  expect(problem?.hint).toBe('guests/thilo-fromm.yaml is broken and has no earlier valid version.');
});

test('leaves out a missing avatar', () => {
  const { catalog } = parse({ ...good, ...readAcademy('missing-avatar') });
  expect(catalog?.guests['thilo-fromm']).not.toHaveProperty('avatar');
  expect(catalog?.guests['rawkode']?.avatar).toBe('avatars/rawkode.png');
});

test('prefers a current id to a former one, and gives a shared former id to the first guest', () => {
  const { catalog } = parse({ ...good, ...readAcademy('duplicate-alias-of-guests') });
  expect({ ...catalog?.guestAliases }).toEqual({ 't-fromm': 'thilo-fromm' });
});

test('names a guest in messages as it is written: as a list item, or by the key of a mapping', () => {
  const { problems } = parse({ ...good, ...readAcademy('unknown-guest') });
  expect(problems.map(({ message }) => message.split(':')[0])).toEqual([
    'guests[1]',
    'guests[2]',
    'guests[3].id',
  ]);
});

test('gives a shared id to the first claimant, whatever the order of files, and to neither file without one', () => {
  const twins = {
    ...good,
    'episodes/a.yaml': 'id: twin\ntitle: A\nkind: none',
    'episodes/b.yaml': 'id: twin\ntitle: B\nkind: none',
  };
  const backwards = Object.fromEntries(Object.entries(twins).reverse());
  for (const files of [twins, backwards]) {
    const input = { commit: 'c0ffee', files: toSources(files), blobs };
    const { catalog, broken, problems } = parseCatalog({
      ...input,
      firstClaimants: new Map([['id twin', 'episodes/b.yaml']]),
    });
    expect(catalog?.episodes['twin']?.title).toBe('B');
    expect(broken).toEqual(['episodes/a.yaml']);
    expect(problems[0]?.hint).toBe('episodes/b.yaml has it already.');
    const neither = parseCatalog(input);
    expect(neither.contested).toEqual(new Map([['id twin', ['episodes/a.yaml', 'episodes/b.yaml']]]));
    expect(neither.catalog?.episodes['twin']).toBeUndefined();
    expect(neither.broken).toEqual(['episodes/a.yaml', 'episodes/b.yaml']);
    expect(neither.problems[0]?.hint).toContain('Also claimed by episodes/b.yaml');
  }
});

test('ignores the claims of a rejected file', () => {
  const body = 'kind: none\ntitle: T\n';
  const files = toSources({
    'academy.yaml': good['academy.yaml'] ?? '',
    'episodes/a.yaml': `${body}aliases: [x]`,
    'episodes/b.yaml': `${body}aliases: [x, y]`,
    'episodes/c.yaml': `${body}aliases: [y]`,
  });
  const firstClaimants = new Map([['id x', 'episodes/a.yaml']]);
  expect(parseCatalog({ commit: 'c0ffee', files, blobs, firstClaimants }).broken).toEqual([
    'episodes/b.yaml',
  ]);
});

test('takes a parsed file from the cache, and returns the same episode', () => {
  const cache = new Map<string, ParsedFile>();
  const input = { commit: 'c0ffee', files: toSources(good), blobs, cache };
  const first = parseCatalog(input);
  const unread = input.files.map((file) => ({
    ...file,
    text: file.path.endsWith('.liquid') ? file.text : '%',
  }));
  const second = parseCatalog({ ...input, files: unread });
  expect(second).toEqual(first);
  expect(second.catalog?.episodes['klustered/teams-1']).toBe(first.catalog?.episodes['klustered/teams-1']);
  const changed = unread.map((file) =>
    file.path.startsWith('guests/') ? { ...file, blob: 'new', text: 'name: "\naliases: [t-fromm]' } : file,
  );
  expect(parseCatalog({ ...input, files: changed }).broken).toEqual([
    'guests/rawkode.yaml',
    'guests/thilo-fromm.yaml',
  ]);
});

test('can pause after each file, each rule, and each record of a rule that reads texts', () => {
  const input = { commit: 'c0ffee', files: toSources(good), blobs };
  const steps = parseCatalogInSteps(input);
  let pauses = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) pauses += 1;
  expect(step.value).toEqual(parseCatalog(input));
  // Raw Markdown and former names are looked for in the texts of each record.
  expect(pauses).toBeGreaterThan(Object.keys(good).length * 2 + 20);
});
