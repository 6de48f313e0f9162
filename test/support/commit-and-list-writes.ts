import type { TestAcademy } from './academy.ts';
import type { RepositoryFiles } from './repository.ts';

/** Commits, waits until the commit is synced, and returns the methods of the writes. */
export async function commitAndListWrites(academy: TestAcademy, files: RepositoryFiles): Promise<string[]> {
  const last = await academy.youtube.lastWrite();
  await academy.content.commit('change', files);
  await academy.waitUntilSynced();
  return (await academy.youtube.writes(last)).map(({ method }) => method);
}
