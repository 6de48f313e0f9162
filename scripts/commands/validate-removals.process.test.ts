import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../domain/shared/problem.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { plan } from './plan.ts';
import { validate } from './validate.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const AVATAR = { 'guests/ada.yaml': 'name: Ada Lovelace\navatar: ada.png\n' };
let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
});
afterEach(() => removeFolder(folder));

const settings = () => readOwnSettings({}, { repository: folder });
const places = (json: unknown): string[] =>
  (json as { problems: readonly Problem[] }).problems.map(
    ({ path, line, code }) => `${path}:${line} ${code}`,
  );

test('what is removed on disk is reported as in its commit, and counted as gone', async () => {
  const picture = Buffer.from('not a picture');
  const files = {
    ...ACADEMY,
    ...AVATAR,
    'guests/ada.png': picture,
    'episodes/one.yaml': writeEpisode('One'),
  };
  await repository.commit(files);
  await rm(join(folder, 'guests/ada.yaml'));
  await rm(join(folder, 'guests/ada.png'));
  const onDisk = await validate({ settings: settings(), now: NOW });
  expect(onDisk.code).toBe(1);
  // The picture of the removed guest is still drawn, so it is still checked.
  expect(places(onDisk.json)).toEqual([
    'guests/ada.yaml:1 removed-file',
    'guests/ada.yaml:2 unusable-picture',
  ]);
  expect(onDisk.text).toContain('1 episode, 0 guests, 1 show');
  const head = await repository.commit({});
  const committed = await validate({ settings: settings(), ref: head, now: NOW });
  expect(places(committed.json)).toEqual(places(onDisk.json));
  const planned = await plan({ settings: settings(), now: NOW });
  expect([planned.code, planned.text.includes('nothing to do')]).toEqual([0, true]);
});

test('an episode that is moved on disk is asked for its id', async () => {
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  await rename(join(folder, 'episodes/one.yaml'), join(folder, 'episodes/two.yaml'));
  const { code, json, text } = await validate({ settings: settings(), now: NOW });
  expect([code, places(json)]).toEqual([1, ['episodes/two.yaml:1 moved-without-id']]);
  expect(text).toContain('Add "id: one" to keep its id');
});
