import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { approve } from '../contract/rewrite.ts';
import { restoreEpisodes } from '../scripts/commands/restore.ts';
import { takeOverNamed } from '../scripts/commands/take-over.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { CHANNEL_ID } from './support/academy-files.ts';
import { run } from './support/command.ts';
import type { TestVideo } from './support/youtube.ts';

/**
 * A channel that people wrote by hand, from the empty folder to the way back: imported, structured, one show taken over in steps with a
 * person's edit in the middle, a guest corrected, and all of it restored. What the cards say is what is spent.
 */
const SHOW = 'klustered';
/** For a whole channel on a busy machine. */
const TIMEOUT_MS = 250_000;

let academy: TestAcademy;
let originals: ReadonlyMap<string, TestVideo>;
/** The videos of the show, by episode. */
let ours: ReadonlyMap<string, string>;
let imported = '';

const readAll = async (): Promise<ReadonlyMap<string, TestVideo>> =>
  new Map((await academy.youtube.channel()).videos.map((video) => [video.id, video]));
const spent = async (): Promise<number> => (await academy.youtube.quota()).spent;

function environment(): Record<string, string> {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  return { TEMPORAL_ADDRESS: address ?? '', SHOWRUNNER_YOUTUBE: academy.youtube.url };
}

function place() {
  const env = environment();
  const { folder } = academy.content;
  const flags = { SHOWRUNNER_REPOSITORY: folder, SHOWRUNNER_STATE: join(academy.folder, 'state') };
  return { settings: readSettings(env, flags), env };
}

const showrunner = (...args: string[]) => run(academy.content.folder, args, environment());
const rewriteEnded = () =>
  until(
    () => academy.sync(),
    ({ rewrite }) => rewrite === undefined,
    TIMEOUT_MS,
  );

/** Answers yes to everything, and keeps what was shown. `before`: what happens before an answer, by its number from 1. */
async function takeOver(before: (question: number) => Promise<unknown> = async () => undefined) {
  const shown: string[] = [];
  let questions = 0;
  const outcome = await takeOverNamed({
    ...place(),
    by: 'Ines',
    names: [SHOW],
    yes: false,
    console: {
      print: (text) => shown.push(text),
      ask: async () => {
        questions += 1;
        await before(questions);
        return true;
      },
    },
  });
  return { ...outcome, shown: [...shown, outcome.text].join('\n') };
}

/** What the cards of take-overs said, together. */
const unitsOnCards = (text: string): number =>
  [...text.matchAll(/handed over, about ([\d,]+) units/g)].reduce(
    (sum, [, units = '']) => sum + Number(units.replace(',', '')),
    0,
  );
const expectWithin2Percent = (card: number, really: number): void =>
  expect([card, really, Math.abs(card - really) <= 0.02 * really]).toEqual([card, really, true]);

beforeAll(async () => {
  const observed = `name: Day Zero\nchannelId: ${CHANNEL_ID}\nepisodeUrl: "https://academy.example/watch/{{ episode.id }}"\nmanage: observe\nquota: { perDay: 100000, reserve: 0 }\n`;
  const files = { 'academy.yaml': observed, 'shows/talks.yaml': undefined };
  academy = await openAcademy({
    files: { ...files, 'shows/talks.yaml': 'name: Talks\n' },
    countsUnits: true,
  });
  const seed = ['youtube', 'seed', '--hand-written', '--videos', '100', '--url', academy.youtube.url];
  expect(await showrunner(...seed)).toMatchObject({ code: 0 });
  originals = await readAll();
}, TIMEOUT_MS);
afterAll(() => academy.close());

it(
  'is imported, and compared by the first sync: no write, few units',
  async () => {
    const { playlists } = await academy.youtube.channel();
    const three = playlists.slice(0, 3).map(({ id }) => `${id}=${SHOW}`);
    const report = JSON.parse((await showrunner('import', 'channel', '--json', '--show', ...three)).stdout);
    expect(report).toMatchObject({ ok: true, equal: 104 });
    imported = await academy.content.commit('Import the channel', {});
    const episodes: readonly { id: string; videoId: string }[] = report.episodes;
    ours = new Map(
      episodes.filter(({ id }) => id.startsWith(`${SHOW}/`)).map(({ id, videoId }) => [id, videoId]),
    );
    expect(ours.size).toBeGreaterThanOrEqual(30);
    const before = await spent();
    await academy.startWorker();
    await academy.waitUntilSynced();
    // The channel's id, 2 pages of finished videos, and the 4 upcoming ones.
    expect((await spent()) - before).toBe(7);
    expect(await academy.youtube.writes()).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'is structured, and still says the same',
  async () => {
    const { code, stdout } = await showrunner('structure', '--show', SHOW, '--write');
    expect([code, stdout]).toEqual([0, expect.stringContaining('committed ')]);
    await academy.waitUntilSynced();
    expect(await academy.youtube.writes()).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'is taken over in steps: the commit, one video, ten, and the rest; an edit in the middle is left alone',
  async () => {
    const before = await spent();
    const path = join(academy.content.folder, `shows/${SHOW}.yaml`);
    const policy = await readFile(path, 'utf8');
    let edited = '';
    // The commit, its own approval, one video, ten.
    const first = await takeOver(async (question) => {
      if (question !== 4) return;
      const { rewrite: workflowId = '' } = await academy.sync();
      const [id = ''] = (await academy.rewrite(workflowId)).pending?.first ?? [];
      edited = ours.get(id) ?? '';
      await academy.youtube.studio(edited, { title: 'Edited meanwhile' });
    });
    expect(await readFile(path, 'utf8')).toBe(policy.replace('manage: observe', 'manage: full'));
    expect(first.code).toBe(2);
    expect(first.shown).toContain(`1 of ${ours.size} videos that files name`);
    expect(first.shown).toContain(`10 of ${ours.size - 1} videos that files name`);
    expect(first.shown).toContain('has changed since: ask for it again');
    expect((await academy.youtube.video(edited)).title).toBe('Edited meanwhile');
    expect((await academy.youtube.writes()).filter(({ by }) => by !== 'studio')).toHaveLength(10);

    const rest = await takeOver();
    expect([rest.code, rest.shown]).toEqual([
      0,
      expect.stringContaining(`${ours.size - 10} videos that files`),
    ]);
    // The edited one was on two cards, and was written once.
    const onceMore = 51;
    expectWithin2Percent(
      unitsOnCards(first.shown) + unitsOnCards(rest.shown) - onceMore,
      (await spent()) - before,
    );
    const written = new Set((await academy.youtube.writes()).map(({ videoId }) => videoId));
    expect([...written].toSorted()).toEqual([...ours.values()].toSorted());
  },
  TIMEOUT_MS,
);

it(
  "a guest's correction costs 51 units for each of their videos, and reaches no other",
  async () => {
    const { stdout } = await showrunner('structure', '--show', SHOW, '--json');
    expect(stdout).toContain('shows');
    const guests = (await academy.content.git('ls-files', 'guests')).split('\n');
    const counts = await Promise.all(
      guests.map(async (path) => {
        const id = path.replace(/^guests\/|\.yaml$/g, '');
        const found = await academy.content
          .git('grep', '-lwE', `guests:.*\\b${id}\\b`, '--', `episodes/${SHOW}`)
          .catch(() => '');
        return { path, size: found.split('\n').filter((line) => line !== '').length };
      }),
    );
    const busiest = counts.toSorted((a, b) => b.size - a.size)[0];
    if (busiest === undefined || busiest.size < 2) throw new Error('No guest was found twice.');
    const file = join(academy.content.folder, busiest.path);
    const text = (await readFile(file, 'utf8')).replace(/^name: (.*)$/m, 'name: Corrected Name');
    const [before, last] = [await spent(), await academy.youtube.lastWrite()];
    await academy.content.commit('Correct a guest', { [busiest.path]: text });
    await academy.waitUntilSynced();
    const writes = await academy.youtube.writes(last);
    expect(writes.length).toBeGreaterThanOrEqual(2);
    expectWithin2Percent(51 * writes.length, (await spent()) - before);
    for (const { videoId = '' } of writes)
      expect((await academy.youtube.video(videoId)).description).toContain('Corrected Name');
  },
  TIMEOUT_MS,
);

it(
  'goes back to what was imported, every byte of it but the marker',
  async () => {
    const restore = (yes: boolean) =>
      restoreEpisodes({
        ...place(),
        selection: { episodeIds: [], show: SHOW, all: false },
        from: imported,
        by: 'Ines',
        fields: ['title', 'description', 'tags'],
        yes,
        console: { print: () => undefined },
      });
    const { text } = await restore(false);
    const [, card = ''] = /about ([\d,]+) units/.exec(text) ?? [];
    const before = await spent();
    expect((await restore(true)).code).toBe(0);
    expectWithin2Percent(Number(card.replace(',', '')), (await spent()) - before);
    const now = await readAll();
    for (const id of originals.keys()) expect(bare(now.get(id))).toEqual(bare(originals.get(id)));
    await rewriteEnded();
    expect(approve).toBeDefined();
  },
  TIMEOUT_MS,
);

/** Without the marker's line, and the empty line before it, that we added. */
function bare(video: TestVideo | undefined) {
  if (video === undefined) throw new Error('A video is gone.');
  const { title, tags, description } = video;
  return { title, tags, description: description.replace(/\n*https:\/\/academy\.example\/watch\/\S+$/, '') };
}
