import { expect, it } from 'vitest';
import { listContent } from './content-folders.ts';
import { LIMITS } from './content-limits.ts';
import type { Folder, TreeItem, Trees } from './trees.ts';

type Tree = { readonly [name: string]: Tree | 'file' | 'link' };

/** Trees in memory: the same object is the same id, as the same content is in git. */
function createFakeTrees(root: Tree): Trees {
  const ids = new Map<Tree, string>();
  const folders = new Map<string, Folder>();
  const add = (tree: Tree): string => {
    const known = ids.get(tree);
    if (known !== undefined) return known;
    const id = `tree-${ids.size}`;
    ids.set(tree, id);
    const items = Object.entries(tree).map(
      ([name, item]): TreeItem =>
        typeof item === 'string' ? { name, id: 'blob', kind: item } : { name, id: add(item), kind: 'folder' },
    );
    folders.set(id, items);
    return id;
  };
  const rootId = add(root);
  return {
    read: async (wanted) => ({ folders: new Map(wanted.map((id) => [id, folders.get(id)])), bytes: 0 }),
    readRoots: async (commits, names) =>
      new Map(
        commits.map((commit) => [commit, (folders.get(rootId) ?? []).filter(({ name }) => names.has(name))]),
      ),
  };
}

const list = (root: Tree) => listContent(createFakeTrees(root), 'commit');

const repeat = <T>(count: number, item: T, prefix = 'n'): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, item]));

/** `levels` tree objects, which stand for `width ** levels` files. */
const createBomb = (width: number, levels: number): Tree =>
  levels === 1 ? repeat(width, 'file' as const) : repeat(width, createBomb(width, levels - 1));

const HONEST = {
  'academy.yaml': 'file',
  episodes: { k: { 'a.yaml': 'file' } },
  guests: { 'ada.yaml': 'file' },
} as const;
const HONEST_PATHS = ['academy.yaml', 'episodes/k/a.yaml', 'guests/ada.yaml'];

it('lists content folders only', async () => {
  const { entries, problems, refused } = await list({
    ...HONEST,
    src: createBomb(10, 7),
    'README.md': 'file',
    thumbs: { 'one.png': 'file' },
  });
  expect(entries.map(({ path }) => path)).toEqual(HONEST_PATHS);
  expect([problems, refused]).toEqual([[], false]);
});

it('leaves out a folder that stands for millions of files, and nothing else', async () => {
  const start = performance.now();
  const { entries, problems, refused } = await list({
    ...HONEST,
    episodes: { ...HONEST.episodes, bomb: createBomb(10, 7), other: { deep: { bomb: createBomb(100, 5) } } },
    guests: { ...HONEST.guests, pictures: createBomb(1_000, 5) },
  });
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(entries.map(({ path }) => path)).toEqual(HONEST_PATHS);
  expect(problems.map(({ path }) => path).sort()).toEqual([
    'episodes/bomb',
    'episodes/other/deep/bomb',
    'guests/pictures',
  ]);
  expect(problems[0]).toMatchObject({
    code: 'wrong-value',
    message: `expected at most ${LIMITS.entries} files and folders in a content folder, found more`,
    hint: 'It is left out. Remove it, or move what is not content to another folder.',
  });
  expect(refused).toBe(false);
});

it('leaves out the deepest folder that is too large', async () => {
  const k = { ...HONEST.episodes.k, season: { 'b.yaml': 'file', bomb: createBomb(200, 3) } } as const;
  const { entries, problems } = await list({ ...HONEST, episodes: { k, bomb: createBomb(10, 7) } });
  expect(entries.map(({ path }) => path)).toContain('episodes/k/season/b.yaml');
  expect(problems.map(({ path }) => path)).toEqual(['episodes/k/season/bomb', 'episodes/bomb']);
});

it('leaves out the largest of folders that are too many only together', async () => {
  const { entries, problems } = await list({
    ...HONEST,
    episodes: { ...HONEST.episodes, a: repeat(9_000, 'file' as const), b: repeat(12_000, 'file' as const) },
  });
  expect(entries).toHaveLength(HONEST_PATHS.length + 9_000);
  expect(problems.map(({ path }) => path)).toEqual(['episodes/b']);
});

it('refuses a commit whose content folder has too many files itself', async () => {
  const most = { ...HONEST, shows: repeat(LIMITS.entries, 'file' as const) };
  expect((await list(most)).entries).toHaveLength(LIMITS.entries + 3);
  const { entries, problems, refused } = await list({
    ...HONEST,
    shows: repeat(LIMITS.entries + 1, 'file' as const),
  });
  expect([entries, refused]).toEqual([[], true]);
  expect(problems).toMatchObject([
    { path: 'shows', hint: expect.stringContaining('Nothing of this commit is used') },
  ]);
});

it('leaves out folders that are too deep and paths that are too long', async () => {
  const nest = (levels: number): Tree => (levels === 0 ? { 'deep.yaml': 'file' } : { d: nest(levels - 1) });
  const { entries, problems } = await list({
    ...HONEST,
    shows: { deep: nest(LIMITS.depth - 2), deeper: nest(5_000), [`${'x'.repeat(LIMITS.path)}.yaml`]: 'file' },
  });
  expect(entries).toHaveLength(HONEST_PATHS.length + 1);
  expect(problems.map(({ message }) => message)).toEqual([
    `expected at most ${LIMITS.depth} folders in each other, found more`,
    `expected a path of at most ${LIMITS.path} bytes, found more`,
  ]);
});

it('refuses what has more different folders than can be read', async () => {
  const many: Tree = Object.fromEntries(
    Array.from({ length: 150 }, (_, one) => [
      `d${one}`,
      Object.fromEntries(Array.from({ length: 150 }, (_, two) => [`e${two}`, { [`${one} ${two}`]: 'file' }])),
    ]),
  );
  expect(await list({ ...HONEST, templates: many })).toMatchObject({ entries: [], refused: true });
});

it('lists a folder in its last version within the limits', async () => {
  const small: Tree = { 'c.yaml': 'file', d: { 'e.yaml': 'file' } };
  const trees = createFakeTrees({
    ...HONEST,
    episodes: { ...HONEST.episodes, m: repeat(30_000, 'file' as const), old: { small } },
  });
  const root = await trees.readRoots(['commit'], new Set(['episodes']));
  const idOf = async (...names: string[]): Promise<string> => {
    let items = root.get('commit') ?? [];
    for (const name of names.slice(0, -1)) {
      const id = items.find((item) => item.name === name)?.id ?? '';
      items = (await trees.read([id], 0)).folders.get(id) ?? [];
    }
    return items.find((item) => item.name === names.at(-1))?.id ?? '';
  };
  const versions = [
    { commit: 'b'.repeat(40), id: await idOf('episodes', 'm') },
    { commit: 'a'.repeat(40), id: await idOf('episodes', 'old', 'small') },
  ];
  const listing = await listContent(trees, 'commit', async (path) => (path === 'episodes/m' ? versions : []));
  const earlier = listing.entries.filter(({ lastGoodCommit }) => lastGoodCommit !== undefined);
  expect(earlier.map(({ path, lastGoodCommit }) => [path, lastGoodCommit])).toEqual([
    ['episodes/m/c.yaml', 'a'.repeat(40)],
    ['episodes/m/d/e.yaml', 'a'.repeat(40)],
  ]);
  expect(listing.tooLarge).toEqual([{ path: 'episodes/m', from: 'a'.repeat(40) }]);
  expect(listing.problems[0]?.hint).toBe(
    'It stays as it was in commit aaaaaaaa. Remove it, or move what is not content to another folder.',
  );
});
