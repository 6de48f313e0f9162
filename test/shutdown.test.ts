import { afterEach, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finishedFiles } from './support/academy-files.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

it('a worker ends promptly in the middle of a rewrite, and the next one goes on', async () => {
  academy = await openAcademy({ files: finishedFiles(60, () => 'ada') });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.youtube.fault({ method: 'videos.update', kind: 'delay', delayMs: 1000, times: 10_000 });
  await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
  await until(academy.youtube.writes, (writes) => writes.length > 0);
  const before = Date.now();
  await academy.stopWorker();
  // Calls that run may end; at 30 s all would be cut.
  expect(Date.now() - before).toBeLessThan(29_000);
  await academy.startWorker();
  await academy.waitUntilSynced();
  const corrected = async () =>
    (await academy.youtube.channel()).videos.filter(({ description }) => description.includes('Ada Byrne'));
  await until(corrected, (videos) => videos.length === 60);
  expect(await academy.youtube.writes()).toHaveLength(60);
});
