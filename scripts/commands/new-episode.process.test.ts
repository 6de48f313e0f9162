import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isError } from '../../domain/shared/problem.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { readWorktree } from '../lib/worktree.ts';
import { createEpisode } from './new-episode.ts';
import { createGuest } from './new-guest.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
  await repository.write(ACADEMY);
});
afterEach(() => removeFolder(folder));

const create = (
  title: string,
  more: Omit<Partial<Parameters<typeof createEpisode>[0]>, 'location' | 'now' | 'title'> = {},
) => createEpisode({ location: folder, now: NOW, title, guests: [], ...more });
const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
const readEpisodes = async () => (await readWorktree(folder)).catalog?.episodes ?? {};

test('on the command line: a valid file, its path, and what to do next', async () => {
  const made = await run(folder, ['new', 'episode', 'My first: "stream" #1', '--guest', 'ada']);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain('wrote episodes/klustered/my-first-stream-1.yaml\n');
  expect(made.stdout).toContain('  git add episodes/klustered/my-first-stream-1.yaml\n');
  expect(await read('episodes/klustered/my-first-stream-1.yaml')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_modules\/@showrunner-academy\/showrunner\/schemas\/episode\.schema\.json\ntitle: /,
  );
  const { problems, catalog } = await readWorktree(folder);
  expect(problems).toEqual([]);
  const episode = catalog?.episodes['klustered/my-first-stream-1'];
  expect(episode).toMatchObject({
    title: 'My first: "stream" #1',
    show: 'klustered',
    guests: [{ id: 'ada' }],
  });
  expect(Date.parse(episode?.start ?? '')).toBeGreaterThan(Date.now());
});

test("in a week at 18:00 in the show's time zone; --at can have another one", async () => {
  await create('One');
  await create('Two', { at: '2027-01-02T03:04:00+05:30' });
  const episodes = await readEpisodes();
  expect(episodes['klustered/one']?.start).toBe('2026-11-28T18:00:00Z');
  expect(await read('episodes/klustered/one.yaml')).toContain(
    "scheduledFor: 2026-11-28T18:00:00 # Europe/London, the show's time zone",
  );
  expect(episodes['klustered/two']?.start).toBe('2027-01-01T21:34:00Z');
});

test('a file that exists is never overwritten: the next free name is used', async () => {
  await repository.write({ 'episodes/klustered/one.yml': 'not even an episode' });
  await create('One');
  await create('One', { at: '2027-01-02T03:04:00Z' });
  expect(await read('episodes/klustered/one.yml')).toBe('not even an episode');
  expect(Object.keys(await readEpisodes())).toEqual(['klustered/one-2', 'klustered/one-3']);
});

test('an id that another file has or had is not used again', async () => {
  await repository.write({
    'episodes/x.yaml': writeEpisode('X', 'id: klustered/one\naliases: [klustered/one-2]\n'),
  });
  await create('One');
  expect(Object.keys(await readEpisodes())).toContain('klustered/one-3');
});

test('the show with the most episodes, its next number, and the free keys of its last episode', async () => {
  await repository.write({
    'shows/a.yaml': 'name: A\ntimezone: Asia/Tokyo\n',
    'shows/travels.yaml':
      'name: Travels\ntitle: "{{ episode.number }} {{ vars.level }} {{ episode.title }}"\ntimezone: Asia/Tokyo\n',
    'episodes/t.yaml': writeEpisode('T', 'number: 7\nvars: { level: easy }\n').replace(
      'klustered',
      'travels',
    ),
    'episodes/u.yaml': writeEpisode('U', 'number: 8\nvars: { level: hard }\n')
      .replace('klustered', 'travels')
      .replace('12-04', '12-05'),
  });
  await create('New');
  expect((await readEpisodes())['travels/new']).toMatchObject({ number: 9, vars: { level: 'hard' } });
});

test('a year of a weekly show: each Thursday at its local time, numbered, and the week is printed', async () => {
  await repository.write({
    'shows/klustered.yaml':
      'name: Klustered\ntimezone: Europe/London\nschedule: { every: Thursday, at: "18:00" }\ndefaults: { stream: main }\n',
    'shows/other.yaml': 'name: Other\ndefaults: { stream: main }\n',
    'episodes/klustered/last.yaml': writeEpisode('Last', 'number: 41\n').replace('12-04', '11-26'),
    'episodes/other/special.yaml': writeEpisode('Special').replace('klustered', 'other'),
    'episodes/other/busy.yaml': writeEpisode('Busy')
      .replace('klustered', 'other')
      .replace('12-04T17:00', '12-10T18:30'),
  });
  const made = await run(folder, [
    'new',
    'episode',
    'Office hours {number}',
    '--repeat',
    '52',
    '--show',
    'klustered',
  ]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const episodes = Object.values(await readEpisodes()).filter(({ number = 0 }) => number > 41);
  expect(episodes.map(({ number }) => number)).toEqual(Array.from({ length: 52 }, (_, index) => 42 + index));
  const [first] = episodes;
  expect(first).toMatchObject({ id: 'klustered/office-hours-42', title: 'Office hours 42' });
  const local = episodes.map(({ start = '' }) =>
    new Date(start).toLocaleString('en-GB', {
      timeZone: 'Europe/London',
      weekday: 'long',
      timeStyle: undefined,
      hour: '2-digit',
      minute: '2-digit',
    }),
  );
  expect(new Set(local)).toEqual(new Set(['Thursday 18:00']));
  expect(new Set(episodes.map(({ start = '' }) => start.slice(11, 13)))).toEqual(new Set(['17', '18']));
  expect(made.stdout).toContain('wrote episodes/klustered/office-hours-93.yaml\n');
  expect(made.stdout).toContain('The week of klustered/office-hours-42, times in Europe/London:\n');
  expect(made.stdout).toMatch(
    /\n {2}Thu \d{4}-\d\d-\d\d 18:00 {2}main {2}klustered\/office-hours-42 {2}\(new\)\n/,
  );
  expect(made.stdout).toContain('git commit -m "Add 52 episodes"');
});

test('the next slot after those that are taken; one whose encoder is busy is skipped and named', async () => {
  await repository.write({
    'shows/klustered.yaml':
      'name: Klustered\ntimezone: Europe/London\nschedule: { every: Thursday, at: "18:00" }\ndefaults: { stream: main }\n',
    'episodes/busy.yaml': 'title: Busy\nscheduledFor: 2026-11-26T18:30:00Z\nstream: main\n',
  });
  const { text, json } = await create('One', { repeat: 2 });
  expect(text).toContain('skipped 2026-11-26T18:00:00: stream main is busy with busy');
  expect(json).toMatchObject({
    episodes: [
      { id: 'klustered/one-2026-12-03', start: '2026-12-03T18:00:00Z' },
      { id: 'klustered/one-2026-12-10', start: '2026-12-10T18:00:00Z' },
    ],
    week: [{ id: 'klustered/one-2026-12-03', day: '2026-12-03', time: '18:00', stream: 'main' }],
  });
  await create('Two');
  expect((await readEpisodes())['klustered/two']?.start).toBe('2026-12-17T18:00:00Z');
});

test('--from copies what the next one has too, and nothing of that day or of that video', async () => {
  await repository.write({
    'guests/bob.yaml': 'name: Bob\n',
    'episodes/klustered/old.yaml': `title: "Old: one" # of that day
show: klustered
number: 7
scheduledFor: 2026-01-08T18:00
guests: [{ id: ada, as: Team Ada, then: { of: Elsewhere } }]
description: |
  First line.

  Second line.
links: [{ title: Slides, url: https://example.org/slides }]
chapters: [{ time: "00:00", title: Hello }]
tags: ["1.10"]
thumbnail: { title: Short, template: versus }
youtube: { videoId: K72fOdbxXu8, categoryId: 28 }
`,
  });
  await create('New', { from: 'episodes/klustered/old.yaml' });
  const made = (await readEpisodes())['klustered/new'];
  expect(made).toMatchObject({
    title: 'New',
    number: 8,
    start: '2026-11-28T18:00:00Z',
    guests: [{ id: 'ada', as: 'Team Ada' }],
    description: 'First line.\n\nSecond line.\n',
    links: [{ title: 'Slides', url: 'https://example.org/slides' }],
    chapters: [],
    tags: ['1.10'],
    thumbnail: { template: 'versus' },
  });
  expect(made?.youtube).toEqual({ categoryId: 28, replaces: [] });
  expect(JSON.stringify(made)).not.toContain('Elsewhere');
  await createEpisode({
    location: folder,
    now: NOW,
    title: undefined,
    from: 'klustered/old',
    guests: ['bob'],
  });
  expect((await readEpisodes())['klustered/old-one']).toMatchObject({
    title: 'Old: one',
    guests: [{ id: 'bob' }],
  });
});

test('without any show: at the root, in UTC', async () => {
  await repository.git('init', '--quiet', join(folder, 'bare-academy'));
  const location = join(folder, 'bare-academy');
  await writeFile(join(location, 'academy.yaml'), ACADEMY['academy.yaml']);
  await createEpisode({ location, now: NOW, title: 'One', guests: [] });
  expect((await readWorktree(location)).catalog?.episodes['one']?.start).toBe('2026-11-28T18:00:00Z');
});

test.each([
  [
    'an unknown show',
    { show: 'klusterd' },
    /^--show: shows\/klusterd\.yaml is missing or invalid. Did you mean "klustered"\?$/,
  ],
  ['an unknown guest', { guests: ['adda'] }, /^--guest: .*Did you mean "ada"\?$/],
  [
    'a start in the past',
    { at: '2026-11-21T11:59:00Z' },
    /^--at .*: expected a start in the future, found 2026-11-21T11:59:00Z/,
  ],
  [
    'slots of a show that has no schedule',
    { repeat: 2 },
    /^--repeat: there is no schedule; add one to shows\/klustered\.yaml, such as: schedule: \{ every: Thursday/,
  ],
  [
    'a start of its own for several',
    { repeat: 2, at: '2027-01-01T00:00:00Z' },
    /^--at and --repeat: name one/,
  ],
  ['an unknown episode', { from: 'klustered/nothing' }, /^there is no episode "klustered\/nothing"/],
  [
    'no date at all',
    { at: 'tomorrow' },
    /^nothing was written, the file would be invalid:\nepisodes\/klustered\/one\.yaml:\d+:\d+ {2}wrong-value/,
  ],
])('%s is refused, and nothing is written', async (_name, wish, expected) => {
  await expect(create('One', wish)).rejects.toThrow(expected);
  expect(await readEpisodes()).toEqual({});
});

test('a title that would be too long on YouTube is refused', async () => {
  await expect(create('x'.repeat(101))).rejects.toThrow(/title-too-long/);
  await expect(create(' \n ')).rejects.toThrow(/^the title: expected some text/);
});

test('another broken file does not matter; a broken academy.yaml does', async () => {
  await repository.write({ 'guests/bad.yaml': 'nam: x\n' });
  await create('One');
  await repository.write({ 'academy.yaml': 'nam: x\n' });
  await expect(create('Two')).rejects.toThrow(/has no valid academy\.yaml:\nacademy\.yaml:1:1/);
});

test('a guest: its name, a free id, comments with other keys; a former id is not used again', async () => {
  await repository.write({
    'guests/ada.yaml': 'name: Ada Lovelace\naliases: [jurgen-oneil]\n',
    'schemas/guest.schema.json': '{}',
  });
  const made = await createGuest({ location: folder, name: "Jürgen O'Neil" });
  expect(made.json).toMatchObject({ path: 'guests/jurgen-oneil-2.yaml', id: 'jurgen-oneil-2' });
  await createGuest({ location: folder, name: 'Ada' });
  expect(await read('guests/ada-2.yaml')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/schemas\/guest\.schema\.json\nname: Ada\n/,
  );
  const { catalog, problems } = await readWorktree(folder);
  expect(problems.filter(isError)).toEqual([]);
  expect(catalog?.guests['jurgen-oneil-2']?.name).toBe("Jürgen O'Neil");
  expect(catalog?.guests['ada']?.name).toBe('Ada Lovelace');
  expect(catalog?.guests['ada-2']?.name).toBe('Ada');
});
