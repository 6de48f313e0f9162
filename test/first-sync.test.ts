import { afterEach, expect, it } from 'vitest';
import { WORKFLOWS } from '../contract/ids.ts';
import { VIDEO_READ_AND_WRITE } from '../domain/shared/costs.ts';
import { openAcademy, type TestAcademy } from './support/academy.ts';
import { finishedFiles } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

/** 210 videos are four full listings and a part of one. No thumbnails. */
const KNOWN = 210;
const LISTINGS = 5;
/** Whether the worker's token belongs to the channel. */
const CHECK = 1;
const known = Object.fromEntries(
  Object.entries(finishedFiles(KNOWN, (number) => (number < 2 ? 'ada, bob' : 'ada'))).map(([path, text]) => [
    path,
    `${text}thumbnail: keep\n`,
  ]),
);

const countEpisodes = async (): Promise<number> =>
  (await academy.client().workflow.count(`WorkflowType = '${WORKFLOWS.episode}'`)).count;

it('a sync of existing videos lists them, 50 per unit; only those that differ get a workflow, also after all state is lost', async () => {
  academy = await openAcademy({ files: known, countsUnits: true });
  await academy.startWorker();
  await academy.waitUntilSynced();
  const first = await academy.youtube.quota();
  expect(first).toMatchObject({ spent: LISTINGS + CHECK, byMethod: { 'videos.list': { calls: LISTINGS } } });
  expect(await countEpisodes()).toBe(0);

  await academy.stopWorker();
  await academy.content.commit('two of them', { 'guests/bob.yaml': 'name: Bob Baker\n' });
  await academy.loseAllState();
  await academy.startWorker();
  await academy.waitUntilSynced();
  const { spent } = await academy.youtube.quota();
  expect(spent - first.spent).toBe(CHECK + LISTINGS + 2 * VIDEO_READ_AND_WRITE);
  expect([(await academy.youtube.writes()).length, await countEpisodes()]).toEqual([2, 2]);
});
