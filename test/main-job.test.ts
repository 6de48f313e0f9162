import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { supersede } from '../contract/rewrite.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finishedFiles, NEXT_YEAR, upcoming, videoIdOf } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';
import { HOLD_MS } from './support/youtube.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

const drawSomething = (): Promise<Buffer> =>
  sharp({ create: { width: 1280, height: 720, channels: 3, background: '#c0ffee' } })
    .png()
    .toBuffer();

const MARKER = 'https://academy.example/watch/';

/** The video that carries an episode's marker; throws if there are several. */
async function videoOf(episodeId: string) {
  const { videos } = await academy.youtube.channel();
  const found = videos.filter(({ description }) => description.includes(`${MARKER}${episodeId}#`));
  expect(found.map(({ id }) => id)).toHaveLength(1);
  return academy.youtube.video(found[0]?.id ?? '');
}

const methods = (writes: readonly { method: string }[]): string[] =>
  writes.map(({ method }) => method).toSorted();

describe('a new episode', () => {
  it('becomes one broadcast: scheduled, bound, marked, with its thumbnail and playlist', async () => {
    academy = await openAcademy({ countsUnits: true });
    await academy.startWorker();
    await academy.waitUntilSynced();
    const before = (await academy.youtube.quota()).spent;
    await academy.content.commit('announce', {
      'episodes/talks/first.yaml': upcoming('First talk', 'ada, bob'),
    });
    await academy.waitUntilSynced();
    const video = await videoOf('talks/first');
    expect(video).toMatchObject({
      title: 'First talk',
      tags: ['talks', 'live', 'more'],
      categoryId: '28',
      privacyStatus: 'public',
      hasCustomThumbnail: true,
      broadcast: { lifeCycleStatus: 'ready', scheduledStartTime: NEXT_YEAR, enableAutoStart: true },
    });
    expect(video.description).toContain('• Ada Byron, Analytical Engines');
    const { playlists, streams } = await academy.youtube.channel();
    expect(video.broadcast?.boundStreamId).toBe(streams.find(({ title }) => title === 'Main encoder')?.id);
    expect(playlists.find(({ id }) => id === 'PLtalks')?.items).toEqual([video.id]);
    expect(methods(await academy.youtube.writes())).toEqual([
      'liveBroadcasts.bind',
      'liveBroadcasts.insert',
      'playlistItems.insert',
      'thumbnails.set',
      'videos.update',
    ]);
    const { spent } = await academy.quota();
    const units = (await academy.youtube.quota()).spent - before;
    expect(spent['live']).toBe(units);
    expect(await academy.episode('talks/first')).toMatchObject({ phase: 'upcoming', videoId: video.id });
  });

  it('stays one broadcast when the insert is applied but its answer is lost', async () => {
    academy = await openAcademy();
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.youtube.fault({ method: 'liveBroadcasts.insert', kind: 'withhold' });
    await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') });
    await until(
      () => academy.episode('talks/first'),
      ({ commit }) => commit !== undefined,
    );
    expect(await videoOf('talks/first')).toMatchObject({
      hasCustomThumbnail: true,
      categoryId: '28',
      tags: ['talks', 'live', 'more'],
    });
    expect((await academy.youtube.channel()).videos).toHaveLength(1);
    expect(
      methods(await academy.youtube.writes()).filter((method) => method === 'liveBroadcasts.insert'),
    ).toHaveLength(1);
  });

  it('is inserted again when the insert never arrived, and stays one broadcast', async () => {
    academy = await openAcademy();
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.youtube.fault({ method: 'liveBroadcasts.insert', kind: 'drop' });
    await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') });
    await until(
      () => academy.episode('talks/first'),
      ({ commit }) => commit !== undefined,
    );
    expect((await academy.youtube.channel()).videos).toHaveLength(1);
  });

  it('holds a refused step back alone, whatever is committed in the meantime, until an operator asks', async () => {
    const show = String(academyFiles()['shows/talks.yaml']);
    academy = await openAcademy();
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('announce, with a wrong playlist', {
      'shows/talks.yaml': show.replace('PLtalks', 'PLwrong'),
      'episodes/talks/first.yaml': upcoming('First talk', 'ada'),
    });
    const stalled = await until(
      () => academy.episode('talks/first'),
      ({ attention }) => attention !== undefined,
    );
    expect(stalled.attention).toContain('playlist');
    await academy.youtube.seed({ playlists: [{ id: 'PLwrong', title: 'Not so wrong' }] });
    await academy.content.commit('a shared cause', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
    await academy.waitUntilSynced();
    const { videoId = '' } = stalled;
    expect((await academy.youtube.video(videoId)).description).toContain('Ada Byrne');
    const episode = academy.client().workflow.getHandle('episode/talks/first');
    await episode.executeUpdate('retry', { args: [{ by: 'ann' }] });
    await until(
      () => academy.youtube.channel(),
      ({ playlists }) => playlists.find(({ id }) => id === 'PLwrong')?.items.includes(videoId) === true,
    );
    await until(
      () => academy.episode('talks/first'),
      ({ attention }) => attention === undefined,
    );
  });

  it('is orphaned when its file is removed: its workflow ends, its video stays', async () => {
    academy = await openAcademy({ files: { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') } });
    await academy.startWorker();
    await academy.waitUntilSynced();
    const last = await academy.youtube.lastWrite();
    await academy.content.commit('remove', { 'episodes/talks/first.yaml': undefined });
    expect((await academy.waitUntilSynced()).orphaned).toEqual(['talks/first']);
    await until(
      () => academy.episode('talks/first'),
      ({ phase }) => phase === 'orphaned',
    );
    expect((await academy.youtube.channel()).videos).toHaveLength(1);
    expect(await academy.youtube.writes(last)).toEqual([]);
  });

  it('is not created when a person made a broadcast for the same hour', async () => {
    academy = await openAcademy();
    await academy.youtube.seed({
      videos: [{ id: 'byHand00001', title: 'By hand', scheduledStartTime: NEXT_YEAR }],
    });
    await academy.startWorker();
    await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') });
    const status = await until(
      () => academy.episode('talks/first'),
      ({ attention }) => attention !== undefined,
    );
    expect(status.attention).toContain('youtube: { videoId: byHand00001 }');
    expect(await academy.youtube.writes()).toEqual([]);
  });
});

/** A correction of 60 videos that has written more than ten and waits for YouTube's answers. @returns its rewrite's id */
async function openHalfWritten(): Promise<string> {
  academy = await openAcademy({ files: finishedFiles(60, () => 'ada'), youtubeTimeoutMs: HOLD_MS });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.youtube.hold('videos.update');
  await academy.content.commit('one', { 'guests/ada.yaml': 'name: Ada Brown\n' });
  await until(
    () => academy.youtube.writes(),
    (writes) => writes.length > 10,
  );
  const { rewrite = '' } = await academy.sync();
  return rewrite;
}

/** Lets YouTube answer once the rewrite knows that a newer commit supersedes it. */
async function releaseSuperseded(rewrite: string): Promise<void> {
  await until(
    () => academy.client().workflow.getHandle(rewrite).fetchHistory(),
    ({ events }) =>
      events?.some(
        (event) => event.workflowExecutionSignaledEventAttributes?.signalName === supersede.name,
      ) === true,
  );
  await academy.youtube.clearFaults();
}

describe("a guest's correction", () => {
  it('rewrites exactly their videos, finished and upcoming; fields we do not own stay', async () => {
    const files = {
      ...finishedFiles(6, (number) => (number % 2 === 0 ? 'ada' : 'bob')),
      'episodes/talks/next.yaml': upcoming('Next', 'ada'),
      'episodes/talks/other.yaml': upcoming('Other', 'bob', NEXT_YEAR.replace('06-01', '07-01')),
    };
    academy = await openAcademy({ files });
    for (const number of [0, 2])
      await academy.youtube.studio(videoIdOf(number), { categoryId: '10', defaultLanguage: 'fr' });
    await academy.startWorker();
    await academy.waitUntilSynced();
    const last = await academy.youtube.lastWrite();
    const old = (await academy.youtube.channel()).videos;
    await academy.content.commit('correct', {
      'guests/ada.yaml': 'name: Ada Byrne\nof: Analytical Engines\n',
    });
    await academy.waitUntilSynced();

    const { videos } = await academy.youtube.channel();
    const writes = await academy.youtube.writes(last);
    const adas = videos.filter(({ description }) => description.includes('Ada Byrne')).map(({ id }) => id);
    expect(adas).toHaveLength(4);
    expect(writes.map(({ videoId }) => videoId).toSorted()).toEqual(adas.toSorted());
    expect(new Set(methods(writes))).toEqual(new Set(['videos.update']));
    expect(videos.filter(({ description }) => description.includes('Ada Byron'))).toEqual([]);
    for (const video of videos) {
      const before = old.find(({ id }) => id === video.id);
      const { description: _new, ...rest } = video;
      expect(before).toMatchObject(rest);
    }
  });

  it('costs one read and one write per finished episode, plus the listing', async () => {
    academy = await openAcademy({
      files: finishedFiles(60, (number) => (number < 55 ? 'ada' : 'bob')),
      countsUnits: true,
    });
    await academy.startWorker();
    await academy.waitUntilSynced();
    const before = (await academy.youtube.quota()).spent;
    await academy.content.commit('correct', {
      'guests/ada.yaml': 'name: Ada Byrne\nof: Analytical Engines\n',
    });
    await academy.waitUntilSynced();
    expect((await academy.youtube.quota()).spent - before).toBe(51 * 55 + 2);
  });

  it('committed again while the first rewrite runs: each video ends with the newest text, none is written twice for one text', async () => {
    const first = await openHalfWritten();
    await academy.content.commit('two', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
    await releaseSuperseded(first);
    await academy.waitUntilSynced();
    const { videos } = await academy.youtube.channel();
    expect(videos.filter(({ description }) => description.includes('Ada Byrne'))).toHaveLength(60);
    const writes = await academy.youtube.writes();
    const perVideo = new Map<string, number>();
    for (const { videoId = '' } of writes) perVideo.set(videoId, (perVideo.get(videoId) ?? 0) + 1);
    expect(Math.max(...perVideo.values())).toBeLessThanOrEqual(2);
    expect(writes.length).toBeLessThan(120);
  });

  it('reverted half-way touches only the videos already written', async () => {
    const first = await openHalfWritten();
    await academy.content.git('revert', '--no-edit', 'HEAD');
    await releaseSuperseded(first);
    await academy.waitUntilSynced();
    const { videos } = await academy.youtube.channel();
    expect(videos.filter(({ description }) => description.includes('Ada Byron'))).toHaveLength(60);
    const writes = await academy.youtube.writes();
    expect(writes.length).toBe(2 * new Set(writes.map(({ videoId }) => videoId)).size);
    expect(writes.length).toBeLessThan(120);
  });
});

describe('a thumbnail', () => {
  it('is drawn again when its content changes, and left alone when a person replaced it', async () => {
    academy = await openAcademy({ files: finishedFiles(3, () => 'ada') });
    const picture = await drawSomething();
    await fetch(`${academy.youtube.url}/_/studio/${videoIdOf(1)}/thumbnail`, {
      method: 'POST',
      body: new Uint8Array(picture),
    });
    await academy.startWorker();
    await academy.waitUntilSynced();
    const old = (await academy.youtube.channel()).videos;
    await academy.content.commit('new initials', { 'guests/ada.yaml': 'name: Ada Lovelace\n' });
    await academy.waitUntilSynced();
    const { videos } = await academy.youtube.channel();
    const changed = videos.filter(
      ({ id, thumbnailSha256 }) => old.find((one) => one.id === id)?.thumbnailSha256 !== thumbnailSha256,
    );
    expect(changed.map(({ id }) => id).toSorted()).toEqual([videoIdOf(0), videoIdOf(2)]);
    expect(videos.filter(({ description }) => description.includes('Ada Lovelace'))).toHaveLength(3);
  });
});

describe('nothing to do', () => {
  it('the same commit again, and a commit that renders the same: no write and no unit', async () => {
    academy = await openAcademy({
      files: { ...finishedFiles(4, () => 'ada'), 'episodes/talks/next.yaml': upcoming('Next', 'ada') },
      countsUnits: true,
    });
    await academy.startWorker();
    await academy.waitUntilSynced();
    const { spent } = await academy.youtube.quota();
    await academy.stopWorker();
    await academy.startWorker();
    await academy.content.commit('empty', {});
    await academy.waitUntilSynced();
    await academy.content.commit('a comment', {
      'guests/ada.yaml': '# a comment\nname: Ada Byron\nof: Analytical Engines\n',
    });
    await academy.waitUntilSynced();
    expect((await academy.youtube.quota()).spent).toBe(spent);
  });

  it('all state lost with 24 episodes on YouTube: creates nothing and writes nothing', async () => {
    const starts = Array.from({ length: 6 }, (_, index) => NEXT_YEAR.replace('06-01', `06-0${index + 1}`));
    const files = {
      ...finishedFiles(18, () => 'ada, bob'),
      ...Object.fromEntries(
        starts.map((start, index) => [
          `episodes/talks/next-${index}.yaml`,
          upcoming(`Next ${index}`, 'ada', start),
        ]),
      ),
    };
    academy = await openAcademy({ files });
    await academy.startWorker();
    await academy.waitUntilSynced();
    expect((await academy.youtube.channel()).videos).toHaveLength(24);
    const last = await academy.youtube.lastWrite();
    await academy.loseAllState();
    await academy.startWorker();
    await academy.waitUntilSynced();
    for (let index = 0; index < 6; index += 1)
      await until(
        () => academy.episode(`talks/next-${index}`),
        ({ commit }) => commit !== undefined,
      );
    expect(await academy.youtube.writes(last)).toEqual([]);
    expect((await academy.youtube.channel()).videos).toHaveLength(24);
  });
});

describe('a broken file', () => {
  it('stops no other episode, and is reported with its position', async () => {
    academy = await openAcademy({ files: finishedFiles(2, () => 'ada') });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('two at once', {
      'episodes/talks/good.yaml': upcoming('Good', 'bob'),
      'episodes/talks/bad.yaml': `${upcoming('Bad', 'nobody')}colour: blue\n`,
      'guests/ada.yaml': 'name: Ada\n  of: [\n',
    });
    const status = await academy.waitUntilSynced();
    expect((await videoOf('talks/good')).title).toBe('Good');
    const { videos } = await academy.youtube.channel();
    expect(videos).toHaveLength(3);
    expect(videos.filter(({ description }) => description.includes('Ada Byron'))).toHaveLength(2);
    const places = status.refused.map(({ path, line, code }) => `${path}:${line} ${code}`);
    expect(places).toContain('episodes/talks/bad.yaml:6 unknown-key');
    expect(places.some((place) => place.startsWith('guests/ada.yaml:'))).toBe(true);
  });
});

/** True: three times in a row nothing is granted and a workflow waits. False: that many videos show the new name. */
async function waits(corrected: number): Promise<boolean> {
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    if ((await countOf('Ada Byrne')) === corrected) return false;
    const { waiters, granted } = await academy.quota();
    quiet = waiters.length > 0 && granted === 0 ? quiet + 1 : 0;
  }
  return true;
}

const countOf = async (text: string): Promise<number> =>
  (await academy.youtube.channel()).videos.filter(({ description }) => description.includes(text)).length;

describe('a budget that is too small', () => {
  it('is never exceeded: the rewrite waits for the reset, then completes', async () => {
    academy = await openAcademy({
      files: { ...academyFiles({ perDay: 400 }), ...finishedFiles(24, () => 'ada') },
      countsUnits: true,
    });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
    const status = await until(academy.quota, ({ waiters }) => waiters.length > 0);
    expect(status.perDay).toBe(400);
    const days: Record<string, number> = {};
    while (await waits(24)) {
      const { day, spent } = await academy.youtube.quota();
      days[day] = spent;
      await academy.advance(24 * 60 * 60 * 1000);
    }
    await academy.waitUntilSynced();
    expect(Math.max(...Object.values(days))).toBeLessThanOrEqual(400);
    const { videos } = await academy.youtube.channel();
    expect(videos.filter(({ description }) => description.includes('Ada Byrne'))).toHaveLength(24);
    expect(await academy.youtube.writes()).toHaveLength(24);
  });
});
