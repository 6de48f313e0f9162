import { expect, it } from 'vitest';
import type { ParsedFile } from '../parse/parse.ts';
import { MAX_SUGGESTED } from '../rules/references.ts';
import { parseCatalog, type SourceFile } from './parse-catalog.ts';

const COUNT = 10_000;
const toFile = (path: string, text: string): SourceFile => ({ path, text, blob: `blob of ${text}` });
const GUESTS = Array.from({ length: COUNT }, (_, n) => toFile(`guests/g${n}.yaml`, `name: Guest ${n}\n`));
const episode = (ids: readonly string[], path = 'episodes/all.yaml') =>
  toFile(path, `title: T\nstatus: draft\nguests: [${ids.join(',')}]\n`);
const ACADEMY = toFile('academy.yaml', `name: A\nchannelId: UC${'x'.repeat(22)}\nmanage: full\n`);

/** Counts the files that are parsed. */
class CountedCache extends Map<string, ParsedFile> {
  parsed = 0;
  override set(key: string, file: ParsedFile): this {
    this.parsed++;
    return super.set(key, file);
  }
}

it('parses each of ten thousand guests once, and reports a broken one once', () => {
  const cache = new CountedCache();
  const files = [ACADEMY, episode(['g0', 'g9999']), ...GUESTS];
  const parse = (list: readonly SourceFile[]) => parseCatalog({ commit: 'c', blobs: {}, files: list, cache });
  const first = parse(files);
  expect(Object.keys(first.catalog?.guests ?? {})).toHaveLength(COUNT);
  expect(first.problems.filter(({ code }) => code !== 'unused-guest')).toEqual([]);
  expect(cache.parsed).toBe(COUNT + 2);
  const broken = parse(files.with(2, toFile('guests/g0.yaml', 'nam: Guest 0\n')));
  expect(cache.parsed).toBe(COUNT + 3);
  expect(broken.problems.map(({ path }) => path)).toEqual(['guests/g0.yaml']);
  expect([broken.broken, broken.dependents]).toEqual([['guests/g0.yaml'], ['episodes/all.yaml']]);
  expect(broken.catalog?.guests['g9999']?.name).toBe('Guest 9999');
});

it('reports every unknown guest of many large episodes, with suggestions for the first few only', () => {
  const ids = GUESTS.slice(0, 8000).map(({ path }) => path.slice(7, -5));
  const files = (names: readonly string[]) => [
    ACADEMY,
    ...Array.from({ length: names.length / 100 }, (_, n) =>
      episode(names.slice(n * 100, n * 100 + 100), `episodes/e${n}.yaml`),
    ),
    ...GUESTS.slice(0, 8000),
  ];
  const good = parseCatalog({ commit: 'c', blobs: {}, files: files(ids) });
  expect(good.problems).toEqual([]);
  expect(good.catalog?.episodes['e79']?.guests).toHaveLength(100);
  const misspelt = parseCatalog({
    commit: 'c',
    blobs: {},
    files: files(ids.map((id) => `x${id}`.slice(0, 5)).slice(0, 3000)),
  });
  const unknown = misspelt.problems.filter(({ code }) => code === 'unknown-guest');
  expect(unknown).toHaveLength(3000);
  expect(unknown.filter(({ hint }) => hint?.startsWith('Did you mean')).length).toBeLessThanOrEqual(
    MAX_SUGGESTED,
  );
  expect(unknown[0]?.hint).toContain('Did you mean');
});

it('reports the first hundred problems of a file', () => {
  const keys = Array.from({ length: 5000 }, (_, n) => `key${n}: 1`).join('\n');
  const { problems } = parseCatalog({
    commit: 'c',
    blobs: {},
    files: [ACADEMY, toFile('guests/a.yaml', `name: A\n${keys}\n`)],
  });
  expect(problems).toHaveLength(100);
});
