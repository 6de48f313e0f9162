import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { readBlobs } from './blobs.ts';
import { createGit } from './git.ts';

let scratch: string;
let content: TestRepository;
let commit: string;
const texts = ['', '\n', 'f'.repeat(40), `${'a'.repeat(40)} blob 3\nxyz\n`, 'x'.repeat(200_000), 'last'];

beforeAll(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
  commit = await content.commit(Object.fromEntries(texts.map((text, index) => [`file-${index}`, text])));
});
afterAll(() => removeFolder(scratch));

const idOf = (index: number) => content.git('rev-parse', `HEAD:file-${index}`);

it('separates many answers, whatever they contain', async () => {
  const ids = await Promise.all(texts.map((_, index) => idOf(index)));
  const answers = await readBlobs(createGit(content.folder), { ids, maxBytes: 1_000_000 });
  expect(ids.map((id) => answers.get(id)?.toString())).toEqual(texts);
});

it('skips what is too large, missing or not a blob', async () => {
  const [large, last] = await Promise.all([idOf(4), idOf(5)]);
  const ids = [large, 'f'.repeat(40), commit, last];
  const answers = await readBlobs(createGit(content.folder), { ids, maxBytes: 4 });
  expect(ids.map((id) => answers.get(id)?.toString())).toEqual(['too-large', 'missing', 'missing', 'last']);
});
