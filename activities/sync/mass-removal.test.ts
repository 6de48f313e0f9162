import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRepository, type Repository, RepositoryError } from '../../clients/git/index.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { detectMassRemoval } from './removals.ts';

let folder = '';
let content: TestRepository;
let repository: Repository;
beforeEach(async () => {
  folder = await createFolder();
  content = await createTestRepository(`${folder}/content`);
  await content.commit(ACADEMY);
  repository = await openRepository({ location: content.folder, folder });
});
afterEach(() => removeFolder(folder));

const path = (number: number): string => `episodes/e${number}.yaml`;
const episodes = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [path(at), writeEpisode(`Talk ${at}`)]));
const without = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [path(at), null]));
async function lose(of: number, removed: number) {
  const before = await content.commit(episodes(of));
  const commit = await content.commit(without(removed));
  return detectMassRemoval({ repository }, { commit, before });
}

test('more than a tenth is a loss, and says which', async () => {
  expect(await lose(20, 3)).toEqual({ orphaned: 3, of: 20, first: ['e0', 'e1', 'e2'] });
});

test('a tenth is none', async () => {
  expect(await lose(20, 2)).toBeUndefined();
});

test('from ten episodes on', async () => {
  expect(await lose(9, 9)).toBeUndefined();
});

test('of ten, two are', async () => {
  expect(await lose(10, 2)).toMatchObject({ orphaned: 2, of: 10 });
});

test('a moved file that keeps its id, and a broken one, lose nothing', async () => {
  const before = await content.commit(episodes(10));
  const moved = Object.fromEntries(
    [0, 1, 2].map((at) => [`episodes/old/e${at}.yaml`, writeEpisode(`Talk ${at}`, `id: e${at}\n`)]),
  );
  const broken = Object.fromEntries([3, 4, 5].map((at) => [path(at), 'titel: [']));
  const commit = await content.commit({ ...without(3), ...moved, ...broken });
  expect(await detectMassRemoval({ repository }, { commit, before })).toBeUndefined();
});

test('a broken file whose video another one has taken over is there all the same', async () => {
  const video = (at: number) => `kind: video\nyoutube: { videoId: vid0000000${at} }\n`;
  const named = [0, 1].map((at) => [path(at), writeEpisode(`Talk ${at}`, video(at))]);
  const before = await content.commit({ ...episodes(10), ...Object.fromEntries(named) });
  const broken = Object.fromEntries([0, 1].map((at) => [path(at), 'titel: [']));
  const taken = [0, 1].map((at) => [`episodes/n${at}.yaml`, writeEpisode(`New ${at}`, video(at))]);
  const commit = await content.commit({ ...broken, ...Object.fromEntries(taken) });
  const { catalog } = await repository.readCatalog(commit);
  expect(Object.keys(catalog?.episodes ?? {})).not.toContain('e0');
  expect(await detectMassRemoval({ repository }, { commit, before })).toBeUndefined();
});

test('nothing is lost against no commit, or against one that git has forgotten', async () => {
  const commit = await content.commit({ 'guests/bob.yaml': 'name: Bob\n' });
  expect(await detectMassRemoval({ repository }, { commit })).toBeUndefined();
  expect(await detectMassRemoval({ repository }, { commit, before: '0'.repeat(40) })).toBeUndefined();
});

test('a read that fails is no empty catalog: it is tried again', async () => {
  const failure = new RepositoryError('git-failed', 'git was killed');
  const failing = { ...repository, readCatalog: () => Promise.reject(failure) };
  await expect(detectMassRemoval({ repository: failing }, { commit: 'a', before: 'b' })).rejects.toBe(
    failure,
  );
});
