import { afterEach, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, upcoming } from './support/academy-files.ts';
import { commitAndListWrites } from './support/commit-and-list-writes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ID = 'talks/first';
const FILE = 'episodes/talks/first.yaml';
const OPERATOR = { by: 'a test' };

let academy: TestAcademy;
afterEach(() => academy.close());

/** The full minute that many ms after the academy's clock. */
const inFuture = (ms: number): string => {
  const now = academy?.clock.now() ?? Date.now();
  return new Date(Math.ceil((now + ms) / MINUTE) * MINUTE).toISOString();
};
const soon = (ms: number): string => new Date(Math.ceil((Date.now() + ms) / MINUTE) * MINUTE).toISOString();

const episode = (start: string, more = ''): string => `${upcoming('First', 'ada', start)}${more}`;

/** Starts a worker and waits until the episode is as its file says. */
async function open(files: Record<string, string>): Promise<string> {
  academy = await openAcademy({ files });
  await academy.youtube.seed({ playlists: ['PLmore', 'PLtheirs'].map((id) => ({ id, title: id })) });
  await academy.startWorker();
  await academy.waitUntilSynced();
  return (await academy.episode(ID)).videoId ?? '';
}

const commit = (files: Record<string, string>): Promise<string[]> => commitAndListWrites(academy, files);

/** Does now what the episode's timer would do: checks YouTube. */
async function look(id = ID): Promise<void> {
  await academy
    .client()
    .workflow.getHandle(`episode/${id}`)
    .executeUpdate('retry', { args: [OPERATOR] });
}

const status = (isRight: (status: Awaited<ReturnType<TestAcademy['episode']>>) => boolean, id = ID) =>
  until(() => academy.episode(id), isRight, 20_000);

const inStudio = (videoId: string, what: 'live' | 'end'): Promise<void> =>
  academy.youtube.studio(`${videoId}/${what}`, {});

const itemsOf = async (playlistId: string): Promise<readonly string[]> =>
  (await academy.youtube.channel()).playlists.find(({ id }) => id === playlistId)?.items ?? [];

describe('an upcoming episode follows its file', () => {
  it('in the fewest calls: texts, settings and privacy in one; start, length and latency in another', async () => {
    const start = soon(3 * DAY);
    const videoId = await open({ [FILE]: episode(start) });
    const texts = 'youtube: { categoryId: 27, language: en, playlists: [PLmore] }\nvisibility: unlisted\n';
    const renamed = episode(start, texts).replace('First', 'Renamed').replace('[more]', '[other]');
    expect(await commit({ [FILE]: renamed })).toEqual([
      'videos.update',
      'thumbnails.set',
      'playlistItems.insert',
    ]);
    expect(await academy.youtube.video(videoId)).toMatchObject({
      title: 'Renamed',
      tags: ['talks', 'live', 'other'],
      categoryId: '27',
      defaultLanguage: 'en',
      privacyStatus: 'unlisted',
    });
    const moved = soon(5 * DAY);
    const onAir = renamed.replace(start, moved).concat('duration: 2h\nlatency: ultraLow\n');
    expect(await commit({ [FILE]: onAir })).toEqual(['liveBroadcasts.update']);
    expect((await academy.youtube.video(videoId)).broadcast).toMatchObject({
      scheduledStartTime: moved.replace('.000', ''),
      scheduledEndTime: new Date(Date.parse(moved) + 2 * HOUR).toISOString().replace('.000', ''),
      latencyPreference: 'ultraLow',
      enableAutoStart: true,
      enableAutoStop: false,
    });
    // The run that moved it has continued as new since.
    const startsAt = async () => {
      const { typedSearchAttributes } = await academy.client().workflow.getHandle(`episode/${ID}`).describe();
      return typedSearchAttributes.get(ATTRIBUTES.startsAt)?.getTime();
    };
    await until(startsAt, (time) => time === Date.parse(moved));
    expect(await commit({ 'guests/bob.yaml': 'name: Bob Builder\nof: Nobody\n' })).toEqual([]);
  });

  it('into playlists and out of them again, never out of a playlist that a person chose', async () => {
    const start = soon(3 * DAY);
    const videoId = await open({ [FILE]: episode(start, 'youtube: { playlists: [PLmore] }\n') });
    await putInPlaylist(videoId, 'PLtheirs');
    expect(await commit({ [FILE]: episode(start, 'youtube: { playlists: [] }\n') })).toEqual([
      'playlistItems.delete',
    ]);
    expect(await Promise.all(['PLtalks', 'PLmore', 'PLtheirs'].map(itemsOf))).toEqual([
      [videoId],
      [],
      [videoId],
    ]);
    const show = String(academyFiles()['shows/talks.yaml']).replace('[PLtalks]', '[]');
    expect(await commit({ 'shows/talks.yaml': show })).toEqual(['playlistItems.delete']);
    expect(await Promise.all(['PLtalks', 'PLtheirs'].map(itemsOf))).toEqual([[], [videoId]]);
  });

  it('over a clock change: six in London is another UTC hour in summer', async () => {
    const show = `${academyFiles()['shows/talks.yaml']}timezone: Europe/London\n`;
    const year = new Date().getUTCFullYear() + 1;
    const videoId = await open({ [FILE]: episode(`"${year}-02-01T18:00"`), 'shows/talks.yaml': show });
    const startOf = async () => (await academy.youtube.video(videoId)).broadcast?.scheduledStartTime;
    expect(await startOf()).toBe(`${year}-02-01T18:00:00Z`);
    expect(await commit({ [FILE]: episode(`"${year}-07-01T18:00"`) })).toEqual(['liveBroadcasts.update']);
    expect(await startOf()).toBe(`${year}-07-01T17:00:00Z`);
  });

  it('not into the past: that is reported once and never sent, and everything else is applied', async () => {
    const start = soon(2 * HOUR);
    const videoId = await open({ [FILE]: episode(start) });
    const past = soon(-HOUR);
    expect(await commit({ [FILE]: episode(past, 'visibility: unlisted\n') })).toEqual(['videos.update']);
    const stalled = await status(({ attention }) => attention !== undefined);
    expect(stalled.attention).toContain(`its new start ${past.replace('.000', '')} has passed`);
    expect(stalled.next).toMatch(/waiting for a person.*checks again at/);
    expect(await academy.youtube.video(videoId)).toMatchObject({
      privacyStatus: 'unlisted',
      broadcast: { scheduledStartTime: start.replace('.000', '') },
    });
    await inStudio(videoId, 'live');
    await look();
    expect(await status(({ phase }) => phase === 'live')).not.toHaveProperty('attention');
  });

  it('back to a draft: its video stays and its details say so', async () => {
    const start = soon(3 * DAY);
    const videoId = await open({ [FILE]: episode(start) });
    expect(await commit({ [FILE]: episode(start, 'status: draft\n') })).toEqual([]);
    expect((await status(({ phase }) => phase === 'draft')).lastEvent).toContain(`video ${videoId} stays`);
    expect(await commit({ [FILE]: episode(start, 'visibility: unlisted\n') })).toEqual(['videos.update']);
  });
});

describe('a cancelled episode', () => {
  it('is private and unbound, and as before when the cancellation is reverted', async () => {
    const start = soon(3 * DAY);
    const videoId = await open({ [FILE]: episode(start) });
    const before = await academy.youtube.video(videoId);
    expect(await commit({ [FILE]: episode(start, 'status: cancelled\n') })).toEqual([
      'videos.update',
      'liveBroadcasts.bind',
    ]);
    const off = await academy.youtube.video(videoId);
    expect([off.privacyStatus, off.broadcast?.boundStreamId]).toEqual(['private', undefined]);
    expect(await academy.episode(ID)).toMatchObject({ phase: 'cancelled' });
    expect(await commit({ [FILE]: episode(start) })).toEqual(['videos.update', 'liveBroadcasts.bind']);
    const { boundAt: _at, ...broadcast } = { boundAt: '', ...before.broadcast };
    expect(await academy.youtube.video(videoId)).toMatchObject({ ...before, broadcast });
  });

  it('stays public while live, and is private when it has ended', async () => {
    const start = soon(HOUR);
    const videoId = await open({ [FILE]: episode(start) });
    await inStudio(videoId, 'live');
    expect(await commit({ [FILE]: episode(start, 'status: cancelled\n') })).toEqual([]);
    const live = await status(({ phase }) => phase === 'live');
    expect(live.lastEvent).toContain('a running stream is not interrupted; it becomes private when it ends');
    await inStudio(videoId, 'end');
    await look();
    await status(({ phase }) => phase === 'cancelled');
    const { privacyStatus, broadcast } = await academy.youtube.video(videoId);
    expect([privacyStatus, broadcast?.lifeCycleStatus]).toEqual(['private', 'complete']);
  });
});

describe('around air time', () => {
  it('its own file still changes it, a shared change waits for the end, and a change that came too late is reported', async () => {
    const start = soon(2 * HOUR);
    const next = soon(5 * DAY);
    const videoId = await open({
      [FILE]: episode(start),
      'episodes/talks/next.yaml': upcoming('Next', 'bob', next),
    });
    await academy.advance(HOUR + 55 * MINUTE);
    const moved = inFuture(20 * MINUTE);
    expect(await commit({ [FILE]: episode(moved) })).toEqual(['liveBroadcasts.update']);
    expect(await commit({ 'guests/ada.yaml': 'name: Ada Byrne\n' })).toEqual([]);
    expect((await academy.episode(ID)).lastEvent).toContain(
      'changes from a shared file, or of unknown origin, wait until the stream ends',
    );

    await inStudio(videoId, 'live');
    await look();
    await status(({ phase }) => phase === 'live');
    const did = await commit({ [FILE]: episode(inFuture(2 * HOUR), 'latency: normal\n') });
    const late = (await academy.episode(ID)).lastEvent;
    expect(did).toEqual(['videos.update']);
    expect(late).toContain('start: cannot change while live');
    expect(late).toContain('latency: cannot change while live');
    expect(await commit({ 'guests/ada.yaml': 'name: Ada Brown\n' })).toEqual([]);

    await academy.advance(2 * HOUR);
    await inStudio(videoId, 'end');
    await look();
    await status(({ phase, next: then }) => phase === 'complete' && then === 'nothing: it is over');
    const ended = await academy.youtube.video(videoId);
    expect(ended.privacyStatus).toBe('unlisted');
    expect(ended.description).toContain('Ada Brown');
    const { streams } = await academy.youtube.channel();
    const following = await academy.episode('talks/next');
    const isBound = async () =>
      (await academy.youtube.video(following.videoId ?? '')).broadcast?.boundStreamId === streams[0]?.id;
    expect(await isBound()).toBe(false);
    await look('talks/next');
    await until(isBound, (bound) => bound);
  });

  it('the next episode on its stream is not bound while this one is on air, whatever the calendar says; chapters are written after the end', async () => {
    const start = soon(2 * HOUR);
    const after = soon(4 * HOUR);
    const videoId = await open({
      [FILE]: episode(start),
      'episodes/talks/next.yaml': upcoming('Next', 'bob', after),
    });
    const { videoId: nextId = '' } = await academy.episode('talks/next');
    const boundOf = async (id: string) => (await academy.youtube.video(id)).broadcast?.boundStreamId;
    const stream = await boundOf(videoId);
    expect([stream === undefined, await boundOf(nextId)]).toEqual([false, undefined]);
    await academy.advance(2 * HOUR);
    await inStudio(videoId, 'live');
    await look();
    await status(({ phase }) => phase === 'live');
    // Its planned end has passed, but it is still live.
    await academy.advance(1.5 * HOUR);
    const before = Date.now();
    await look('talks/next');
    // Within minutes, although its own next check would be later: its start is near.
    await status(({ next }) => {
      const checkedAt = Date.parse(/\d{4}-\S+Z/.exec(next)?.[0] ?? '') - 5 * MINUTE;
      return checkedAt > before - MINUTE && checkedAt < Date.now() + MINUTE;
    }, 'talks/next');
    expect(await boundOf(nextId)).toBeUndefined();
    await inStudio(videoId, 'end');
    await look();
    await look('talks/next');
    await until(
      () => boundOf(nextId),
      (bound) => bound === stream,
    );

    await status(({ phase }) => phase === 'complete');
    const chapters = ['02:00', '05:00', '09:30'].map(
      (time, at) => `  - { time: "${time}", title: Part ${at} }`,
    );
    const more = `chapterOffset: -120s\nchapters:\n${chapters.join('\n')}\n`;
    expect(await commit({ [FILE]: episode(start, more) })).toEqual(['videos.update']);
    const { description } = await academy.youtube.video(videoId);
    expect(description).toMatch(/^0?0:00 Part 0\n0?3:00 Part 1\n0?7:30 Part 2$/m);
  });

  it('an unknown stream stalls and lists the existing streams', async () => {
    await open({ [FILE]: episode(soon(3 * DAY)) });
    const renamed = String(academyFiles()['academy.yaml']).replace('"Main encoder"', '"Mian encoder"');
    expect(await commit({ 'academy.yaml': renamed })).toEqual([]);
    const { attention } = await status(({ attention: why }) => why !== undefined);
    expect(attention).toContain('no stream with the title "Mian encoder"; there are: "Main encoder"');
  });
});

/** An edit by a person, through the API that Studio uses too. */
async function putInPlaylist(videoId: string, playlistId: string): Promise<void> {
  const { url } = academy.youtube;
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: 'local',
    client_id: 'local',
    client_secret: 'local',
  });
  const { access_token } = (await (
    await fetch(`${url}/token`, { method: 'POST', body: form })
  ).json()) as Record<string, string>;
  await fetch(`${url}/youtube/v3/playlistItems?part=snippet`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId } } }),
  });
}
