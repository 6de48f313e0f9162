import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isError } from '../../domain/shared/problem.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { readWorktree } from '../lib/worktree.ts';
import { importShowNotes } from './import-show-notes.ts';

let folder = '';
let root = '';
let repository: TestRepository;
beforeEach(async () => {
  root = await createFolder();
  folder = join(root, 'content');
  repository = await createTestRepository(folder);
  await repository.commit(ACADEMY);
});
afterEach(() => removeFolder(root));

const MARTA = 'guest:\n  name: Marta Quist\n  github: marta-example\n  of: Harbour Mail\n';
const FRONT = `number: 12
date: 1767261600885
url: https://media.example/Night_Shift_-_12.mp3
youtube_url: https://youtu.be/Qu3u3Br3aks
${MARTA}`;
const BODY = `
What breaks first.

* **[00:00](#t=00:00)** Welcome
* **[01:00](#t=01:00)** Queues
* **[02:00](#t=02:00)** The end
* [Example MQ](https://mq.example/)
* A remark
`;
const EPISODE = 'episodes/night-shift/queues-what-breaks-first.yaml';

async function writeNotes(name: string, front = FRONT, title = 'Queues: what breaks first'): Promise<string> {
  const file = join(root, name);
  await writeFile(file, `---\ntitle: "${title}"\n${front}---\n${BODY}`);
  return file;
}
const importAll = (files: readonly string[], more: { show?: string; dryRun?: boolean } = {}) =>
  importShowNotes({ location: folder, files, ...more });
const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
const wrote = ({ json }: { json: unknown }) => (json as { wrote: readonly string[] }).wrote;

/** Every file of the work tree, by path. */
async function readAll(): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('.git'));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const));
  return Object.fromEntries(texts);
}

test('on the command line: the plan, the files, and a second run that changes no byte', async () => {
  const file = await writeNotes('12.md');
  const dry = await run(folder, ['import', 'show-notes', file, '--dry-run']);
  expect(dry).toMatchObject({ code: 2, stderr: '' });
  expect(dry.stdout).toContain(`would write ${EPISODE}`);
  expect(await repository.git('status', '--porcelain')).toBe('');

  const first = await run(folder, ['import', 'show-notes', file]);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  for (const path of ['shows/night-shift.yaml', 'guests/marta-quist.yaml', EPISODE])
    expect(first.stdout).toContain(`wrote ${path}`);
  expect(first.stdout).toContain(`${file}:19  neither a time nor a link\n      A remark`);
  const { problems, catalog } = await readWorktree(folder);
  expect(problems.filter(isError)).toEqual([]);
  expect(catalog?.episodes['night-shift/queues-what-breaks-first']).toMatchObject({
    show: 'night-shift',
    kind: 'video',
    start: '2026-01-01T10:00:00Z',
    guests: [{ id: 'marta-quist' }],
  });
  expect(catalog?.shows['night-shift']?.name).toBe('Night Shift');

  const before = await readAll();
  const second = await run(folder, ['import', 'show-notes', file, '--json']);
  expect(second.code).toBe(0);
  expect(JSON.parse(second.stdout)).toMatchObject({ ok: true, wrote: [] });
  expect(await readAll()).toEqual(before);
  expect(await importAll([file], { dryRun: true })).toMatchObject({ code: 0 });
});

test('an existing record is merged by a profile: comments and order stay, differences are listed', async () => {
  const record = '# Since the first night.\ngithub: "@marta-example"\nname: M. Quist # as she signs\n';
  await repository.commit({ 'guests/mq.yaml': record });
  const done = await importAll([await writeNotes('12.md')]);
  expect(await read('guests/mq.yaml')).toBe(`${record}of: Harbour Mail\n`);
  expect(done.text).toContain('name stays "M. Quist"; the notes say "Marta Quist"');
  expect(await read(EPISODE)).toContain('guests:\n  - mq\n');
});

test('a guest of one file is found for the next, and both have the same show', async () => {
  const files = [
    await writeNotes('12.md'),
    await writeNotes(
      '13.md',
      `number: 13\nurl: https://m.example/Night_Shift_-_13.mp3\n${MARTA}  role: Lead\n`,
      'Two',
    ),
  ];
  expect(wrote(await importAll(files))).toEqual([
    'shows/night-shift.yaml',
    'guests/marta-quist.yaml',
    EPISODE,
    'episodes/night-shift/two.yaml',
  ]);
  expect(await read('guests/marta-quist.yaml')).toContain(
    'of: Harbour Mail\ngithub: marta-example\nrole: Lead\n',
  );
});

test('an existing episode stays unchanged: found by its video, or by its number in the show', async () => {
  const own = 'title: Mine\nkind: video\nyoutube: { videoId: Qu3u3Br3aks }\n';
  await repository.commit({ 'episodes/mine.yaml': own });
  const done = await importAll([await writeNotes('12.md')]);
  expect(await read('episodes/mine.yaml')).toBe(own);
  expect(done.text).toContain(
    'unchanged: episodes/mine.yaml\n    title stays "Mine"\n    number stays absent',
  );
  expect(wrote(done)).toEqual(['guests/marta-quist.yaml']);
  await repository.commit({ 'episodes/mine.yaml': 'title: Mine\nshow: klustered\nnumber: 12\nkind: none\n' });
  const second = await importAll([await writeNotes('12.md')], { show: 'klustered' });
  expect(wrote(second)).toEqual([]);
  expect(second.text).toContain('youtube.videoId stays absent');
});

test('--show uses an existing show, or creates one', async () => {
  const file = await writeNotes('12.md');
  expect(wrote(await importAll([file], { show: 'klustered', dryRun: true }))).toEqual([]);
  await importAll([file], { show: 'late-hour' });
  expect(await read('shows/late-hour.yaml')).toContain('name: Late Hour\n');
  await expect(importAll([file], { show: '../x' })).rejects.toThrow(/^--show: expected the name of a file/);
});

test('notes that would be invalid are not imported, and the others are', async () => {
  const bad = await writeNotes('bad.md', FRONT.replaceAll('12', '14').replace('Qu3', 'Bad'), 'a < b');
  const twin = await writeNotes('twin.md', FRONT, 'Another title');
  const torn = join(root, 'torn.md');
  await writeFile(torn, 'title: no front matter\n');
  const done = await importAll([bad, await writeNotes('12.md'), twin, torn]);
  expect(done.code).toBe(1);
  expect(wrote(done)).toEqual(['shows/night-shift.yaml', 'guests/marta-quist.yaml', EPISODE]);
  expect(done.text).toContain('angle-bracket');
  expect(done.text).toContain(`not imported: ${join(root, '12.md')} is about the same episode`);
  expect(done.text).toContain(`${torn}:1  expected front matter`);
});

test('notes of a podcast that is not on YouTube may be longer than YouTube allows', async () => {
  const front = FRONT.replace(/youtube_url.*\n/, '');
  const notes = await writeNotes('long.md', front, `Queues, ${'and what breaks first in them, '.repeat(5)}`);
  const imported = await importAll([notes]);
  expect(imported.code).toBe(0);
  expect(wrote(imported)).toHaveLength(3);
});

test('a guest whose new facts would break an old episode is not merged', async () => {
  await repository.commit({
    'guests/mq.yaml': 'name: Marta Quist\n',
    'shows/klustered.yaml': 'name: K\ntitle: "{{ episode.title }} {{ guests[0].of }}"\ntimezone: UTC\n',
    'episodes/old.yaml': `title: ${'x'.repeat(95)}\nshow: klustered\nscheduledFor: 2027-01-01T10:00:00Z\nguests: [mq]\n`,
  });
  expect((await readWorktree(folder)).problems.filter(isError)).toEqual([]);
  const done = await importAll([await writeNotes('12.md')]);
  expect(done).toMatchObject({ code: 1 });
  expect(done.text).toContain('episodes/old.yaml');
  expect(await read('guests/mq.yaml')).toBe('name: Marta Quist\n');
});

test('an invalid file with the name of a guest is not replaced', async () => {
  await repository.write({ 'guests/marta-quist.yaml': 'nam: Marta\n' });
  const done = await importAll([await writeNotes('12.md')]);
  expect(done).toMatchObject({ code: 1 });
  expect(done.text).toContain('guests/marta-quist.yaml exists but is invalid: fix it first');
  expect(wrote(done)).toEqual([]);
});

test('nothing is written through a folder that is a link', async () => {
  const elsewhere = join(root, 'elsewhere');
  await mkdir(elsewhere);
  await symlink(elsewhere, join(folder, 'episodes'));
  await expect(importAll([await writeNotes('12.md')])).rejects.toThrow(/would be written outside of/);
  expect(await readdir(elsewhere)).toEqual([]);
  expect(await readdir(join(folder, 'guests'))).toEqual(['ada.yaml']);
});

test('notes that name no show need --show', async () => {
  await repository.commit({ 'shows/other.yaml': 'name: Other\n' });
  const done = await importAll([await writeNotes('1.md', 'number: 1\n')]);
  expect(done.text).toContain('cannot tell which show it belongs to: name one with --show');
});

test('the example of the documentation is imported whole, without a warning', async () => {
  const file = fileURLToPath(new URL('../../docs/examples/show-notes.md', import.meta.url));
  const { code, json } = await importAll([file]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ files: [{ leftovers: [], problems: [], changes: [{}, {}] }] });
});
