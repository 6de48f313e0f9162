import { afterEach, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finishedFiles, NEXT_YEAR, upcoming, videoIdOf } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

const DAY = 24 * 60 * 60 * 1000;

/** Three times in a row nothing is granted and the newest commit's rewrite waits: today's budget is used up. */
async function untilRewriteWaits(): Promise<void> {
  const head = await academy.content.git('rev-parse', 'HEAD');
  let quiet = 0;
  await until(academy.quota, ({ waiters, granted }) => {
    const waits = waiters.some(({ workflowId }) => workflowId === `rewrite/${head.slice(0, 10)}`);
    quiet = waits && granted === 0 ? quiet + 1 : 0;
    return quiet >= 3;
  });
}

/** Moves to the next day. @returns the units that YouTube counted on the day that ends */
async function turnDay(): Promise<number> {
  const { spent } = await academy.youtube.quota();
  await academy.advance(DAY);
  return spent;
}

/** Restarts the worker: its YouTube token has expired by then, and a refused call would cost one more unit. */
async function turnDayAsleep(): Promise<number> {
  await academy.stopWorker();
  const turned = turnDay();
  await academy.startWorker();
  return turned;
}

const openRewrite = async () => academy.rewrite((await academy.sync()).rewrite ?? '');

/** How often each video's text was written. */
async function countWrites(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { videoId = '', method } of await academy.youtube.writes())
    if (method === 'videos.update') counts[videoId] = (counts[videoId] ?? 0) + 1;
  return counts;
}

/** Exactly this many writes, deferred ones included. */
const untilWritten = (count: number) => until(academy.youtube.writes, (writes) => writes.length === count);

it('a rewrite goes on for three days, never exceeds the daily budget, lets live work through and writes nothing twice', async () => {
  const files = {
    ...academyFiles({ perDay: 950, reserve: 400 }),
    ...finishedFiles(19, () => 'ada'),
    'shows/solo.yaml': 'name: Solo\ndefaults: { duration: 60m, stream: main }\n',
  };
  academy = await openAcademy({ files, countsUnits: true });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
  const days: number[] = [];

  await untilRewriteWaits();
  const waiting = await openRewrite();
  expect(waiting.waitingUntil).toBe((await academy.quota()).resetsAt);
  // 75 units of the first day, whose ledger was lost, wrote one video; the other 18 need two days of 550.
  expect(waiting).toMatchObject({ done: 1, total: 19 });
  expect(waiting.progress?.endsAt).toBe(new Date(Date.parse(waiting.waitingUntil ?? '') + DAY).toISOString());
  days.push(await turnDayAsleep());

  await untilRewriteWaits();
  const { day } = await academy.quota();
  // In a show of its own: no neighbouring episode changes.
  await academy.content.commit('announce', {
    'episodes/solo/next.yaml': upcoming('Next', 'bob').replace('show: talks', 'show: solo'),
  });
  const next = await until(
    () => academy.episode('solo/next'),
    ({ commit }) => commit !== undefined,
  );
  expect((await academy.quota()).day).toBe(day);
  expect((await academy.youtube.video(next.videoId ?? '')).broadcast).toMatchObject({
    scheduledStartTime: NEXT_YEAR,
  });
  await untilRewriteWaits();
  days.push(await turnDayAsleep());

  await academy.waitUntilSynced();
  days.push((await academy.youtube.quota()).spent);
  expect(days[0]).toBeLessThanOrEqual(475);
  expect(Math.max(...days)).toBeLessThanOrEqual(950);
  const { [next.videoId ?? '']: _its, ...counts } = await countWrites();
  expect(counts).toEqual(Object.fromEntries(Array.from({ length: 19 }, (_, index) => [videoIdOf(index), 1])));
});

it('writes a video once for two guests, changed in one commit, or in two while it waits', async () => {
  const files = { ...academyFiles({ perDay: 400 }), ...finishedFiles(6, () => 'ada, bob') };
  academy = await openAcademy({ files, countsUnits: true });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.content.commit('ada', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
  await untilRewriteWaits();
  const early = Object.keys(await countWrites());
  expect(early).toHaveLength(3);
  await academy.content.commit('bob', { 'guests/bob.yaml': 'name: Bob Baker\n' });
  await untilRewriteWaits();
  await turnDay();
  await untilWritten(9);
  const once = Object.entries(await countWrites()).filter(([id]) => !early.includes(id));
  expect(once.map(([, count]) => count)).toEqual([1, 1, 1]);

  await turnDay();
  const before = await academy.youtube.lastWrite();
  await academy.content.commit('both', {
    'guests/ada.yaml': 'name: Ada Brown\n',
    'guests/bob.yaml': 'name: Bob Brown\n',
  });
  await academy.waitUntilSynced();
  await untilWritten(15);
  expect(await academy.youtube.writes(before)).toHaveLength(6);
});

/** Today's budget is spent. */
async function waitsForTomorrow(): Promise<boolean> {
  const { waiters, granted } = await academy.quota();
  return granted === 0 && waiters.some(({ workflowId }) => workflowId === 'episode/talks/first');
}

it('a creation with 200 units a day: steps that do not fit wait for the next day', async () => {
  academy = await openAcademy({ files: academyFiles({ perDay: 200 }), countsUnits: true });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First', 'ada') });
  for (let day = 0; day < 5; day += 1) {
    const { commit } = await until(
      async () => ({ ...(await academy.episode('talks/first')), waits: await waitsForTomorrow() }),
      (status) => status.commit !== undefined || status.waits,
    );
    if (commit !== undefined) break;
    expect(await turnDay()).toBeLessThanOrEqual(200);
  }
  const { commit, videoId = '' } = await academy.episode('talks/first');
  expect(commit).toBeDefined();
  expect(await academy.youtube.video(videoId)).toMatchObject({
    hasCustomThumbnail: true,
    categoryId: '28',
    broadcast: { boundStreamId: expect.any(String) },
  });
  expect((await academy.youtube.channel()).videos).toHaveLength(1);
});
