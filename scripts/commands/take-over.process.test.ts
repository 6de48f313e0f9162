import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
} from '../../test/support/git-repository.ts';

let folder = '';
beforeAll(async () => {
  folder = await createFolder();
  const content = await createTestRepository(folder);
  await content.commit({ ...ACADEMY, 'shows/klustered.yaml': 'name: Klustered\n' });
});
afterAll(() => removeFolder(folder));

test.each([
  [['klusterd'], 'there is no show and no episode "klusterd". Did you mean "klustered"?'],
  [['--show', 'klusterd'], 'there is no show "klusterd". Did you mean "klustered"?'],
  [['klustered'], 'a take-over is recorded with a name: add --by "your name"'],
])('take-over %j, without a worker: what is wrong with the names comes first', async (args, message) => {
  const { code, stderr } = await run(folder, ['take-over', ...args]);
  expect([code, stderr.trim()]).toEqual([1, expect.stringContaining(message)]);
});
