import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { create } from '../contract/episode.ts';
import { episodeWorkflowId } from '../contract/ids.ts';
import type { Operator } from '../contract/operator.ts';
import { renderSealedDescription } from '../domain/render/desired.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import {
  academyFiles,
  CHANNEL_ID,
  finished,
  LAST_YEAR,
  NEXT_YEAR,
  videoIdOf,
} from './support/academy-files.ts';
import type { RepositoryFiles } from './support/repository.ts';

/** Without a show: no neighbouring episode changes, and only the video is created. */
const solo = (title: string, start = NEXT_YEAR): string =>
  `title: ${title}\nscheduledFor: ${start}\nguests: [ada]\nthumbnail: keep\n`;

const MARKER = 'https://academy.example/watch/';
const LATER = NEXT_YEAR.replace('06-01', '09-01');
const HAND = 'byHand00001';

let academy: TestAcademy;
let last = 0;

/** One academy for a group of tests; each test has its own episodes. */
function inOneAcademy(files: RepositoryFiles = {}): void {
  beforeAll(async () => {
    academy = await openAcademy({ files });
    await academy.startWorker();
    await academy.waitUntilSynced();
  });
  afterAll(() => academy.close());
}

/** Commits, waits until synced, and returns what was written. */
async function commit(files: RepositoryFiles) {
  last = await academy.youtube.lastWrite();
  await academy.content.commit('change', files);
  await academy.waitUntilSynced();
}
const written = async () =>
  (await academy.youtube.writes(last)).map(({ method, videoId }) => `${method} ${videoId}`);
const inserts = async () => (await written()).filter((write) => write.startsWith('liveBroadcasts.insert'));
const marked = async (id: string) =>
  (await academy.youtube.channel()).videos
    .filter(({ description }) => description.includes(`${MARKER}${id}#`))
    .map((video) => video.id);
const path = (id: string): string => `episodes/${id}.yaml`;
const attention = async (id: string) =>
  (
    await until(
      () => academy.episode(id),
      (status) => status.attention !== undefined,
    )
  ).attention;
const standsAt = (id: string) =>
  until(
    () => academy.episode(id),
    (status) => status.commit !== undefined && status.phase !== 'new',
  );
const answer = (id: string, argument: Operator): Promise<string> =>
  academy
    .client()
    .workflow.getHandle(episodeWorkflowId(id))
    .executeUpdate(create, { args: [argument] });
const seedByHand = (id: string, more: Record<string, unknown>) =>
  academy.youtube.seed({ videos: [{ id, title: 'By hand', ...more }] });

describe('before a possible duplicate is created, a person is asked', () => {
  inOneAcademy();

  it('about an unlinked broadcast at nearly the same time; the answer: it is another one', async () => {
    await seedByHand(HAND, { scheduledStartTime: NEXT_YEAR.replace('17:00', '17:15') });
    await commit({ [path('talks/first')]: solo('First') });
    expect(await attention('talks/first')).toContain(`youtube: { videoId: ${HAND} }`);
    expect(await written()).toEqual([]);
    expect((await academy.episode('talks/first')).next).toContain('`create` with {"by":"your name"}');

    await expect(answer('talks/first', {})).rejects.toThrow();
    await answer('talks/first', { by: 'ann' });
    const { lastEvent: said, attention: none } = await standsAt('talks/first');
    expect(said).toContain(`ann confirmed that it is not ${HAND}`);
    expect(none).toBeUndefined();
    expect(await inserts()).toHaveLength(1);
    await expect(answer('talks/first', { by: 'ann' })).rejects.toThrow();
    expect(await academy.youtube.video(HAND)).toMatchObject({ title: 'By hand', description: '' });
  });

  it('about the same title at another time; the answer in the file: it is this one', async () => {
    await seedByHand('byHand00002', { title: 'Second', scheduledStartTime: LATER });
    const second = solo('Second', LATER.replace('09-01', '10-01'));
    await commit({ [path('talks/second')]: second });
    expect(await attention('talks/second')).toContain('byHand00002');
    await commit({ [path('talks/second')]: `${second}youtube: { videoId: byHand00002 }\n` });
    expect(await standsAt('talks/second')).toMatchObject({ videoId: 'byHand00002' });
    expect(await inserts()).toEqual([]);
  });

  it('about an episode that vanished in the same commit; the answer: its former id', async () => {
    await commit({ [path('talks/old')]: solo('Old', LATER) });
    const { videoId = '' } = await standsAt('talks/old');
    const moved = solo('New words', LATER.replace('09-01', '11-01'));
    await commit({ [path('talks/old')]: undefined, [path('talks/new')]: moved });
    expect(await attention('talks/new')).toContain('put "id: talks/old" or "aliases: [talks/old]"');
    expect(await written()).toEqual([]);
    await commit({ [path('talks/new')]: `${moved}aliases: [talks/old]\n` });
    expect(await standsAt('talks/new')).toMatchObject({ videoId, phase: 'upcoming' });
    expect(await inserts()).toEqual([]);
    expect([await marked('talks/old'), await marked('talks/new')]).toEqual([[], [videoId]]);
  });

  it('about a vanished episode only in that commit: a later episode is created next to the orphaned video', async () => {
    await commit({ [path('talks/gone')]: solo('Gone', LATER.replace('09-01', '09-08')) });
    await standsAt('talks/gone');
    await commit({ [path('talks/gone')]: undefined });
    await commit({ [path('talks/next')]: solo('Next', LATER.replace('09-01', '09-15')) });
    expect(await standsAt('talks/next')).toMatchObject({ phase: 'upcoming' });
    expect(await inserts()).toHaveLength(1);
  });
});

describe('one claim for a video', () => {
  inOneAcademy({ [path('talks/t0')]: finished(0, 'ada'), [path('talks/t1')]: finished(1, 'ada') });

  it('the first claimant keeps a videoId and an id, whichever path sorts first', async () => {
    await commit({ [path('talks/a0')]: finished(0, 'bob').replace('Talk 0', 'Thief') });
    const { refused } = await academy.sync();
    expect(refused.map((one) => `${one.path} ${one.code}`)).toEqual([`${path('talks/a0')} duplicate-video`]);
    expect(await written()).toEqual([]);
    await commit({ [path('talks/a0')]: `id: talks/t0\ntitle: Thief\nkind: none\n` });
    expect((await academy.sync()).refused.map((one) => `${one.path} ${one.code}`)).toEqual([
      `${path('talks/a0')} duplicate-id`,
    ]);
    await commit({ [path('talks/a0')]: undefined, 'guests/ada.yaml': 'name: Ada Byrne\n' });
    expect((await written()).toSorted()).toEqual([0, 1].map((n) => `videos.update ${videoIdOf(n)}`));
  });

  it('two that claim one video in the same commit are both refused', async () => {
    await seedByHand('twoClaims01', { actualStartTime: LAST_YEAR, actualEndTime: LAST_YEAR });
    const claim = finished(5, 'bob').replace(videoIdOf(5), 'twoClaims01');
    await commit({ [path('talks/c1')]: claim, [path('talks/c2')]: claim });
    const { refused } = await academy.sync();
    expect(refused.filter(({ code }) => code === 'duplicate-video').map((one) => one.path)).toEqual([
      path('talks/c1'),
      path('talks/c2'),
    ]);
    expect(await written()).toEqual([]);
    await commit({ [path('talks/c1')]: undefined, [path('talks/c2')]: undefined });
  });

  it('two videos with a seal of one episode stall, until one of them is replaced', async () => {
    const start = LATER.replace('09-01', '09-22');
    const twin = solo('Twin', start);
    const forms = { channelId: CHANNEL_ID, episodeUrl: `${MARKER}{{ episode.id }}` };
    const texts = { episodeId: 'talks/twin', title: 'By hand', body: 'Copied.' };
    for (const id of ['twinVideo01', 'twinVideo02']) {
      const description = renderSealedDescription(forms, texts, id);
      await seedByHand(id, { description, scheduledStartTime: start });
    }
    await commit({ [path('talks/twin')]: twin });
    expect(await attention('talks/twin')).toMatch(
      /twinVideo0\d and twinVideo0\d all carry the marker of talks\/twin/,
    );
    await expect(answer('talks/twin', { by: 'ann' })).rejects.toThrow();
    expect(await written()).toEqual([]);
    await commit({ [path('talks/twin')]: `${twin}youtube: { replaces: [twinVideo01] }\n` });
    expect(await standsAt('talks/twin')).toMatchObject({ videoId: 'twinVideo02' });
    expect((await written()).filter((write) => write.endsWith('twinVideo01'))).toEqual([]);
    expect(await inserts()).toEqual([]);
  });

  it('a marker that names another episode stalls', async () => {
    const { description } = await academy.youtube.video(videoIdOf(1));
    await academy.youtube.studio(videoIdOf(1), {
      description: description.replace('talks/t1#', 'talks/t0#'),
    });
    await commit({ [path('talks/t1')]: finished(1, 'ada, bob') });
    expect(await attention('talks/t1')).toContain('carries the marker of talks/t0, not of talks/t1');
    expect(await written()).toEqual([]);
  });
});

describe('a video that we did not make, named by a file', () => {
  inOneAcademy();
  const texts = { title: 'A title by hand', description: 'Words by hand.', tags: ['mine'] };
  const ended = { actualStartTime: LAST_YEAR, actualEndTime: LAST_YEAR };
  const isLeft = (id: string) =>
    until(
      () => academy.episode(id),
      ({ lastEvent }) => lastEvent.includes('was never handed over, so nothing is changed on it'),
    );

  it.each([
    ['upcoming', { scheduledStartTime: LATER }, 'live'],
    ['finished', { scheduledStartTime: LAST_YEAR, ...ended }, 'live'],
    ['upload', {}, 'video'],
  ])('is left as it is (%s)', async (name, state, kind) => {
    const videoId = `adopted${name.slice(0, 4)}`;
    await seedByHand(videoId, { ...texts, ...state });
    const before = await academy.youtube.video(videoId);
    await commit({
      [path(`talks/${name}`)]:
        `title: Ours\nkind: ${kind}\nscheduledFor: ${name === 'upcoming' ? LATER : LAST_YEAR}\nyoutube: { videoId: ${videoId} }\n`,
    });
    expect((await isLeft(`talks/${name}`)).lastEvent).toContain('it differs in title, description');
    expect(await academy.youtube.video(videoId)).toEqual(before);
    expect(await written()).toEqual([]);
  });

  it('is left as it is also when the episode existed before it named the video', async () => {
    const start = LATER.replace('09-01', '10-10');
    await seedByHand('namedLater1', { ...texts, categoryId: '10', scheduledStartTime: start });
    const before = await academy.youtube.video('namedLater1');
    const text = solo('Waits', start);
    await commit({ [path('talks/waits')]: `${text}status: draft\n` });
    await commit({ [path('talks/waits')]: `${text}youtube: { videoId: namedLater1 }\n` });
    await isLeft('talks/waits');
    expect(await academy.youtube.video('namedLater1')).toEqual(before);
  });

  it('gets no marker although its words are as the file says', async () => {
    await commit({ [path('talks/same')]: solo('Same', LATER.replace('09-01', '10-20')) });
    const { videoId = '' } = await standsAt('talks/same');
    const [body = ''] = (await academy.youtube.video(videoId)).description.split(`\n\n${MARKER}`);
    await seedByHand('sameWords01', { title: 'Same', description: body, ...ended });
    await commit({ [path('talks/copy')]: `${solo('Same', LAST_YEAR)}youtube: { videoId: sameWords01 }\n` });
    expect((await isLeft('talks/copy')).lastEvent).toContain('it is as the file says');
    expect(await written()).toEqual([]);
  });
});

describe('a file that changes its place, its kind or its video', () => {
  inOneAcademy();

  it('moved with id: nothing is written; moved with aliases: the marker alone, by one workflow', async () => {
    await commit({ [path('talks/here')]: solo('Here') });
    const { videoId = '' } = await standsAt('talks/here');
    await commit({
      [path('talks/here')]: undefined,
      [path('moved/there')]: `id: talks/here\n${solo('Here')}`,
    });
    expect(await written()).toEqual([]);
    await commit({
      [path('moved/there')]: `aliases: [talks/here]\n${solo('Here')}`,
    });
    expect(await standsAt('moved/there')).toMatchObject({ videoId });
    expect(await written()).toEqual([`videos.update ${videoId}`]);
    expect(await academy.episode('talks/here')).toMatchObject({ phase: 'moved' });
    expect(await marked('moved/there')).toEqual([videoId]);
    expect((await academy.sync()).orphans ?? []).toEqual([]);
  });

  it('removed: reported with the line that restores it; added again later: the same video, nothing written', async () => {
    const text = solo('Comes back', LATER);
    await commit({ [path('talks/back')]: text });
    const { videoId } = await standsAt('talks/back');
    const before = await academy.content.git('rev-parse', 'HEAD');
    await commit({ [path('talks/back')]: undefined });
    await commit({ 'guests/bob.yaml': 'name: Bob B.\n' });
    const restore = `git checkout ${before.slice(0, 10)} -- ${path('talks/back')}`;
    expect((await academy.sync()).orphans).toMatchObject([{ episodeId: 'talks/back', restore }]);
    last = await academy.youtube.lastWrite();
    await academy.content.git('checkout', before.slice(0, 10), '--', path('talks/back'));
    await commit({});
    expect(await standsAt('talks/back')).toMatchObject({ videoId, phase: 'upcoming' });
    expect(await written()).toEqual([]);
    expect((await academy.sync()).orphans ?? []).toEqual([]);
  });

  it('kind: none and back: the video is left alone, then managed again', async () => {
    const text = solo('Kinds', LATER.replace('09-01', '10-01'));
    await commit({ [path('talks/kinds')]: text });
    const { videoId } = await standsAt('talks/kinds');
    await commit({ [path('talks/kinds')]: `${text}kind: none\n` });
    expect(await academy.episode('talks/kinds')).toMatchObject({ phase: 'not-on-youtube' });
    expect((await academy.episode('talks/kinds')).lastEvent).toContain(`${videoId} is left as it is`);
    expect(await written()).toEqual([]);
    await commit({ [path('talks/kinds')]: text });
    expect(await standsAt('talks/kinds')).toMatchObject({ videoId, phase: 'upcoming' });
    expect(await written()).toEqual([]);
    await commit({ [path('talks/kinds')]: `${text}kind: video\nyoutube: { videoId: ${videoId} }\n` });
    expect(await standsAt('talks/kinds')).toMatchObject({ videoId });
    await commit({ [path('talks/kinds')]: text });
    expect(await standsAt('talks/kinds')).toMatchObject({ videoId });
    expect(await inserts()).toEqual([]);
    expect(await marked('talks/kinds')).toEqual([videoId]);
  });

  it('replaces: the old video keeps its marker and is never written again, a new one is created', async () => {
    const text = solo('Replaced', LATER.replace('09-01', '10-15'));
    await commit({ [path('talks/again')]: text });
    const { videoId: old = '' } = await standsAt('talks/again');
    await commit({ [path('talks/again')]: `${text}youtube: { replaces: [${old}] }\n` });
    const { videoId } = await standsAt('talks/again');
    expect(await inserts()).toHaveLength(1);
    expect((await marked('talks/again')).toSorted()).toEqual([old, videoId].toSorted());
    await commit({
      [path('talks/again')]: `${text.replace('Replaced', 'Renamed')}youtube: { replaces: [${old}] }\n`,
    });
    expect(await written()).toEqual([`videos.update ${videoId}`]);
    expect(await academy.youtube.video(old)).toMatchObject({ title: 'Replaced' });
  });

  it('replaces still holds after all state is lost: nothing is created or written', async () => {
    await academy.loseAllState();
    last = await academy.youtube.lastWrite();
    await academy.startWorker();
    await academy.waitUntilSynced();
    await standsAt('talks/again');
    expect(await written()).toEqual([]);
  });
});

describe('an insert that got no answer', () => {
  afterEach(() => academy.close());

  it.each([
    ['twice, and never arrived', 'drop'],
    ['twice, the second arrived', 'withhold'],
  ])('%s: looked for each time before another, and one broadcast at the end', async (_name, second) => {
    academy = await openAcademy({ files: academyFiles(), lookupDelaysMs: [200, 300] });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.youtube.fault({ method: 'liveBroadcasts.insert', kind: 'drop' });
    await academy.youtube.fault({ method: 'liveBroadcasts.insert', kind: second });
    await commit({ [path('talks/first')]: solo('First') });
    await standsAt('talks/first');
    expect((await academy.youtube.channel()).videos).toHaveLength(1);
    const calls = (await (await fetch(`${academy.youtube.url}/_/calls`)).json()) as {
      method: string;
      seq: number;
    }[];
    const at = calls.flatMap(({ method }, index) => (method === 'liveBroadcasts.insert' ? [index] : []));
    expect(at).toHaveLength(second === 'drop' ? 3 : 2);
    const looks = calls.slice(at[0], at[1]).filter(({ method }) => method === 'liveBroadcasts.list').length;
    expect(looks).toBe(2 * 2);
  });
});
