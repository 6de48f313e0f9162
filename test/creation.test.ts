import { afterEach, describe, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { NEXT_YEAR, upcoming } from './support/academy-files.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

/** The writes of a creation, in order. */
const WRITES = [
  'liveBroadcasts.insert',
  'liveBroadcasts.bind',
  'thumbnails.set',
  'playlistItems.insert',
  'videos.update',
];
const FILE = { 'episodes/talks/first.yaml': upcoming('First', 'ada') };

/** Applied writes on any video but these. */
const applied = async (after = 0, others: readonly string[] = []): Promise<string[]> =>
  (await academy.youtube.writes(after)).flatMap(({ method, videoId = '', applied: is }) =>
    is && !others.includes(videoId) ? [method] : [],
  );
const done = (id: string) =>
  until(
    () => academy.episode(id),
    ({ commit }) => commit !== undefined,
  );

/** YouTube fails at this call until the worker is stopped; then all state is lost. */
async function cutOffAt(method: string, files: Record<string, string>): Promise<void> {
  await academy.youtube.fault({ method, kind: 'status500', times: 10_000 });
  await academy.content.commit('announce', files);
  await academy.waitUntilSynced();
  await academy.loseAllState();
  await academy.youtube.clearFaults();
}

describe('an interrupted creation', () => {
  it('at any of its writes is finished by a worker without its state, each write once', async () => {
    academy = await openAcademy();
    for (const [at, method] of WRITES.entries()) {
      const last = await academy.youtube.lastWrite();
      const others = (await academy.youtube.channel()).videos.map(({ id }) => id);
      await academy.startWorker();
      await academy.waitUntilSynced();
      const start = NEXT_YEAR.replace('06-01', `0${9 - at}-01`);
      await cutOffAt(method, { [`episodes/talks/t${at}.yaml`]: upcoming(`Talk ${at}`, 'ada', start) });
      expect(await applied(last, others)).toEqual(WRITES.slice(0, at));
      await academy.startWorker();
      await academy.waitUntilSynced();
      const { videoId = '' } = await done(`talks/t${at}`);
      expect([method, await applied(last, others)]).toEqual([method, WRITES]);
      const { playlists } = await academy.youtube.channel();
      expect(playlists.find(({ id }) => id === 'PLtalks')?.items).toContain(videoId);
      expect(await academy.youtube.video(videoId)).toMatchObject({
        tags: ['talks', 'live', 'more'],
        hasCustomThumbnail: true,
        broadcast: { lifeCycleStatus: 'ready' },
      });
      await academy.stopWorker();
    }
  });

  it('waits for a video that is not visible yet, before each of its writes', async () => {
    academy = await openAcademy({ visibilityDelayMs: 3000 });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('announce', FILE);
    await done('talks/first');
    expect(await applied()).toEqual(WRITES);
  });
});

describe('a value that YouTube changes', () => {
  const title = async (): Promise<string | undefined> => (await academy.youtube.channel()).videos[0]?.title;

  it('is sent twice and then waits for a person, and is not reported as an edit; the next change is sent again', async () => {
    academy = await openAcademy({ files: FILE });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.youtube.settings({ rewording: { Apples: 'Pears' } });
    const last = await academy.youtube.lastWrite();
    const updates = async (): Promise<number> => (await academy.youtube.writes(last)).length;
    const rename = (to: string) => academy.content.commit('rename', { ...fileOf(to) });
    await rename('Green Apples');
    const stalled = await until(
      () => academy.episode('talks/first'),
      ({ attention }) => attention !== undefined,
    );
    expect(stalled.attention).toMatch(/not converging.*title "Green Apples" became "Green Pears"/);
    expect(stalled.attention).toContain('fields: { title: keep }');
    expect(stalled).not.toHaveProperty('skippedFields');
    // Twice the title; the picture, which shows it, once.
    expect([await updates(), await title()]).toEqual([3, 'Green Pears']);
    const handle = academy.client().workflow.getHandle('episode/talks/first');
    await handle.executeUpdate('retry', { args: [{ by: 'a test' }] });
    await until(
      () => academy.episode('talks/first'),
      ({ attention }) => attention !== undefined,
    );
    expect(await updates()).toBe(3);
    await rename('Cherries');
    await academy.waitUntilSynced();
    expect([await updates(), await title()]).toEqual([5, 'Cherries']);
    expect(await academy.episode('talks/first')).not.toHaveProperty('attention');
  });

  it('counts as an edit where a person changed it since', async () => {
    academy = await openAcademy({ files: FILE });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.youtube.settings({ rewording: { Apples: 'Pears' } });
    await academy.content.commit('rename', { ...fileOf('Apples') });
    const { videoId = '' } = await until(
      () => academy.episode('talks/first'),
      ({ attention }) => attention !== undefined,
    );
    await academy.youtube.studio(videoId, { title: 'By hand' });
    await academy.content.commit('rename', { ...fileOf('Cherries') });
    await academy.waitUntilSynced();
    expect(await title()).toBe('By hand');
    expect((await academy.episode('talks/first')).skippedFields).toEqual(['title']);
  });
});

const fileOf = (title: string): typeof FILE => ({ 'episodes/talks/first.yaml': upcoming(title, 'ada') });
