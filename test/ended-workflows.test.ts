import { afterEach, expect, it } from 'vitest';
import { QUOTA_ID, SYNC_ID } from '../contract/ids.ts';
import type { QuotaStatus } from '../contract/quota.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, NEXT_YEAR, upcoming } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

const IDS = ['one', 'two', 'three'];
const handle = (id: string) => academy.client().workflow.getHandle(id);

/** Terminates it and waits until another run answers. */
async function terminate(id: string): Promise<void> {
  const { runId } = await handle(id).describe();
  await handle(id).terminate('by hand');
  await until(
    () => handle(id).describe(),
    (now) => now.runId !== runId && now.status.name === 'RUNNING',
  );
}

/** Each episode is done or waits, and nothing is on its way. */
async function untilQuiet(): Promise<QuotaStatus> {
  const isDone = async (id: string) => (await academy.episode(`talks/${id}`)).commit !== undefined;
  const looked = await until(
    async () => {
      const done = await Promise.all(IDS.map(isDone));
      const undone = IDS.filter((_, index) => !done[index]).map((id) => `episode/talks/${id}`);
      return { undone, quota: await academy.quota() };
    },
    ({ undone, quota: { granted, waiters } }) =>
      granted === 0 && undone.every((id) => waiters.some(({ workflowId }) => workflowId === id)),
  );
  return looked.quota;
}

const countCreated = async (): Promise<number> => (await academy.youtube.channel()).videos.length;

it('quota and sync that somebody terminated go on with what they knew: units, waiting episodes, a pause', async () => {
  academy = await openAcademy({
    ...{ files: academyFiles({ perDay: 800 }), countsUnits: true },
    keepRunningEveryMs: 500,
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  const files = Object.fromEntries(
    IDS.map((id, month) => [
      `episodes/talks/${id}.yaml`,
      upcoming(id, 'ada', NEXT_YEAR.replace('06-01', `0${month + 1}-01`)),
    ]),
  );
  await academy.content.commit('more than half a day pays for', files);
  const before = await untilQuiet();
  expect(await countCreated()).toBeLessThan(IDS.length);

  await terminate(QUOTA_ID);
  expect(await academy.quota()).toEqual(before);
  const { spent } = await academy.youtube.quota();
  expect(spent).toBe(before.spent['live']);

  await handle(SYNC_ID).executeUpdate('pause', { args: [{ by: 'ann' }] });
  const followed = await academy.sync();
  await terminate(SYNC_ID);
  expect(await academy.sync()).toEqual(followed);
  await academy.content.commit('a day pays for all', academyFiles({ perDay: 5000 }));
  await handle(SYNC_ID).executeUpdate('resume', { args: [{}] });
  for (const id of IDS)
    await until(
      () => academy.episode(`talks/${id}`),
      ({ commit }) => commit !== undefined,
    );
  await academy.waitUntilSynced();
  expect(await countCreated()).toBe(IDS.length);
  const { perDay, spent: all, granted } = await academy.quota();
  const inAll = (await academy.youtube.quota()).spent;
  expect([all['live'], all['lost'], granted]).toEqual([inAll, 400, 0]);
  expect(inAll + 400).toBeLessThanOrEqual(perDay);
});
