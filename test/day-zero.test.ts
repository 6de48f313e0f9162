import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { restoreEpisodes } from '../scripts/commands/restore.ts';
import { takeOverNamed } from '../scripts/commands/take-over.ts';
import { readWorktree } from '../scripts/lib/worktree.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy } from './support/academy.ts';
import { checkDrift } from './support/check-drift.ts';
import { run } from './support/command.ts';
import type { TestVideo } from './support/youtube.ts';

/**
 * A channel that people wrote by hand, from the empty folder to the way back: imported, structured, one show taken over in steps with a
 * person's edit in the middle, a guest corrected, and all of it restored. What the cards say is what is spent.
 */
const SHOW = 'klustered';
/** `VIDEOS=400 PAGE=page.txt` prints what docs/in-an-hour.md shows; its show is then a playlist of its own. */
const VIDEOS = Number(process.env['VIDEOS'] || 100);
const PAGE = process.env['PAGE'] ?? '';
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

/** What each command printed, for the page. */
const printed: { readonly command: string; readonly text: string }[] = [];

async function showrunner(...args: string[]) {
  const ran = await run(academy.content.folder, args, environment());
  printed.push({ command: `npx showrunner ${args.join(' ')}`, text: `${ran.stderr}\n${ran.stdout}` });
  return ran;
}

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
      ask: async (question) => {
        questions += 1;
        await before(questions);
        shown.push(`${question} [y/N] y`);
        return true;
      },
    },
  });
  printed.push({
    command: `npx showrunner take-over ${SHOW} --by Ines`,
    text: [...shown, outcome.text].join('\n'),
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
  academy = await openAcademy({ countsUnits: true });
  // The empty folder that a new user begins with.
  await academy.content.git('rm', '-r', '-q', '.');
  const seed = [
    'youtube',
    'seed',
    '--hand-written',
    '--videos',
    String(VIDEOS),
    '--url',
    academy.youtube.url,
  ];
  expect(await showrunner(...seed)).toMatchObject({ code: 0 });
  originals = await readAll();
}, TIMEOUT_MS);
afterAll(() => academy.close());

it(
  'is imported, and compared by the first sync and a drift check: no write, at most 10 units each for 404 videos',
  async () => {
    const { playlists } = await academy.youtube.channel();
    const three = playlists
      .filter(({ id }) => id.startsWith('PLhandwritten'))
      .slice(0, 3)
      .map(({ id }) => `${id}=${SHOW}`);
    const mapped = VIDEOS < 400 ? ['--show', ...three] : [];
    const { code, stdout } = await showrunner('import', 'channel', ...mapped);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(`${VIDEOS + 4} of ${VIDEOS + 4} files render`),
    ]);
    imported = await academy.content.commit('Import the channel', {});
    ours = await readNamed();
    expect(ours.size).toBeGreaterThanOrEqual(30);
    const before = await spent();
    await academy.startWorker();
    await academy.waitUntilSynced();
    // The channel's id, and the videos, upcoming ones too: 10 units for 404.
    const pages = Math.ceil((VIDEOS + 4) / 50);
    const synced = await spent();
    expect(synced - before).toBe(1 + pages);
    await scheduleDrift(academy.client(), 'showrunner');
    const drift = await checkDrift(academy);
    expect(drift.notOurs?.same).toBe(VIDEOS + 4);
    // The videos, and a page of uploads that no file names.
    expect([(await spent()) - synced, drift.units]).toEqual([pages + 1, pages + 1]);
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
    // The commit, one video, ten: a commit that writes nothing asks for no approval of its own.
    const first = await takeOver(async (question) => {
      if (question !== 3) return;
      const { rewrite: workflowId = '' } = await academy.sync();
      const [id = ''] = (await academy.rewrite(workflowId)).pending?.first ?? [];
      edited = ours.get(id) ?? '';
      await academy.youtube.studio(edited, { title: 'Edited meanwhile' });
    });
    expect(await readFile(path, 'utf8')).toBe(policy.replace('manage: observe', 'manage: full'));
    expect(first.code).toBe(2);
    expect(first.shown).not.toContain('waits for an approval itself');
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
    // A text that fills all 5,000 bytes gets no line, and stays as it is.
    const hasRoom = (id: string): boolean => Buffer.byteLength(originals.get(id)?.description ?? '') < 4900;
    expect([...written].toSorted()).toEqual([...ours.values()].filter(hasRoom).toSorted());
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
    const restored = await restore(true);
    expect([restored.code, restored.text]).toEqual([0, expect.any(String)]);
    const command = `npx showrunner restore --show ${SHOW} --from ${imported.slice(0, 10)} --by Ines --yes`;
    printed.push({ command, text: `${text}\n${restored.text}` });
    expectWithin2Percent(Number(card.replace(',', '')), (await spent()) - before);
    const now = await readAll();
    for (const id of originals.keys()) expect(bare(now.get(id))).toEqual(bare(originals.get(id)));
  },
  TIMEOUT_MS,
);

it('docs/in-an-hour.md shows what these commands print', async () => {
  if (PAGE !== '')
    await writeFile(PAGE, printed.map(({ command, text }) => `$ ${command}\n${text}\n`).join('\n'));
  const page = await readFile(new URL('../docs/in-an-hour.md', import.meta.url), 'utf8');
  const fences = page.split('```console\n').slice(1);
  const blocks = fences.flatMap((fence) =>
    (fence.split('```')[0] ?? '').split(/^(?=\$ )/m).filter((part) => part.startsWith('$ npx showrunner ')),
  );
  const missing = blocks.flatMap((block) => {
    const [command = '', ...lines] = block.trimEnd().split('\n');
    const [, , verb = '', name = ''] = command.replace('$ ', '').split(' ');
    const known = printed
      .filter((one) => one.command.startsWith(`npx showrunner ${verb} ${name.startsWith('-') ? '' : name}`))
      .flatMap(({ text }) => text.split('\n').map(mask));
    const isKnown = (line: string): boolean =>
      line.startsWith('$ ') ||
      (line.endsWith('...')
        ? known.some((one) => one.startsWith(mask(line.slice(0, -3))))
        : known.includes(mask(line)));
    return lines.filter((line) => line.trim() !== '...' && !isKnown(line)).map((line) => [command, line]);
  });
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  expect(missing).toEqual([]);
});

/** What differs from run to run: numbers, days and hashes, folders, and how many there are of a thing. */
const mask = (line: string): string =>
  line
    .trimEnd()
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{10,16}\b/g, 'HASH')
    .replace(/\/\S+/g, '/PATH')
    .replace(/"[^"]*"/g, '"..."')
    .replace(/\d+(?:[.,:-]\d+)*/g, '0')
    .replace(/\b(video|show|episode|unit|upload|broadcast|stream|playlist|file)s?\b/g, '$1');

/** The videos that files of the show name. */
async function readNamed(): Promise<ReadonlyMap<string, string>> {
  const { catalog } = await readWorktree(academy.content.folder);
  const found = Object.values(catalog?.episodes ?? {}).filter(({ show }) => show === SHOW);
  return new Map(found.map(({ id, youtube }) => [id, youtube?.videoId ?? '']));
}

/** An academy without a website has this line. */
const MARKER = /\n*Episode [\w./-]+#[-0-9a-f]{27}$/;

/** Without the marker's line, and the empty line before it, that we added. */
function bare(video: TestVideo | undefined) {
  if (video === undefined) throw new Error('A video is gone.');
  const { title, tags, description } = video;
  // YouTube stores line ends of Windows, and spaces at the end, as others when a text is written.
  const text = description.replace(MARKER, '').replaceAll('\r\n', '\n').trimEnd();
  return { title, tags, description: text };
}
