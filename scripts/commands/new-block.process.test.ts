import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { createBlock } from './new-block.ts';
import { render } from './render.ts';

let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
  await repository.write({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
});
afterEach(() => removeFolder(folder));

test('a new block changes nothing until it is edited, for all shows and for one', async () => {
  const settings = readOwnSettings({}, { repository: folder });
  const before = await render({ settings, name: 'one' });
  const ran = await run(folder, ['new', 'block', 'guests']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain('wrote templates/blocks/guests.liquid');
  expect(ran.stdout).toContain('git commit -m "Add the block guests"');
  await createBlock({ location: folder, name: 'guests', show: 'klustered' });
  expect(await render({ settings, name: 'one' })).toEqual(before);
  const path = 'templates/blocks/klustered/guests.liquid';
  await repository.write({ [path]: `With ${await readFile(join(folder, path), 'utf8')}` });
  expect((await render({ settings, name: 'one' })).text).toContain('\nWith Guest\n• Ada');
});

test('nothing is overwritten, and a misspelt name or show gets a suggestion', async () => {
  await createBlock({ location: folder, name: 'text' });
  await expect(createBlock({ location: folder, name: 'text' })).rejects.toThrow(/exists already/);
  const misspelt = createBlock({ location: folder, name: 'guest' });
  await expect(misspelt).rejects.toThrow('there is no block "guest". Did you mean "guests"?');
  const elsewhere = createBlock({ location: folder, name: 'text', show: 'klusterd' });
  await expect(elsewhere).rejects.toThrow(
    /shows\/klusterd\.yaml is missing or invalid. Did you mean "klustered"\?/,
  );
});
