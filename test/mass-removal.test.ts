import { afterEach, expect, it } from 'vitest';
import { SYNC_ID } from '../contract/ids.ts';
import { type Acceptance, accept } from '../contract/sync.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finishedFiles, upcoming } from './support/academy-files.ts';
import type { RepositoryFiles } from './support/repository.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

const OF = 20;
const paths = Object.keys(finishedFiles(OF, () => 'ada'));
const removing = (count: number): RepositoryFiles =>
  Object.fromEntries(paths.slice(0, count).map((path) => [path, undefined]));
const correction: RepositoryFiles = { 'guests/ada.yaml': 'name: Ada Byrne\n' };

async function openSettled(): Promise<number> {
  academy = await openAcademy({ files: finishedFiles(OF, () => 'ada') });
  await academy.startWorker();
  await academy.waitUntilSynced();
  return academy.youtube.lastWrite();
}
const waitsFor = (commit: string) =>
  until(
    () => academy.sync(),
    ({ blockedCommit: waits }) => waits?.commit === commit,
  );
const send = (argument: Acceptance): Promise<string> =>
  academy
    .client()
    .workflow.getHandle(SYNC_ID)
    .executeUpdate(accept, { args: [argument] });
const attention = () =>
  academy.client().workflow.count(`WorkflowId = '${SYNC_ID}' AND NeedsAttention = true`);

it('a commit that orphans more than a tenth writes nothing until a person accepts exactly that commit', async () => {
  const last = await openSettled();
  const before = (await academy.sync()).head;
  const commit = await academy.content.commit('an accident?', {
    ...removing(3),
    ...correction,
    'episodes/talks/next.yaml': upcoming('Next', 'ada'),
  });
  expect(await waitsFor(commit)).toMatchObject({
    head: before,
    syncedCommit: before,
    blockedCommit: { orphaned: 3, of: OF, subject: 'an accident?' },
  });
  await until(attention, ({ count }) => count === 1);
  await academy.youtube.lastWrite().then((now) => expect(now).toBe(last));

  await expect(send({ commit: `${before}` })).rejects.toThrow();
  expect((await academy.sync()).blockedCommit?.commit).toBe(commit);
  expect(await send({ commit: commit.slice(0, 10), by: 'ann' })).toContain('accepted by ann');
  expect((await academy.waitUntilSynced()).blockedCommit).toBeUndefined();
  const written = new Set((await academy.youtube.writes(last)).map(({ method }) => method));
  expect(written).toContain('liveBroadcasts.insert');
  const { videos } = await academy.youtube.channel();
  expect(videos.filter(({ description }) => description.includes('Ada Byrne'))).toHaveLength(OF - 3 + 1);
  await until(attention, ({ count }) => count === 0);
});

it('a newer commit that restores the files is synced without approval, also after a worker restart', async () => {
  const last = await openSettled();
  const files = finishedFiles(OF, () => 'ada');
  const lost = await academy.content.commit('partial', { ...removing(OF / 2), ...correction });
  await waitsFor(lost);
  await academy.stopWorker();
  const restored = Object.fromEntries(paths.slice(0, OF / 2).map((path) => [path, files[path]]));
  await academy.content.commit('restore', restored);
  await academy.startWorker();
  expect(await academy.waitUntilSynced()).toMatchObject({ orphaned: [] });
  expect((await academy.sync()).blockedCommit).toBeUndefined();
  expect(await academy.youtube.writes(last)).toHaveLength(OF);
});

it('two removed of twenty are orphaned without approval, and reported', async () => {
  await openSettled();
  await academy.content.commit('two less', removing(2));
  expect((await academy.waitUntilSynced()).orphaned).toHaveLength(2);
});
