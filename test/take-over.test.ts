import { Connection } from '@temporalio/client';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { pause } from '../contract/operator.ts';
import { approve, type PendingApprovalSummary, reject } from '../contract/rewrite.ts';
import { restoreEpisodes } from '../scripts/commands/restore.ts';
import { takeOverVideos } from '../scripts/commands/take-over.ts';
import type { OpenRewrite } from '../scripts/lib/open-rewrite.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, LAST_YEAR, NEXT_YEAR } from './support/academy-files.ts';
import { acceptCommit } from './support/accept-commit.ts';
import { checkDrift } from './support/check-drift.ts';
import type { TestVideo } from './support/youtube.ts';

/** Six videos in each of two shows, and one in each show that may never take over. All were made by hand. */
const NUMBERS = [1, 2, 3, 4, 5, 6] as const;
const NAMES = [
  ...NUMBERS.map((number) => `alpha/${number}`),
  ...NUMBERS.map((number) => `beta/${number}`),
  'careful/1',
  'watched/1',
];
/** Of a stream to come; all others are over, or uploads. */
const UPCOMING = 'beta/6';
const idOf = (name: string): string => `hand${name.replace('/', '').padStart(7, '0').slice(-7)}`;
const ours = NAMES.filter((name) => /^(alpha|beta)/.test(name));

let academy: TestAcademy;
const originals = new Map<string, TestVideo>();

const showOf = (name: string, more = ''): string =>
  `name: ${name}\nhosts: [hal]\ntags: [${name}]\nplaylists: [PLtalks]\ndefaults: { duration: 60m, categoryId: 28, stream: main, latency: low }\n${more}`;

function episodeOf(name: string, title = `Ours ${name}`): string {
  const [show = '', number = ''] = name.split('/');
  const day = `0${number}`;
  const start = (name === UPCOMING ? NEXT_YEAR : LAST_YEAR).replace('06-01', `06-${day}`);
  return `title: ${title}\nshow: ${show}\nscheduledFor: ${start}\nguests: [ada]\ndescription: Our words.\nyoutube: { videoId: ${idOf(name)} }\n`;
}

const seedOf = async (name: string, index: number) => ({
  id: idOf(name),
  title: `Theirs ${name}`,
  description: `Words by hand  \n\n* 00:00 of ${name}`,
  tags: ['by hand'],
  categoryId: '22',
  ...(name === UPCOMING
    ? { scheduledStartTime: NEXT_YEAR.replace('06-01', '06-06') }
    : { actualStartTime: LAST_YEAR, actualEndTime: LAST_YEAR }),
  ...(index % 3 === 0 ? { thumbnailBase64: (await drawByHand(index)).toString('base64') } : {}),
});

const drawByHand = (index: number): Promise<Buffer> =>
  sharp({ create: { width: 1280, height: 720, channels: 3, background: `#${index}0${index}0ff` } })
    .png()
    .toBuffer();

const video = (name: string): Promise<TestVideo> => academy.youtube.video(idOf(name));
const writes = async (after: number) =>
  (await academy.youtube.writes(after)).map(({ method, videoId }) => `${method} ${videoId}`);
const ended = () =>
  until(
    () => academy.sync(),
    ({ rewrite }) => rewrite === undefined,
  );

function place() {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  const env = { TEMPORAL_ADDRESS: address ?? '', SHOWRUNNER_YOUTUBE: academy.youtube.url };
  const flags = {
    SHOWRUNNER_REPOSITORY: academy.content.folder,
    SHOWRUNNER_STATE: `${academy.folder}/state`,
  };
  return { settings: readSettings(env, flags), env };
}

type Wish = Partial<Parameters<typeof takeOverVideos>[0]>;
const takeOver = (wish: Wish = {}) =>
  takeOverVideos({
    ...place(),
    by: 'ann',
    show: undefined,
    episodes: undefined,
    atMost: undefined,
    yes: false,
    ...wish,
  });
const cardOf = ({ json }: { json: unknown }) => json as OpenRewrite & { pending: PendingApprovalSummary };
const rewriteOf = ({ workflowId }: OpenRewrite) => academy.client().workflow.getHandle(workflowId);

const check = () => checkDrift(academy);

async function commit(message: string, files: Record<string, string>): Promise<void> {
  await academy.content.commit(message, files);
  await academy.waitUntilSynced();
}

beforeAll(async () => {
  const files = {
    ...academyFiles(),
    'shows/alpha.yaml': showOf('alpha'),
    'shows/beta.yaml': showOf('beta'),
    'shows/careful.yaml': showOf('careful', 'manage: new\n'),
    'shows/watched.yaml': showOf('watched', 'manage: observe\n'),
  };
  academy = await openAcademy({ files, countsUnits: true });
  await academy.youtube.seed({ videos: await Promise.all(NAMES.map(seedOf)) });
  for (const name of NAMES) originals.set(name, await video(name));
  await academy.startWorker();
  await academy.waitUntilSynced();
  await scheduleDrift(academy.client(), 'showrunner');
}, 120_000);
afterAll(() => academy.close());

describe('before anyone approved', () => {
  it('no file, no shared cause, no policy and no check writes to a video', async () => {
    const all = (title?: (name: string) => string) =>
      Object.fromEntries(NAMES.map((name) => [`episodes/${name}.yaml`, episodeOf(name, title?.(name))]));
    await commit('Name the videos', all());
    await commit('Correct a guest', { 'guests/ada.yaml': 'name: Ada King\nof: Analytical Engines\n' });
    await commit(
      'Correct the files',
      all((name) => `Better ${name}`),
    );
    const academyFile = String(academyFiles()['academy.yaml']);
    const overwriting = { 'academy.yaml': `${academyFile}drift: overwrite\n` };
    await acceptCommit(academy, await academy.content.commit('Overwrite what people did', overwriting));
    await academy.waitUntilSynced();
    const { counts } = await check();
    await ended();
    expect(counts).toMatchObject({ edited: 0, behind: 0, vanished: 0 });
    await commit('Report again', { 'academy.yaml': academyFile });
    for (const name of NAMES) expect(await video(name)).toEqual(originals.get(name));
    expect(await writes(0)).toEqual([]);
  });

  it('a show under `new` or `observe` is never taken over', async () => {
    for (const show of ['careful', 'watched'])
      await expect(takeOver({ show, yes: true })).rejects.toThrow('with "manage: full"');
    await expect(takeOver({ episodes: ['careful/1'], yes: true })).rejects.toThrow('with "manage: full"');
    expect(await writes(0)).toEqual([]);
  });
});

describe('a card', () => {
  it('says what would change, how often, for how many units, with both texts; and ends with 2', async () => {
    const { code, text, json } = await takeOver({ show: 'alpha' });
    const { pending } = cardOf({ json });
    expect(code).toBe(2);
    expect(pending).toMatchObject({
      episodes: 6,
      first: NUMBERS.toReversed().map((number) => `alpha/${number}`),
      // Two have a picture by hand. Category and latency are seeds: never of a video that exists.
      takeOver: { title: 6, description: 6, tags: 6, 'first-picture': 4, playlists: 6 },
    });
    expect(text).toContain(pending.checksum);
    expect(text).toContain(`alpha/1: ${academy.youtube.url}/videos/${idOf('alpha/1')} (public)`);
    expect(text).toContain('    - Theirs alpha/1\n    + Better alpha/1');
    expect(text).toContain('    - Words by hand');
    expect(text).toContain('    + Our words.');
    // Asked again, it shows the same card; --yes approves nothing that was not asked for now.
    const again = await takeOver({ yes: true });
    expect(again).toMatchObject({ code: 2, text: expect.stringContaining('already waiting') });
    expect(again.text).toContain(pending.checksum);
    expect(await writes(0)).toEqual([]);
  });

  it('that is rejected changes nothing', async () => {
    const { rewrite: workflowId = '' } = await academy.sync();
    const handle = academy.client().workflow.getHandle(workflowId);
    await handle.executeUpdate(reject, { args: [{ by: 'ann' }] });
    await commit('Correct a guest again', { 'guests/ada.yaml': 'name: Ada King\nof: Engines\n' });
    await check();
    await ended();
    expect(await writes(0)).toEqual([]);
  });

  it('covers each video as it was read: one that a person edits since is left and reported; the others are written', async () => {
    const card = cardOf(await takeOver({ show: 'alpha' }));
    await academy.youtube.studio(idOf('alpha/3'), { title: 'Edited meanwhile' });
    const edited = await video('alpha/3');
    const { checksum } = card.pending;
    await rewriteOf(card).executeUpdate(approve, { args: [{ checksum, by: 'ann' }] });
    const { counts, notes = [] } = await rewriteOf(card).result();
    await ended();
    expect(counts).toMatchObject({ written: 5, 'not-ours': 1 });
    expect(notes.join()).toContain('alpha/3: it was not approved, or has changed since');
    expect(await video('alpha/3')).toEqual(edited);
    for (const name of ['alpha/1', 'alpha/2', 'alpha/4', 'alpha/5', 'alpha/6']) {
      const { title, description, tags, categoryId } = await video(name);
      expect({ title, tags, categoryId }).toEqual({
        title: `Better ${name}`,
        tags: ['alpha'],
        categoryId: '22',
      });
      expect(description).toMatch(
        new RegExp(`^Our words\\.[^]*\\n\\nhttps://academy.example/watch/${name}#[-0-9a-f]{27}$`),
      );
    }
    const written = new Set((await academy.youtube.writes()).map(({ videoId }) => videoId));
    expect([...written].toSorted()).toEqual(
      ['1', '2', '4', '5', '6'].map((number) => idOf(`alpha/${number}`)),
    );
  });

  it('names the units that are spent, with playlists, a broadcast and its stream', async () => {
    const before = await academy.youtube.quota();
    const { text, json } = await takeOver({ show: 'beta', yes: true });
    expect(json).toMatchObject({ answer: '6 episodes approved by ann' });
    const [, shown = ''] = /about ([\d,]+) units/.exec(text) ?? [];
    await ended();
    // Its steps follow the answer; the playlist is the last of them.
    await until(
      () => academy.youtube.channel(),
      ({ playlists }) => playlists.some(({ items }) => items.includes(idOf(UPCOMING))),
    );
    expect((await video(UPCOMING)).broadcast?.boundStreamId).toBeDefined();
    const { spent } = await academy.youtube.quota();
    const units = Number(shown.replace(',', ''));
    const really = spent - before.spent;
    expect([units, really, Math.abs(really - units) <= 0.02 * really]).toEqual([units, really, true]);
    expect((await video(UPCOMING)).title).toBe(`Better ${UPCOMING}`);
  });
});

describe('afterwards', () => {
  it('what was overwritten comes back byte for byte', async () => {
    const { code, text } = await restoreEpisodes({
      ...place(),
      selection: { episodeIds: ['alpha/1'], show: undefined, all: false },
      by: 'bob',
      fields: ['title', 'description', 'tags'],
      yes: true,
      console: { print: () => undefined },
    });
    expect([code, text]).toEqual([0, expect.stringContaining('written, restored title, description, tags')]);
    const { title, description, tags } = originals.get('alpha/1') ?? (await video('alpha/2'));
    const now = await video('alpha/1');
    expect({ title: now.title, tags: now.tags }).toEqual({ title, tags });
    expect(now.description.slice(0, now.description.lastIndexOf('\n\nhttps://'))).toBe(description);
  });

  it('the rest is taken over by a card of its own, although a commit supersedes it; then nothing is left', async () => {
    const card = cardOf(await takeOver());
    const { checksum } = card.pending;
    await rewriteOf(card).executeUpdate(pause, { args: [{ by: 'ann' }] });
    await rewriteOf(card).executeUpdate(approve, { args: [{ checksum, by: 'ann' }] });
    await commit('Explain the folder', { 'README.md': 'Episodes of ours.\n' });
    const { superseded, unfinished } = await rewriteOf(card).result();
    expect([superseded, unfinished?.keys]).toEqual([true, [expect.any(String)]]);
    await until(
      () => video('alpha/3'),
      ({ title }) => title === 'Better alpha/3',
    );
    await ended();
    expect(await takeOver({ yes: true })).toMatchObject({
      code: 0,
      text: expect.stringContaining('nothing to take over'),
    });
  });

  it("a guest's correction reaches all of them, and no other", async () => {
    const last = await academy.youtube.lastWrite();
    await commit('Correct a guest', { 'guests/ada.yaml': 'name: Augusta King\nof: Engines\n' });
    await until(
      () => video(UPCOMING),
      ({ description }) => description.includes('Augusta King'),
    );
    for (const name of ours.filter((one) => one !== 'alpha/1'))
      expect([name, (await video(name)).description]).toEqual([
        name,
        expect.stringContaining('Augusta King'),
      ]);
    const touched = new Set((await academy.youtube.writes(last)).map(({ videoId = '' }) => videoId));
    expect([...touched].filter((id) => !ours.map(idOf).includes(id))).toEqual([]);
    for (const name of ['careful/1', 'watched/1']) expect(await video(name)).toEqual(originals.get(name));
  });
});
