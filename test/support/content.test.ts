import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepository, type Repository } from '../../clients/git/index.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import { createContentRepository, type GeneratedRepository, videoIdOf, writeGuest } from './content.ts';

let folder = '';
let content: GeneratedRepository;
let repository: Repository;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-content-'));
  const sizes = { episodes: 12, guests: 5, finished: 9, perDay: 1234, regulars: [4] };
  content = await createContentRepository({ folder: join(folder, 'content'), ...sizes });
  repository = await openRepository({ location: content.folder, folder: join(folder, 'state') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the content is valid, has the requested size, and can be rendered', async () => {
  const { catalog, problems } = await repository.readCatalog(content.head);
  expect(problems).toEqual([]);
  if (catalog === undefined) throw new Error('no catalog');
  const episodes = Object.values(catalog.episodes);
  expect(episodes).toHaveLength(12);
  expect(Object.keys(catalog.guests)).toHaveLength(5 + 1);
  expect(catalog.academy.quota.perDay).toBe(1234);
  expect(episodes.filter((episode) => 'problems' in renderEpisode(catalog, episode))).toEqual([]);
});

test('finished episodes name their videos; a regular guest is in the requested number of episodes', async () => {
  const { catalog } = await repository.readCatalog(content.head);
  const episodes = Object.values(catalog?.episodes ?? {});
  const videos = episodes.flatMap((episode) => episode.youtube?.videoId ?? []);
  expect(videos.sort()).toEqual(Array.from({ length: 9 }, (_, index) => videoIdOf(index)));
  expect(episodes.filter(({ guests }) => guests.some(({ id }) => id === 'regular-4'))).toHaveLength(4);
});

test('commits the given files; without files makes an empty commit', async () => {
  const next = await content.commit({ 'guests/guest-0001.yaml': writeGuest('Somebody Else') });
  expect((await repository.readCatalog(next)).catalog?.guests['guest-0001']?.name).toBe('Somebody Else');
  const empty = await content.commit({});
  expect(empty).not.toBe(next);
  expect(await repository.readHead()).toBe(empty);
});
