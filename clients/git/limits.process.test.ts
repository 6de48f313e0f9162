import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import {
  commitRoot,
  commitTree,
  writeBlob,
  writeTree,
  writeTreeBomb,
  writeTreeChain,
} from '../../test/support/tree-bomb.ts';
import { openRepository, type Repository } from './index.ts';

let scratch: string;
let content: TestRepository;
let repository: Repository;
let first: string;

beforeAll(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
  first = await content.commit({ ...ACADEMY, 'episodes/k/one.yaml': writeEpisode('One') });
  repository = await openRepository({ location: content.folder, folder: join(scratch, 'state') });
});
afterAll(() => removeFolder(scratch));

/** Milliseconds for a commit among others: far more than it takes, far less than to list what it stands for. */
const LIMIT_MS = 10_000;

async function read(commit: string) {
  const start = performance.now();
  const { catalog, problems } = await repository.readCatalog(commit);
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  return { episodes: Object.keys(catalog?.episodes ?? {}), problems, catalog };
}

it('leaves a folder out that stands for six million files, in a new commit and in every later one', async () => {
  const bomb = await writeTreeBomb(content.folder, { width: 10, levels: 7 });
  const boom = await read(await commitTree(content.folder, 'episodes/k/bomb', bomb));
  expect(boom.episodes).toEqual(['k/one']);
  expect(boom.problems.map(({ path, line, code }) => [path, line, code])).toEqual([
    ['episodes/k/bomb', 1, 'wrong-value'],
  ]);
  expect(await repository.readSubject(await repository.readHead())).toBe('Add episodes/k/bomb');
  const after = await read(await commitRoot(content.folder, 'HEAD~1^{tree}', 'Remove it'));
  expect([after.episodes, after.problems]).toEqual([['k/one'], []]);
});

it('finds the last version of an episode, and a renamed one, behind such commits', async () => {
  const bomb = await writeTreeBomb(content.folder, { width: 10, levels: 7, text: 'again: 1\n' });
  const head = await repository.readHead();
  await commitTree(content.folder, 'episodes/bomb', bomb);
  await commitTree(content.folder, 'guests/bomb', bomb);
  await commitRoot(content.folder, `${head}^{tree}`, 'Remove them');
  const broken = await content.commit({ 'episodes/k/one.yaml': 'nmae: x\n' });
  const { catalog, invalidFiles } = await repository.readCatalog(broken);
  expect(catalog?.episodes['k/one']?.title).toBe('One');
  expect(invalidFiles).toMatchObject([{ path: 'episodes/k/one.yaml', from: expect.any(String) }]);
  const renamed = await content.commit({
    'episodes/k/one.yaml': null,
    'episodes/k/uno.yaml': writeEpisode('One', 'guests: [nobody]\n').replace('guests: [ada]\n', ''),
  });
  expect((await read(renamed)).problems.map(({ code }) => code)).toContain('unknown-guest');
  await content.commit({ 'episodes/k/uno.yaml': null, 'episodes/k/one.yaml': writeEpisode('One') });
});

it('reads a folder as it was before it became too large, content folders as well', async () => {
  const good = await content.commit({ 'episodes/m/x.yaml': writeEpisode('X').replace('17:00', '11:00') });
  const bomb = await writeTreeBomb(content.folder, { width: 10, levels: 7 });
  await commitTree(content.folder, 'shows', await writeTreeBomb(content.folder, { width: 20, levels: 5 }));
  const commit = await commitTree(content.folder, 'episodes/m', bomb);
  const { episodes, catalog, problems } = await read(commit);
  expect(episodes).toEqual(['k/one', 'm/x']);
  expect(Object.keys(catalog?.shows ?? {})).toEqual(['klustered']);
  expect(problems.map(({ path, hint }) => [path, hint?.split('.')[0]])).toEqual([
    ['episodes/m', `It stays as it was in commit ${good.slice(0, 8)}`],
    ['shows', `It stays as it was in commit ${first.slice(0, 8)}`],
  ]);
  expect((await repository.readCatalog(commit)).invalidFiles).toEqual([
    { path: 'episodes/m', from: good },
    { path: 'shows', from: first },
  ]);
  await commitRoot(content.folder, `${good}^{tree}`, 'Remove them');
  await content.commit({ 'episodes/m/x.yaml': null });
});

it('reads on where git itself gives up: folders in each other, 25,000 times', async () => {
  const chain = await writeTreeChain(content.folder, 25_000);
  const { episodes, problems } = await read(await commitTree(content.folder, 'episodes/chain', chain));
  expect(episodes).toContain('k/one');
  expect(problems.map(({ message }) => message)).toEqual([
    'expected at most 16 folders in each other, found more',
  ]);
  await commitRoot(content.folder, 'HEAD~1^{tree}', 'Remove it');
});

it('costs nothing for what else is in the repository', async () => {
  const blob = await writeBlob(content.folder, 'x\n');
  const files = Array.from({ length: 3_000 }, (_, index) => `f${String(index).padStart(4, '0')}`);
  const folder = await writeTree(
    content.folder,
    files.map((name) => ({ mode: '100644', id: blob, name })),
  );
  const hundred = await writeTree(
    content.folder,
    files.slice(0, 100).map((name) => ({ mode: '040000', id: folder, name })),
  );
  const commit = await commitTree(content.folder, 'monorepo', hundred);
  const { catalog, episodes } = await read(commit);
  expect(episodes).toEqual(['k/one']);
  expect(Object.keys(catalog?.blobs ?? {})).toEqual([]);
  await commitRoot(content.folder, 'HEAD~1^{tree}', 'Remove it');
});

it('finds pictures in any folder by the name that a record says, and suggests one beside it', async () => {
  const named = (file: string) => writeEpisode('Two', `thumbnail: { file: ${file} }\n`);
  const commit = await content.commit({
    'art/2026/two.png': 'x',
    'episodes/k/two.yaml': named('art/2026/two.png'),
    'episodes/k/three.yaml': named('art/2026/tow.png').replace('17:00', '19:00'),
    'episodes/k/four.yaml': named('art/2026').replace('17:00', '21:00'),
  });
  const { catalog, problems } = await repository.readCatalog(commit);
  expect(catalog?.blobs['art/2026/two.png']).toBe(await content.git('rev-parse', 'HEAD:art/2026/two.png'));
  expect(problems.find(({ path }) => path === 'episodes/k/three.yaml')).toMatchObject({
    code: 'missing-file',
    hint: 'Did you mean "art/2026/two.png"?',
  });
  const broken = await content.commit({ 'episodes/k/two.yaml': 'nmae: x\n', 'episodes/k/three.yaml': null });
  const after = await repository.readCatalog(broken);
  expect(after.problems.map(({ code }) => code)).not.toContain('missing-file');
  expect(after.catalog?.episodes['k/two']?.thumbnail).toEqual({ file: 'art/2026/two.png' });
  expect(Object.hasOwn(after.catalog?.blobs ?? {}, 'art/2026/two.png')).toBe(true);
});

it('leaves out the largest texts of a commit with more than 32 MB', async () => {
  const large = await writeBlob(content.folder, `title: Large\n${'#'.repeat(60_000)}\n`);
  const many = await writeTree(
    content.folder,
    Array.from({ length: 700 }, (_, index) => ({ mode: '100644', id: large, name: `l${index}.yaml` })),
  );
  const { problems, episodes } = await read(await commitTree(content.folder, 'episodes/large', many));
  expect(episodes).toContain('k/one');
  const found = problems.filter(({ path }) => path.startsWith('episodes/large/'));
  expect(found).toHaveLength(700);
  expect(found[0]?.message).toBe(
    'expected texts of at most 32 MB in one commit, found more: this is one of the largest',
  );
  await commitRoot(content.folder, 'HEAD~1^{tree}', 'Remove it');
});

it('reads neither a large file nor a long message into memory', async () => {
  const huge = await writeTree(content.folder, [
    { mode: '100644', id: await writeBlob(content.folder, 'x'.repeat(150_000_000)), name: 'huge.yaml' },
  ]);
  const commit = await commitTree(content.folder, 'episodes/huge', huge);
  const before = process.memoryUsage().rss;
  const { problems } = await read(commit);
  expect(problems.find(({ path }) => path === 'episodes/huge/huge.yaml')?.message).toContain('at most 1 MB');
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  const wordy = await commitRoot(content.folder, 'HEAD^{tree}', 'x'.repeat(2_000_000));
  expect(await repository.readSubject(wordy)).toBe('(a message of more than 1 MB)');
});
