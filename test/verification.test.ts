import { afterAll, beforeAll, expect, it } from 'vitest';
import { carriedState } from '../contract/carried.ts';
import { QUOTA_ID, SYNC_ID } from '../contract/ids.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finishedFiles, upcoming, videoIdOf } from './support/academy-files.ts';

const OVER = 16;
const NEXT = ['one', 'two', 'three', 'four'];
const ALL = OVER + NEXT.length;
const OLD = finishedFiles(OVER, () => 'ada');

let academy: TestAcademy;
beforeAll(async () => {
  const next = NEXT.map((name, at) => [
    `episodes/next/${name}.yaml`,
    upcoming(name, 'ada', `${new Date().getUTCFullYear() + 1}-0${at + 1}-01T17:00:00Z`),
  ]);
  const over = Object.entries(OLD).map(([path, file]) => [
    path,
    `${file}thumbnail: keep
`,
  ]);
  academy = await openAcademy({ files: Object.fromEntries([...over, ...next]) });
  await academy.youtube.settings({ longUploadsStatus: 'eligible' });
  await academy.startWorker();
  await academy.waitUntilSynced();
});
afterAll(() => academy.close());

const pictures = async (after = 0) =>
  (await academy.youtube.writes(after)).filter(({ method }) => method === 'thumbnails.set');
const handle = (id: string) => academy.client().workflow.getHandle(id);

it('on a channel that is not verified, all thumbnails are one thing that needs a person, and all else is done', async () => {
  await academy.content.commit('Old videos get thumbnails, too', OLD);
  await academy.waitUntilSynced();
  await academy.content.commit('Her name', { 'guests/ada.yaml': 'name: Zoe Quick\n' });
  await academy.waitUntilSynced();
  await until(
    () => academy.quota(),
    ({ thumbnails }) => thumbnails?.count === ALL,
  );
  const { needs = [] } = await until(
    () => academy.sync(),
    (status) =>
      status.needs?.[0]?.entries[0]?.message.includes(`thumbnails of ${ALL} episodes wait`) === true,
  );
  expect(needs).toMatchObject([
    { reason: 'refused', cause: 'unverified', count: 1, entries: [{ workflowId: QUOTA_ID }] },
  ]);
  expect(await handle(SYNC_ID).query(carriedState)).toMatchObject({
    noticed: [`refused ${QUOTA_ID} unverified`],
  });
  for (let number = 0; number < OVER; number += 1)
    expect((await academy.youtube.video(videoIdOf(number))).description).toContain('Zoe Quick');
  const { attention, refusedSteps, ...one } = await academy.episode('next/one');
  expect([one.phase, attention, refusedSteps]).toMatchObject(['upcoming', undefined, [{ shared: true }]]);
  for (const id of ['episode/next/one', 'episode/talks/t0001'])
    expect((await handle(id).describe()).typedSearchAttributes.get(ATTRIBUTES.needsAttention)).toBe(false);
  // Those that were under way together when the first one was refused: no other is sent for nothing.
  const sent = await pictures();
  expect(sent.map(({ applied }) => applied)).toEqual(sent.map(() => false));
  expect(sent.length).toBeLessThanOrEqual(NEXT.length);
});

it('once it is verified, all are sent without a hand, and nothing is left on the list', async () => {
  const after = await academy.youtube.lastWrite();
  await academy.youtube.settings({ longUploadsStatus: 'allowed' });
  await academy.refreshQuota();
  const sent = await until(
    () => pictures(after),
    (all) => all.length >= ALL,
  );
  expect(sent.map(({ applied }) => applied)).toEqual(Array(ALL).fill(true));
  expect(new Set(sent.map(({ videoId }) => videoId)).size).toBe(ALL);
  await until(
    () => academy.sync(),
    ({ needs = [] }) => needs.length === 0,
  );
  expect(await academy.quota()).not.toHaveProperty('thumbnails');
  await until(
    () => academy.episode('next/one'),
    ({ refusedSteps }) => refusedSteps === undefined,
  );
});
