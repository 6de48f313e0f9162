import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import type { EpisodeStatus } from '../contract/episode.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { retryEpisodes } from '../scripts/commands/retry.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finished, NEXT_YEAR, videoIdOf } from './support/academy-files.ts';

const UNVERIFIED = { status: 403, reason: 'forbidden' };
const OVER = 'talks/over';

/** A talk with a number of playlists, on the main encoder unless another is named. */
const talk = (title: string, { start = NEXT_YEAR, playlists = '', stream = '' } = {}): string =>
  `title: ${title}\nshow: talks\nscheduledFor: ${start}\nguests: [ada]\ntags: [more]\n${stream}youtube: { categoryId: 27, language: en${playlists} }\n`;

let academy: TestAcademy;
beforeAll(async () => {
  academy = await openAcademy({
    files: { [`episodes/${OVER}.yaml`]: `${finished(1, 'ada')}thumbnail: keep\n` },
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.youtube.fault({ method: 'thumbnails.set', kind: 'refuse', times: 1000, refusal: UNVERIFIED });
});
afterAll(() => academy.close());

/** Commits files; what was written then, and the units that all calls cost. */
async function commit(files: Record<string, string>): Promise<{ writes: string[]; units: number }> {
  const [after, { spent }] = [await academy.youtube.lastWrite(), await academy.youtube.quota()];
  await academy.content.commit('a change', files);
  await academy.waitUntilSynced();
  const writes = await academy.youtube.writes(after);
  return {
    writes: writes.map(({ method, applied }) => (applied ? method : `refused ${method}`)),
    units: (await academy.youtube.quota()).spent - spent,
  };
}

const handle = (id: string) => academy.client().workflow.getHandle(`episode/${id}`);
const video = async (id: string) => academy.youtube.video((await academy.episode(id)).videoId ?? '');

async function retry(id: string, isRight: (status: EpisodeStatus) => boolean): Promise<EpisodeStatus> {
  await handle(id).executeUpdate('retry', { args: [{ by: 'a test' }] });
  return until(() => academy.episode(id), isRight);
}

describe('a channel that may not have thumbnails', () => {
  const ID = 'talks/first';
  const file = (title: string, start = NEXT_YEAR) => ({ [`episodes/${ID}.yaml`]: talk(title, { start }) });

  it('gets everything else of a new episode, and the creation is finished', async () => {
    const { writes } = await commit(file('First'));
    expect(writes).toEqual([
      'liveBroadcasts.insert',
      'liveBroadcasts.bind',
      'refused thumbnails.set',
      'playlistItems.insert',
      'videos.update',
    ]);
    expect(await video(ID)).toMatchObject({
      title: 'First',
      tags: ['talks', 'live', 'more'],
      categoryId: '27',
      defaultLanguage: 'en',
      hasCustomThumbnail: false,
      broadcast: { lifeCycleStatus: 'ready' },
    });
    const { videoId = '', attention, refusedSteps, ...status } = await academy.episode(ID);
    const { playlists } = await academy.youtube.channel();
    expect(playlists.find(({ id }) => id === 'PLtalks')?.items).toContain(videoId);
    expect(attention).toMatch(/^thumbnail is held back alone: .*must be verified/);
    expect(refusedSteps).toMatchObject([{ step: 'thumbnail', nextTry: expect.any(String) }]);
    expect(status).not.toHaveProperty('pendingCommit');
    const { typedSearchAttributes } = await handle(ID).describe();
    expect(typedSearchAttributes.get(ATTRIBUTES.needsAttention)).toBe(true);
  });

  it("gets a guest's correction and a new date, and is asked again for no picture that it refused", async () => {
    const corrected = await commit({ 'guests/ada.yaml': 'name: Ada Byron\nof: New Engines\n' });
    // Its video and its broadcast are read; the finished video is read and written too.
    expect(corrected.writes).toEqual(['videos.update', 'videos.update']);
    expect((await video(ID)) as { description?: string }).toMatchObject({
      description: expect.stringContaining('New Engines'),
    });
    const moved = await commit(file('First', NEXT_YEAR.replace('06-01', '06-02')));
    expect(moved).toEqual({ writes: ['liveBroadcasts.update'], units: 52 });
    const renamed = await commit(file('Second', NEXT_YEAR.replace('06-01', '06-02')));
    expect(renamed.writes).toEqual(['videos.update', 'refused thumbnails.set']);
    expect(await video(ID)).toMatchObject({ title: 'Second' });
  });

  it('gets the thumbnail after the cure and a retry', async () => {
    await academy.youtube.clearFaults();
    const cured = await retry(ID, ({ refusedSteps }) => refusedSteps === undefined);
    expect(cured).not.toHaveProperty('attention');
    expect((await video(ID)).hasCustomThumbnail).toBe(true);
    await academy.youtube.fault({
      method: 'thumbnails.set',
      kind: 'refuse',
      times: 1000,
      refusal: UNVERIFIED,
    });
  });
});

describe('a stream and a playlist that do not exist', () => {
  const ID = 'talks/wrong';
  const file = (more: Parameters<typeof talk>[1]) => ({ [`episodes/${ID}.yaml`]: talk('Wrong', more) });

  it('hold up neither the texts nor the other playlist, and each has its message', async () => {
    await academy.youtube.clearFaults();
    const academyYaml = String(academyFiles()['academy.yaml']).replace(
      'streams: { ',
      'streams: { second: Second, ',
    );
    const wrong = file({ stream: 'stream: second\n', playlists: ', playlists: [PLnone]' });
    await commit({ 'academy.yaml': academyYaml, ...wrong });
    const { videoId = '', refusedSteps = [] } = await academy.episode(ID);
    expect(refusedSteps.map(({ step, message }) => [step, message])).toEqual([
      ['bind', expect.stringContaining('YouTube has no stream with the title "Second"')],
      ['playlists', expect.stringContaining('Correct the playlist id')],
    ]);
    expect(await video(ID)).toMatchObject({ tags: ['talks', 'live', 'more'], hasCustomThumbnail: true });
    const { playlists } = await academy.youtube.channel();
    expect(playlists.find(({ id }) => id === 'PLtalks')?.items).toContain(videoId);
  });

  it('are done once the file is right, or after a retry, and what YouTube did take is not done again', async () => {
    await academy.youtube.seed({
      playlists: [{ id: 'PLmore', title: 'More' }],
      streams: ['Second'],
    });
    const { writes } = await commit(file({ stream: 'stream: second\n', playlists: ', playlists: [PLmore]' }));
    expect(writes).toEqual(['playlistItems.insert']);
    expect((await academy.episode(ID)).refusedSteps).toMatchObject([{ step: 'bind' }]);
    const cured = await retry(ID, ({ refusedSteps }) => refusedSteps === undefined);
    expect(cured).not.toHaveProperty('attention');
    const { streams } = await academy.youtube.channel();
    const second = streams.find(({ title }) => title === 'Second');
    expect((await video(ID)).broadcast?.boundStreamId).toBe(second?.id);
  });
});

describe('a field that YouTube names in refusing a call', () => {
  const ID = 'talks/field';
  const file = (tags: string) => ({
    [`episodes/${ID}.yaml`]: talk('Field').replace('tags: [more]', `tags: [${tags}]`),
  });
  const refuse = (times: number) =>
    academy.youtube.fault({
      method: 'videos.update',
      kind: 'refuse',
      times,
      refusal: { status: 400, reason: 'invalidTags' },
    });

  it('is left out, and the call is sent once more: the creation is finished', async () => {
    await refuse(1);
    const { writes } = await commit(file('odd'));
    expect(writes.filter((method) => method.endsWith('videos.update'))).toEqual([
      'refused videos.update',
      'videos.update',
    ]);
    expect(await video(ID)).toMatchObject({ tags: [], categoryId: '27', defaultLanguage: 'en' });
    const { attention, skippedFields = [] } = await academy.episode(ID);
    expect(attention).toMatch(/^tags is left out, everything else was applied: .*invalidTags/);
    expect(skippedFields).toEqual([]);
  });

  it('is not sent again before it changes or a person wants it, and stays ours', async () => {
    const after = await academy.youtube.lastWrite();
    await commit({ 'guests/ada.yaml': 'name: Ada Byron\nof: Fields\n' });
    const id = (await academy.episode(ID)).videoId;
    const own = (await academy.youtube.writes(after)).filter(({ videoId }) => videoId === id);
    expect(own.map(({ method, applied }) => [method, applied])).toEqual([['videos.update', true]]);
    expect((await video(ID)).tags).toEqual([]);
    await commit(file('even'));
    expect((await video(ID)).tags).toEqual(['talks', 'live', 'even']);
    expect(await academy.episode(ID)).not.toHaveProperty('attention');
    await refuse(1);
    await commit(file('odd'));
    await retry(ID, ({ pendingCommit }) => pendingCommit === undefined);
    expect((await video(ID)).tags).toEqual(['talks', 'live', 'odd']);
  });
});

describe('a finished video whose new thumbnail is refused', () => {
  const file = (title: string) => ({
    [`episodes/${OVER}.yaml`]: `${finished(1, 'ada')}thumbnail: { title: ${title} }\n`,
  });

  it('ends its run, which says so; the next one does not send the same picture', async () => {
    await academy.youtube.fault({
      method: 'thumbnails.set',
      kind: 'refuse',
      times: 1000,
      refusal: UNVERIFIED,
    });
    const first = await commit(file('Refused'));
    expect(first.writes.filter((method) => method !== 'videos.update')).toEqual(['refused thumbnails.set']);
    const described = await until(
      () => handle(OVER).describe(),
      ({ status }) => status.name === 'COMPLETED',
    );
    expect(described.typedSearchAttributes.get(ATTRIBUTES.needsAttention)).toBe(true);
    expect((await academy.episode(OVER)).attention).toContain('thumbnail is held back alone');
    const second = await commit({ 'guests/ada.yaml': 'name: Ada Byron\nof: Newer Engines\n' });
    expect(second.writes.filter((method) => method !== 'videos.update')).toEqual([]);
    expect((await academy.youtube.video(videoIdOf(1))).hasCustomThumbnail).toBe(false);
  });

  it('is tried again by the command retry, although its run has ended', async () => {
    await academy.youtube.clearFaults();
    const { connection } = academy.client();
    const address = connection instanceof Connection ? connection.options.address : undefined;
    const { code, json } = await retryEpisodes({
      settings: readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder }),
      env: { TEMPORAL_ADDRESS: address ?? '' },
      episodes: [OVER],
      reason: undefined,
      by: 'a test',
    });
    expect([code, json]).toMatchObject([0, [{ said: expect.stringContaining('thumbnail uploaded') }]]);
    expect((await academy.youtube.video(videoIdOf(1))).hasCustomThumbnail).toBe(true);
    expect(await academy.episode(OVER)).not.toHaveProperty('attention');
    const { needs = [] } = await until(
      () => academy.sync(),
      (sync) => (sync.needs ?? []).length === 0,
    );
    expect(needs).toEqual([]);
  });
});
