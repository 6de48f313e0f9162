import { expect, it } from 'vitest';
import type { ParsedFile } from '../../domain/content/parse/parse.ts';
import type { CatalogSources } from './catalog-sources.ts';
import { parseLastKnownGood } from './last-known-good.ts';

const ACADEMY = `name: A\nchannelId: UC${'x'.repeat(22)}\nmanage: full\n`;
const COUNT = 60;
const numbers = Array.from({ length: COUNT }, (_, n) => n);
const isOdd = (n: number): boolean => n % 2 === 1;

/** Each number of files that are parsed together asks for each file. */
class CountedCache extends Map<string, ParsedFile> {
  asked = 0;
  override get(key: string): ParsedFile | undefined {
    if (key.startsWith('academy.yaml')) this.asked += 1;
    return super.get(key);
  }
}

/** Every file `old/N` is broken now; the ids of the odd ones have valid files of their own. */
function createSources(cache: CountedCache): CatalogSources {
  const older = (n: number) => `title: Older ${n}\nkind: none\n`;
  const files: Readonly<Record<string, string>> = {
    'academy.yaml': ACADEMY,
    ...Object.fromEntries(numbers.map((n) => [`episodes/old/${n}.yaml`, `${older(n)}nonsense: 1\n`])),
    ...Object.fromEntries(
      numbers
        .filter(isOdd)
        .map((n) => [`episodes/new/${n}.yaml`, `title: New ${n}\nid: old/${n}\nkind: none\n`]),
    ),
  };
  return {
    files: Object.entries(files).map(([path, text]) => ({ path, text, blob: text })),
    blobs: {},
    problems: [],
    commit: 'c0ffee',
    now: 0,
    moves: new Map(),
    cache,
    texts: {
      read: async (ids) => new Map(ids.map((text) => [text, { text }])),
      measure: async (ids) => new Map(ids.map((text) => [text, text.length])),
    },
    listVersions: async (paths) =>
      new Map(
        paths.map((path) => [
          path,
          [
            { commit: 'c0ffee', age: 1, blob: files[path] ?? '' },
            { commit: 'decade', age: 2, blob: older(Number(/\d+/.exec(path)?.[0])) },
          ],
        ]),
      ),
    findPictures: async () => ({}),
    findPaths: async () => ({}),
    listHistories: async () => new Map(),
    listMovesOf: async () => [],
  };
}

it('finds the older versions that would break valid files with a few parses, and uses all others', async () => {
  const cache = new CountedCache();
  const { catalog, invalidFiles } = await parseLastKnownGood(createSources(cache));
  const titles = Object.values(catalog?.episodes ?? {}).map(({ id, title }) => `${id} ${title}`);
  expect(titles.toSorted()).toEqual(
    numbers.map((n) => `old/${n} ${isOdd(n) ? 'New' : 'Older'} ${n}`).toSorted(),
  );
  expect(invalidFiles).toHaveLength(COUNT);
  expect(cache.asked).toBeLessThan(12);
});
