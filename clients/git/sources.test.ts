import { expect, it } from 'vitest';
import { COMMIT_LIMITS } from './commit-limits.ts';
import { readSources, type TreeEntry } from './sources.ts';

const entries = (count: number): TreeEntry[] =>
  Array.from({ length: count }, (_, n) => ({ path: `guests/g${n}.yaml`, id: `id ${n}`, kind: 'file' }));

it('does not read a commit with more files than any academy has', async () => {
  const asked: string[] = [];
  const read = async (ids: readonly string[]) => {
    asked.push(...ids);
    return new Map(ids.map((id) => [id, { text: 'name: G\n' }]));
  };
  const { files, problems } = await readSources({ read }, entries(COMMIT_LIMITS.files + 1));
  expect([asked, files]).toEqual([[], []]);
  expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
    'academy.yaml expected at most 20,000 records and templates, found 20,001',
  ]);
  expect((await readSources({ read }, entries(COMMIT_LIMITS.files))).files).toHaveLength(COMMIT_LIMITS.files);
});
