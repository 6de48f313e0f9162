import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { TASK_QUEUE } from '../contract/ids.ts';
import { approve, type RewriteStatus } from '../contract/rewrite.ts';
import { drift } from '../scripts/commands/drift.ts';
import { overwriteEpisodes } from '../scripts/commands/overwrite.ts';
import { restoreEpisodes } from '../scripts/commands/restore.ts';
import { takeOverVideos } from '../scripts/commands/take-over.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles } from './support/academy-files.ts';
import { acceptCommit } from './support/accept-commit.ts';
import { commitAndListWrites } from './support/commit-and-list-writes.ts';
import type { RepositoryFiles } from './support/repository.ts';
import type { TestVideo } from './support/youtube.ts';

/**
 * A channel that people wrote by hand comes into the academy, commit by commit, and goes back. Every call that changes something is
 * counted against the card that a person approved. `VIDEOS=300` plays a larger channel; the number has to be a multiple of 60. That
 * what one machine kept another one restores: test/kept.test.ts.
 */
const VIDEOS = Number(process.env['VIDEOS'] || 60);
/** The first ones are of a show that has thumbnails and a playlist; the others have `fields: { thumbnail: keep }`. */
const TALKS = VIDEOS / 5;
/** Of the talks, these have a picture that a person made. */
const PICTURES = VIDEOS / 15;
/** The last ones are private, and of a show of their own. */
const ARCHIVE = VIDEOS / 6;
/** Talks whose title a person edits after the take-over. */
const EDITED = VIDEOS / 15;
/** For a whole channel on a busy machine. */
const TIMEOUT_MS = 250_000 * (VIDEOS / 60);
const YEAR = new Date().getUTCFullYear();

type Counts = Readonly<Record<string, number>>;
type Card = NonNullable<RewriteStatus['pending']>;

let academy: TestAcademy;
let originals: ReadonlyMap<string, TestVideo>;
/** What the cards said that nothing takes back. */
let unrestorable: Counts = {};

const numbers = Array.from({ length: VIDEOS }, (_, number) => number);
const videoIdOf = (number: number): string => `hand${String(number).padStart(7, '0')}`;
const showOf = (number: number): string =>
  number < TALKS ? 'talks' : number < VIDEOS - ARCHIVE ? 'course' : 'archive';
const nameOf = (number: number): string => `${showOf(number)}/v${number}`;
const fileOf = (number: number): string => `title: Video ${number}
show: ${showOf(number)}
kind: video
scheduledFor: ${YEAR - 1}-06-01T17:00:00Z
guests: [ada]
description: What the academy says about ${number}.
youtube: { videoId: ${videoIdOf(number)} }
`;
const ARCHIVED = 'name: Archive\ntags: [archive]\nfields: { thumbnail: keep }\n';

/** Who may write, and how many changes wait for an approval. */
const settings = (manage: string, policy = 'report', most = 10_000): RepositoryFiles => {
  const text = String(academyFiles({ extra: `drift: ${policy}\n` })['academy.yaml']);
  const limited = text.replace('episodes: 10000', `episodes: ${most}`);
  return { 'academy.yaml': limited.replace('manage: full', `manage: ${manage}`) };
};
const talks = (more = ''): RepositoryFiles => ({
  'shows/talks.yaml': `name: Talks\nhosts: [hal]\ntags: [talks]\nplaylists: [PLtalks]\n${more}`,
});

async function seedByHand(): Promise<void> {
  const picture = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#c0ffee' } })
    .png()
    .toBuffer();
  await academy.youtube.seed({
    videos: numbers.map((number) => ({
      id: videoIdOf(number),
      title: `how we did it, part ${number} ☕`,
      description: `By hand, ${number}.  \n\n\tIndented, \u{1F600} and   spaces\n https://example.org/${number} \n`,
      tags: ['by hand', `part ${number}`],
      privacyStatus: number >= VIDEOS - ARCHIVE ? 'private' : 'public',
      publishedAt: `${YEAR - 1}-06-01T18:00:00Z`,
      ...(number < PICTURES ? { thumbnailBase64: picture.toString('base64') } : {}),
    })),
  });
}

const readAll = async (): Promise<ReadonlyMap<string, TestVideo>> =>
  new Map((await academy.youtube.channel()).videos.map((video) => [video.id, video]));

function place() {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  const env = { TEMPORAL_ADDRESS: address ?? '', SHOWRUNNER_YOUTUBE: academy.youtube.url };
  const flags = {
    SHOWRUNNER_REPOSITORY: academy.content.folder,
    SHOWRUNNER_STATE: join(academy.folder, 'state'),
  };
  return { settings: readSettings(env, flags), env };
}
const silent = { print: () => undefined };

/** The writes that `work` causes, by method, and the units of all calls. */
async function measure(
  work: () => Promise<unknown>,
): Promise<{ readonly writes: Counts; readonly units: number }> {
  const last = await academy.youtube.lastWrite();
  const { spent } = await academy.youtube.quota();
  await work();
  const writes: Record<string, number> = {};
  for (const { method } of await academy.youtube.writes(last)) writes[method] = (writes[method] ?? 0) + 1;
  return { writes, units: (await academy.youtube.quota()).spent - spent };
}

/** The card that waits for a person, when all that does not wait is done. */
async function readCard(): Promise<Card & { readonly workflowId: string }> {
  const { workflowId, pending } = await until(
    async () => {
      const { rewrite: workflowId = '' } = await academy.sync();
      return { ...(await academy.rewrite(workflowId)), workflowId };
    },
    ({ pending: card, answered }) => card !== undefined && answered === true,
    TIMEOUT_MS,
  );
  if (pending === undefined) throw new Error('no card');
  return { ...pending, workflowId };
}

/** Approves the card, and waits until all of it is done. */
async function approveAndFinish({
  workflowId,
  checksum,
}: Card & { readonly workflowId: string }): Promise<void> {
  await academy
    .client()
    .workflow.getHandle(workflowId)
    .executeUpdate(approve, { args: [{ checksum, by: 'ann' }] });
  await until(
    () => academy.sync(),
    ({ rewrite }) => rewrite === undefined,
    TIMEOUT_MS,
  );
}

const handWritten = ({ title, tags, description }: TestVideo) => ({ title, tags, description });
const isMarker = (line: string): boolean => line.startsWith('https://academy.example/watch/');
/** The description without the marker's line, and the empty line before it, that we added. */
const withoutMarker = (description: string): string => {
  const lines = description.split('\n');
  return isMarker(lines.at(-1) ?? '') ? lines.slice(0, -2).join('\n') : description;
};

beforeAll(async () => {
  academy = await openAcademy({
    files: {
      ...settings('observe'),
      ...talks(),
      'shows/course.yaml': 'name: Course\ntags: [course]\nfields: { thumbnail: keep }\n',
      'shows/archive.yaml': ARCHIVED,
    },
  });
  await seedByHand();
  originals = await readAll();
  await academy.startWorker();
  await academy.waitUntilSynced();
  await scheduleDrift(academy.client(), TASK_QUEUE);
}, TIMEOUT_MS);
afterAll(() => academy.close());

it('files that name all videos, observe, new, full, and a check: no call changes anything', async () => {
  const files = Object.fromEntries(
    numbers.map((number) => [`episodes/${nameOf(number)}.yaml`, fileOf(number)]),
  );
  expect(await commitAndListWrites(academy, files)).toEqual([]);
  expect(await commitAndListWrites(academy, settings('new'))).toEqual([]);
  expect(await commitAndListWrites(academy, settings('full'))).toEqual([]);
  await drift(place());
  expect(await readAll()).toEqual(originals);
});

it('the take-over makes the calls of its card, when it is approved, and no other', async () => {
  const asked = await measure(async () => {
    const card = await takeOverVideos({
      ...place(),
      by: 'ann',
      show: undefined,
      episodes: undefined,
      atMost: undefined,
      yes: false,
    });
    expect(card.code).toBe(2);
    expect(card.text).toContain(`a first custom thumbnail, which cannot be taken back: ${TALKS - PICTURES}`);
    expect(card.text).toContain('- how we did it, part');
  });
  expect(asked.writes).toEqual({});
  const card = await readCard();
  expect(card.takeOver).toEqual({
    title: VIDEOS,
    description: VIDEOS,
    tags: VIDEOS,
    'first-picture': TALKS - PICTURES,
    playlists: TALKS,
  });
  unrestorable = { ...card.takeOver };
  const done = await measure(() => approveAndFinish(card));
  expect(done.writes).toEqual({
    'videos.update': card.takeOver?.description,
    'thumbnails.set': card.takeOver?.['first-picture'],
    'playlistItems.insert': card.takeOver?.playlists,
  });
  expect(Math.abs(done.units - card.units) / done.units).toBeLessThan(0.02);
});

let beforeEdits = '';

it('drift: overwrite writes over edits by its card; one show becomes public by its card', async () => {
  beforeEdits = new Date().toISOString();
  // A commit's time has no milliseconds: the next one is in a later second.
  await until(
    async () => Date.now(),
    (now) => now > Date.parse(beforeEdits) + 1000,
  );
  for (const number of numbers.slice(0, EDITED))
    await academy.youtube.studio(videoIdOf(number), { title: `Edited ${number}` });
  // The card counts every episode whose rule changes; what is written is only what differs.
  const edited = await readAll();
  const overwriting = settings('full', 'overwrite', EDITED - 1);
  await acceptCommit(academy, await academy.content.commit('drift: overwrite', overwriting));
  const edits = await readCard();
  expect([edits.episodes, await readAll()]).toEqual([VIDEOS, edited]);
  expect((await measure(() => approveAndFinish(edits))).writes).toEqual({ 'videos.update': EDITED });

  const pictures = await measure(() =>
    overwriteEpisodes({
      ...place(),
      selection: { episodeIds: numbers.slice(0, PICTURES).map(nameOf), show: undefined, reason: undefined },
      fields: ['thumbnail'],
      by: 'ann',
      yes: true,
      console: silent,
    }),
  );
  expect(pictures.writes).toEqual({ 'thumbnails.set': PICTURES });

  const before = await readAll();
  await academy.content.commit('The archive is public', {
    'shows/archive.yaml': `${ARCHIVED}visibility: public\n`,
  });
  const card = await readCard();
  expect(card.publishing).toContain(`${ARCHIVE} videos (`);
  expect(await readAll()).toEqual(before);
  expect((await measure(() => approveAndFinish(card))).writes).toEqual({ 'videos.update': ARCHIVE });
});

it('everything goes back: texts equal in every byte, pictures too, but for what the cards had named', async () => {
  const restore = (wish: Partial<Parameters<typeof restoreEpisodes>[0]>) =>
    restoreEpisodes({
      ...place(),
      selection: { episodeIds: [], show: undefined, all: true },
      by: 'ann',
      yes: true,
      console: silent,
      ...wish,
    });
  expect(await commitAndListWrites(academy, settings('full'))).toEqual([]);
  const fields = ['title', 'description', 'tags'];
  const look = await restore({ before: beforeEdits, fields, yes: false });
  expect([look.code, look.text.slice(-600)]).toEqual([
    2,
    expect.stringContaining(
      `${VIDEOS} episodes: title in ${VIDEOS}, description in ${VIDEOS}, tags in ${VIDEOS}`,
    ),
  ]);
  const texts = await measure(async () => {
    const { code, text } = await restore({ before: beforeEdits, fields });
    expect([code, text]).toEqual([0, expect.any(String)]);
  });
  expect(texts.writes).toEqual({ 'videos.update': VIDEOS });
  const pictures = await measure(() => restore({ fields: ['thumbnail'] }));
  expect(pictures.writes).toEqual({ 'thumbnails.set': PICTURES });

  const now = await readAll();
  const bare = (videos: ReadonlyMap<string, TestVideo>) =>
    [...videos.values()]
      .map(handWritten)
      .map((texts) => ({ ...texts, description: withoutMarker(texts.description) }));
  expect(bare(now)).toEqual(bare(originals));
  const all = numbers.map((number) => ({
    was: originals.get(videoIdOf(number)),
    is: now.get(videoIdOf(number)),
  }));
  const counted = {
    'first-picture': all.filter(({ was, is }) => is?.hasCustomThumbnail === true && !was?.hasCustomThumbnail)
      .length,
    playlists: (await academy.youtube.channel()).playlists.find(({ id }) => id === 'PLtalks')?.items.length,
  };
  expect(unrestorable).toMatchObject(counted);
  for (const { was, is } of all.filter((one) => one.was?.hasCustomThumbnail === true))
    expect(is?.thumbnailSha256).toBe(was?.thumbnailSha256);
  // The next commit leaves them as they are.
  const next = { [`episodes/${nameOf(0)}.yaml`]: fileOf(0).replace('Video', 'Film') };
  expect(await commitAndListWrites(academy, next)).toEqual([]);
  expect(handWritten(await academy.youtube.video(videoIdOf(0)))).toEqual(
    handWritten(now.get(videoIdOf(0)) as TestVideo),
  );
});
