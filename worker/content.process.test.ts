import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepository } from '../clients/git/index.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../test/support/git-repository.ts';
import { commitTree, writeTreeBomb } from '../test/support/tree-bomb.ts';
import { summarizeContent } from './content.ts';

let folder = '';
let content: TestRepository;
beforeAll(async () => {
  folder = await createFolder();
  content = await createTestRepository(join(folder, 'content'));
});
afterAll(() => removeFolder(folder));

const openContent = () => openRepository({ location: content.folder, folder: join(folder, 'state') });
const describeHead = async (): Promise<string> => (await summarizeContent(await openContent())).line;

test('what the branch holds is said in one line, whatever it is', async () => {
  expect(await describeHead()).toMatch(/^cannot be read yet: .*no commit/);
  await content.commit({ 'README.md': 'Ours' });
  expect(await describeHead()).toMatch(
    /^commit [0-9a-f]{10} has no academy\.yaml: write one with `npx showrunner init`, and commit it$/,
  );
  await content.commit({ 'guests/bob.yaml': 'nmae: Bob\n', 'academy.yaml': 'name: Academy\nmanage: all\n' });
  expect(await describeHead()).toMatch(
    /^commit [0-9a-f]{10} cannot be used, academy\.yaml:1:1 missing-key: channelId: expected an id .*, and 2 more: run `npx showrunner validate`$/,
  );
  await content.commit(ACADEMY);
  expect(await describeHead()).toBe('0 episodes, 1 guest, 1 show, 2 problems: run `npx showrunner validate`');
  expect((await summarizeContent(await openContent())).guest).toBe('ada');
});

test('a commit that a limit refuses is not called one without academy.yaml', async () => {
  // Few objects stand for 30,000 files.
  await commitTree(content.folder, 'sponsors', await writeTreeBomb(content.folder, { width: 31, levels: 3 }));
  expect(await describeHead()).toMatch(
    /cannot be used, sponsors:1:1 wrong-value: expected at most 20000 files and folders in a content folder/,
  );
});
