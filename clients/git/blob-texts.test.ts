import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFolder, createTestRepository, removeFolder } from '../../test/support/git-repository.ts';
import { createTexts } from './blobs.ts';
import { createGit } from './git.ts';
import { createObjectReader } from './object-reader.ts';

it('reads a text once', async () => {
  const scratch = await createFolder();
  const content = await createTestRepository(scratch);
  await content.commit({ 'a.txt': 'A' });
  const id = await content.git('rev-parse', 'HEAD:a.txt');
  const objects = createObjectReader(createGit(scratch));
  const texts = createTexts(objects);
  await texts.read([id]);
  await removeFolder(join(scratch, '.git/objects', id.slice(0, 2)));
  expect((await texts.read([id])).get(id)).toEqual({ text: 'A' });
  await removeFolder(scratch);
});
