import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ran, run } from '../../test/support/command.ts';
import { createFolder, removeFolder } from '../../test/support/git-repository.ts';
import { controlYouTube } from '../../test/support/youtube.ts';
import { type RunningYouTube, startLocalYouTube } from '../../worker/local-youtube.ts';

/** Every oddity of texts comes once in 98 videos. */
const VIDEOS = 100;

let folder = '';
let youtube: RunningYouTube;
let first: Ran;
beforeAll(async () => {
  folder = await createFolder();
  youtube = await startLocalYouTube({ port: 0, folder: join(folder, 'youtube') });
  const seed = ['youtube', 'seed', '--hand-written', '--videos', String(VIDEOS), '--url', youtube.url];
  expect(await run(folder, seed)).toMatchObject({ code: 0, stdout: expect.stringContaining('104 videos') });
  first = await importInto('content', '--json');
});
afterAll(async () => {
  await youtube.stop();
  await removeFolder(folder);
});

const importInto = (name: string, ...args: string[]) =>
  run(folder, ['import', 'channel', '--into', name, ...args], { SHOWRUNNER_YOUTUBE: youtube.url });

test('writes every video of a channel, reads only, and proves that nothing is lost', async () => {
  expect(first.code).toBe(0);
  const report = JSON.parse(first.stdout);
  expect(report).toMatchObject({ ok: true, equal: VIDEOS + 4, refused: [], gone: [], missing: [] });
  expect(report.units).toBeLessThanOrEqual(25);
  expect(first.stderr).toMatch(/^104 uploads listed; \d units so far$/m);
  const academy = await readFile(join(folder, 'content/academy.yaml'), 'utf8');
  expect(academy).toContain('manage: observe');
  const shows = report.wrote.filter((path: string) => path.startsWith('shows/'));
  expect(shows).toHaveLength(10);
  for (const path of shows)
    expect(await readFile(join(folder, 'content', path), 'utf8')).toContain('manage: observe');
  const texts: string[] = await Promise.all(
    report.episodes.map(({ path }: { path: string }) => readFile(join(folder, 'content', path), 'utf8')),
  );
  const count = (line: string): number => texts.filter((text) => text.includes(`\n${line}`)).length;
  expect(count('  license: creativeCommon\n')).toBe(Math.floor((VIDEOS + 1) / 23));
  expect(count('localizations:\n  de:\n    title: ')).toBe(VIDEOS / 20);
  const control = controlYouTube(youtube.url);
  expect(await control.writes()).toEqual([]);
  expect((await control.quota()).spent).toBe(report.units);
});

test('names the same files each time', async () => {
  const again = JSON.parse((await importInto('again', '--dry-run', '--json')).stdout);
  expect(again.wrote).toEqual([]);
  expect(again.episodes).toEqual(JSON.parse(first.stdout).episodes);
});

test('adds what is new, says what differs, and changes no file that there is', async () => {
  const { episodes } = JSON.parse(first.stdout);
  const [one, other] = episodes as { id: string; path: string; videoId: string }[];
  if (one === undefined || other === undefined) throw new Error('The import found no videos.');
  const file = join(folder, 'content', one.path);
  const mine = `${await readFile(file, 'utf8')}# mine\n`.replace(/^title: .*$/m, 'title: Mine # why');
  await writeFile(file, mine);
  const control = controlYouTube(youtube.url);
  await control.studio(other.videoId, { title: 'Theirs' });
  await control.seed({ videos: [{ id: 'freshvideo1', title: 'Fresh' }] });
  const { stdout, code } = await importInto('content');
  expect(code).toBe(0);
  expect(stdout).toContain('wrote 1 episode in ');
  expect(stdout).toContain('  episodes/fresh.yaml (freshvideo1)');
  expect(stdout).toContain(
    `102 say what YouTube shows, 2 differ:\n  ${one.id}: title\n  ${other.id}: title\n`,
  );
  expect(await readFile(file, 'utf8')).toBe(mine);
});

test('stops before it writes: another channel, an unknown playlist, a folder inside a repository', async () => {
  await writeFile(
    join(folder, 'content/academy.yaml'),
    'name: A\nchannelId: UCxxxxxxxxxxxxxxxxxxxxxx\nmanage: observe\n',
  );
  const wrong = await importInto('content');
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('academy.yaml names UCxxxx') });
  const unknown = await importInto('other', '--show', 'PLx=talks');
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('no playlist PLx') });
  await writeFile(join(folder, '.git'), '');
  const inside = await importInto('inside');
  expect(inside).toMatchObject({ code: 1, stderr: expect.stringContaining('at the root of a repository') });
});
