import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isError, type Problem } from '../../domain/shared/problem.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { validate } from './validate.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
});
afterEach(() => removeFolder(folder));

async function listProblems(ref?: string): Promise<readonly Problem[]> {
  const settings = readOwnSettings({}, { repository: folder });
  const { json } = await validate({ settings, now: NOW, ref });
  return (json as { problems: readonly Problem[] }).problems.filter(isError);
}
const places = (problems: readonly Problem[]): string[] =>
  problems.map(({ path, line, column, code }) => `${path}:${line}:${column} ${code}`);

test('valid content on disk, not committed yet: 0 and a summary', async () => {
  await repository.write({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  const ran = await run(folder, ['validate']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^no problem: 1 episode, 1 guest, 1 show, 0 sponsors, the files in .+$/);
});

test('every problem with its position and its suggestion, and 1; from a folder below the root', async () => {
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  await repository.write({
    'episodes/one.yaml': writeEpisode('One').replace('[ada]', '[adda]'),
    'guests/new.yaml': 'nam: New\n',
  });
  const { code, stdout } = await run(join(folder, 'guests'), ['validate']);
  expect(code).toBe(1);
  expect(stdout).toContain('episodes/one.yaml:4:10  unknown-guest\n');
  expect(stdout).toContain('Did you mean "ada"?');
  expect(stdout).toContain('guests/new.yaml:1:1  ');
  expect(stdout).toMatch(/^2 problems in 2 files: /m);
});

test('--commit reads the tree there, not the files on disk; --json parses', async () => {
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': 'title: One\nshow: klusterd\n' });
  const head = await repository.commit({ 'episodes/one.yaml': writeEpisode('One') });
  await repository.write({ 'episodes/one.yaml': 'nonsense' });
  const good = await run(folder, ['validate', '--commit', 'main', '--json']);
  expect(good.code).toBe(0);
  expect(JSON.parse(good.stdout)).toMatchObject({
    ok: true,
    commit: head,
    problems: [],
    counts: { episodes: 1 },
  });
  expect(places(await listProblems('main~1'))).toContain('episodes/one.yaml:2:7 unknown-show');
});

test('the files on disk have the problems that their commit will have', async () => {
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  await repository.write({
    'guests/ada.yaml': 'name: [Ada]\n',
    'guests/pic.yaml': 'name: Pic\navatar: avatars/none.png\n',
    'guests/latin.yaml': Buffer.from([0x6e, 0xff, 0x0a]),
    'guests/large.yaml': `name: ${'x'.repeat(1024 * 1024)}\n`,
    'episodes/two.yaml': writeEpisode('Two', 'tags: 3\n'),
    'episodes/three.yaml': writeEpisode('x'.repeat(101)),
    'episodes/deep/four.yaml': writeEpisode('a < b', 'guests: [bob]\n'),
    'shows/bad.yaml': 'name: Bad\ntitle: "{{ nobody.knows }}"\n',
    'episodes/five.yaml': writeEpisode('Five').replace('klustered', 'bad'),
  });
  await symlink('ada.yaml', join(folder, 'guests/link.yaml'));
  const onDisk = await listProblems();
  await repository.commit({});
  expect(onDisk).toEqual(await listProblems('HEAD'));
  expect(new Set(onDisk.map(({ path }) => path)).size).toBe(9);
});

test('problems of rendering are listed: an old episode that a guest makes too long', async () => {
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  await repository.write({ 'guests/ada.yaml': `name: Ada\nof: ${'y'.repeat(5001)}\n` });
  expect(places(await listProblems())).toEqual(['guests/ada.yaml:2:5 description-too-long']);
});

test('links are not followed: not a file, not a folder', async () => {
  await repository.commit(ACADEMY);
  const elsewhere = join(folder, '..', 'elsewhere.yaml');
  await symlink(elsewhere, join(folder, 'guests/out.yaml'));
  await symlink('/etc', join(folder, 'episodes'));
  expect(places(await listProblems())).toEqual(['episodes:1:1 wrong-type', 'guests/out.yaml:1:1 wrong-type']);
});

test('files below a folder that has become a link are deleted, as for git', async () => {
  await repository.commit({ ...ACADEMY, 'other/ada.yaml': 'nam: Not Ada\n' });
  await rm(join(folder, 'guests'), { recursive: true });
  await symlink('other', join(folder, 'guests'));
  expect(places(await listProblems())).toEqual(['guests:1:1 wrong-type']);
});

test('what git ignores does not count: an ignored picture will be missing', async () => {
  await repository.commit({
    ...ACADEMY,
    '.gitignore': '*.png\ndrafts/\n',
    'guests/ada.yaml': 'name: Ada\navatar: a.png\n',
  });
  await writeFile(join(folder, 'guests/a.png'), 'a picture');
  await mkdir(join(folder, 'episodes/drafts'), { recursive: true });
  await writeFile(join(folder, 'episodes/drafts/x.yaml'), 'broken: [');
  expect(places(await listProblems())).toEqual(['guests/ada.yaml:2:9 missing-file']);
});

test('a file that was removed on disk is not part of the content', async () => {
  await repository.commit({ ...ACADEMY, 'guests/bad.yaml': 'nam: Bad\n' });
  expect(await listProblems()).not.toEqual([]);
  await rm(join(folder, 'guests/bad.yaml'));
  expect(await listProblems()).toEqual([]);
});

test('warnings alone are listed and counted separately, and 0', async () => {
  await repository.write({
    ...ACADEMY,
    'guests/bob.yaml': 'name: Bob\n',
    'episodes/one.yaml': writeEpisode('One'),
  });
  const ran = await run(folder, ['validate']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain('guests/bob.yaml:1:1  unused-guest (warning)\n');
  expect(ran.stdout).toMatch(/^no problem, 1 warning in 1 file: 1 episode, 2 guests/m);
  await repository.write({ 'episodes/two.yaml': writeEpisode('Two', 'tags: 3\n') });
  expect((await run(folder, ['validate', '--json'])).code).toBe(1);
});

test('what cannot be read is one line on stderr and 1', async () => {
  const ran = await run(folder, ['validate', '--repository', '/nowhere']);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toMatch(/^showrunner: \/nowhere is not a folder: [^\n]*$/);
});

test('an unknown commit and a URL without a commit are errors, and a password is not printed', async () => {
  await expect(listProblems('nope')).rejects.toThrow(/^there is no commit, branch or tag "nope" in /);
  const settings = readOwnSettings({}, { repository: 'https://a:b@h.example/x' });
  await expect(validate({ settings, now: NOW })).rejects.toThrow(
    /^https:\/\/\(hidden\)@h\.example\/x is not on this disk/,
  );
});

test('a bare repository has no files on disk, and its commits can be read', async () => {
  await repository.commit(ACADEMY);
  const bare = join(folder, '.git');
  const settings = readOwnSettings({}, { repository: bare });
  await expect(validate({ settings, now: NOW })).rejects.toThrow(/has no work tree: read a commit/);
  expect(await validate({ settings, now: NOW, ref: 'main' })).toMatchObject({ code: 0 });
});

async function listNew(base: string, now = NOW): Promise<{ code: number; places: string[]; text: string }> {
  const settings = readOwnSettings({}, { repository: folder });
  const { code, json, text } = await validate({ settings, now, base });
  const { problems } = json as { problems: readonly Problem[] };
  return { code, places: problems.map(({ path, code: one }) => `${path} ${one}`), text };
}

test('--base: an old problem is not listed, even when its line moved; a new one is', async () => {
  await repository.commit({
    ...ACADEMY,
    'episodes/old.yaml': writeEpisode('Old').replace('[ada]', '[adda]'),
  });
  await repository.write({
    'episodes/old.yaml': `# moved\n${writeEpisode('Old').replace('[ada]', '[ada, adda]')}`,
    'episodes/new.yaml': writeEpisode('New'),
  });
  expect(await listNew('HEAD')).toMatchObject({ code: 0, places: [] });
  await repository.write({ 'episodes/old.yaml': writeEpisode('Old').replace('[ada]', '[adda, bobb]') });
  expect(await listNew('HEAD')).toMatchObject({ code: 1, places: ['episodes/old.yaml unknown-guest'] });
  expect((await listNew('HEAD')).text).toMatch(/^1 problem in 1 file, new since commit [0-9a-f]{10}: /m);
});

test("--base: what a guest's change breaks elsewhere is new", async () => {
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  await repository.write({ 'guests/ada.yaml': `name: Ada\nof: ${'y'.repeat(5001)}\n` });
  const { code, places } = await listNew('HEAD');
  expect(code).toBe(1);
  expect(places.join()).toContain('description-too-long');
});

test('--base lists what only a comparison shows: a new stream in the past', async () => {
  const past = writeEpisode('Late').replace('2026-12-04', '2026-05-04');
  await repository.commit(ACADEMY);
  await repository.write({ 'episodes/late.yaml': past });
  expect((await listNew('HEAD')).places).toEqual(['episodes/late.yaml start-in-the-past']);
  expect((await listNew('HEAD', Date.parse('2026-05-01T00:00:00Z'))).places).toEqual([]);
  await repository.commit({});
  expect((await listNew('HEAD')).places).toEqual([]);
});

test('an unknown --base mentions a shallow clone', async () => {
  await repository.commit(ACADEMY);
  await expect(listNew('nope')).rejects.toThrow(/^--base: there is no commit.*fetch-depth: 0/);
});

test('--format github: annotations with their position, and no other workflow command', async () => {
  await repository.commit({
    ...ACADEMY,
    'episodes/one.yaml': writeEpisode('One').replace('[ada]', '[adda]'),
  });
  const ran = await run(folder, ['validate', '--format', 'github']);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(
    '::error file=episodes/one.yaml,line=4,col=10,title=unknown-guest::guests[0]: expected',
  );
  expect(ran.stdout).toMatch(/%0ADid you mean "ada"\?$/m);
  expect((await run(folder, ['validate', '--format', 'svg'])).code).toBe(1);
});
