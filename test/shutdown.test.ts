import { afterEach, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finishedFiles } from './support/academy-files.ts';
import { HOLD_MS } from './support/youtube.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

it('a worker shuts down in the middle of a rewrite although YouTube does not answer, and the next worker finishes it', async () => {
  academy = await openAcademy({ files: finishedFiles(60, () => 'ada'), youtubeTimeoutMs: HOLD_MS });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.youtube.hold('videos.update');
  await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
  await until(academy.youtube.writes, (writes) => writes.length > 0);
  // Cancels the calls that wait for an answer. A worker that had to be forced after its 30 s would reject.
  await academy.stopWorker();
  const written = (await academy.youtube.writes()).length;
  expect(written).toBeLessThan(60);
  await academy.youtube.clearFaults();
  expect(await academy.youtube.writes()).toHaveLength(written);
  await academy.startWorker();
  await academy.waitUntilSynced();
  const corrected = async () =>
    (await academy.youtube.channel()).videos.filter(({ description }) => description.includes('Ada Byrne'));
  await until(corrected, (videos) => videos.length === 60);
  expect(await academy.youtube.writes()).toHaveLength(60);
});
