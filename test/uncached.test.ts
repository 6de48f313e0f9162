import { afterEach, describe, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finishedFiles, upcoming } from './support/academy-files.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

const countOf = async (text: string): Promise<number> =>
  (await academy.youtube.channel()).videos.filter(({ description }) => description.includes(text)).length;

describe('an episode that waits for its stream', () => {
  it('has only a timer open: it continued as new after the creation', async () => {
    academy = await openAcademy();
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') });
    await academy.waitUntilSynced();
    await until(
      () => academy.episode('talks/first'),
      ({ commit }) => commit !== undefined,
    );
    const events = await until(
      async () =>
        (await academy.client().workflow.getHandle('episode/talks/first').fetchHistory()).events ?? [],
      (seen) => seen.at(-1)?.timerStartedEventAttributes != null,
    );
    expect(events.filter((event) => event.activityTaskScheduledEventAttributes)).toEqual([]);
    expect(events.length).toBeLessThan(10);
  });
});

describe('without a workflow cache: every workflow task replays from the start', () => {
  it('an episode is created, a guest corrected, and corrected again during the rewrite', async () => {
    academy = await openAcademy({ files: finishedFiles(15, () => 'ada'), maxCachedWorkflows: 0 });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') });
    await academy.waitUntilSynced();
    await until(
      () => academy.episode('talks/first'),
      ({ commit }) => commit !== undefined,
    );
    await academy.youtube.fault({ method: 'videos.update', kind: 'delay', delayMs: 500, times: 10_000 });
    const before = await academy.youtube.lastWrite();
    await academy.content.commit('one', { 'guests/ada.yaml': 'name: Ada Brown\nof: Analytical Engines\n' });
    await until(
      () => academy.youtube.writes(before),
      (writes) => writes.length > 5,
    );
    await academy.content.commit('two', { 'guests/ada.yaml': 'name: Ada Byrne\nof: Analytical Engines\n' });
    await academy.waitUntilSynced();
    expect(await countOf('Ada Byrne')).toBe(16);
    const { videos } = await academy.youtube.channel();
    expect(videos).toHaveLength(16);
    expect(videos.find(({ title }) => title === 'First talk')).toMatchObject({ hasCustomThumbnail: true });
    const writes = await academy.youtube.writes(before);
    const twice = writes.filter(
      (write, at) => writes.findIndex(({ videoId }) => videoId === write.videoId) < at,
    );
    expect(new Set(twice.map(({ videoId }) => videoId)).size).toBe(twice.length);
  }, 300_000);
});
