import { afterEach, describe, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finishedFiles, upcoming } from './support/academy-files.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

/** A dead worker is detected by its missing heartbeat, some seconds later. */
const PATIENCE = 60_000;

describe('kill -9 of the worker', () => {
  it('in the middle of a creation: one broadcast, finished after the restart', async () => {
    academy = await openAcademy();
    const first = await academy.spawnWorker();
    await academy.waitUntilSynced();
    await academy.youtube.fault({ method: 'liveBroadcasts.insert', kind: 'delay', delayMs: 20_000 });
    await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') });
    await until(academy.youtube.channel, ({ videos }) => videos.length > 0);
    await first.kill();
    await academy.spawnWorker();
    await until(
      () => academy.episode('talks/first'),
      ({ commit }) => commit !== undefined,
      PATIENCE,
    );
    const { videos } = await academy.youtube.channel();
    expect(videos).toHaveLength(1);
    expect(videos[0]).toMatchObject({
      title: 'First talk',
      tags: ['talks', 'live', 'more'],
      categoryId: '28',
      hasCustomThumbnail: true,
    });
    expect((await academy.youtube.writes()).map(({ method }) => method).toSorted()).toEqual([
      'liveBroadcasts.bind',
      'liveBroadcasts.insert',
      'playlistItems.insert',
      'thumbnails.set',
      'videos.update',
    ]);
  }, 120_000);

  it('in the middle of a rewrite: every video is written, none twice', async () => {
    academy = await openAcademy({ files: finishedFiles(60, () => 'ada') });
    const first = await academy.spawnWorker();
    await academy.waitUntilSynced();
    await academy.youtube.fault({ method: 'videos.update', kind: 'delay', delayMs: 700, times: 10_000 });
    await academy.content.commit('correct', {
      'guests/ada.yaml': 'name: Ada Byrne\nof: Analytical Engines\n',
    });
    await until(academy.youtube.writes, (writes) => writes.length > 10);
    await first.kill();
    expect((await academy.youtube.writes()).length).toBeLessThan(60);
    await academy.spawnWorker();
    const corrected = async (): Promise<number> =>
      (await academy.youtube.channel()).videos.filter(({ description }) => description.includes('Ada Byrne'))
        .length;
    await until(corrected, (count) => count === 60, PATIENCE);
    await academy.waitUntilSynced();
    expect(await academy.youtube.writes()).toHaveLength(60);
    const { spent, granted, perDay } = await academy.quota();
    const counted = Object.values(spent).reduce((sum, units) => sum + units, 0) + granted;
    expect((await academy.youtube.quota()).spent).toBeLessThanOrEqual(counted);
    expect(counted).toBeLessThanOrEqual(perDay);
  }, 120_000);
});
