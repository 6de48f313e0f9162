import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository, type Repository } from '../clients/git/index.ts';
import { renderEpisode } from '../domain/render/rendering.ts';
import type { Problem } from '../domain/shared/problem.ts';
import { run } from './support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from './support/git-repository.ts';

const GOOD = {
  ...ACADEMY,
  'shows/berlin.yaml': 'name: Berlin\ntimezone: Europe/Berlin\n',
  'shows/new-york.yaml': 'name: New York\ntimezone: America/New_York\n',
  'shows/no-zone.yaml': 'name: Nowhere\n',
  'guests/bob.yaml': 'name: Bob\n',
  'episodes/one.yaml': writeEpisode('One'),
  'episodes/two.yaml': writeEpisode('Two').replace('[ada]', '[bob, ada]'),
};
const at = (show: string, scheduledFor: string): string =>
  `title: T\nshow: ${show}\nscheduledFor: ${scheduledFor}\n`;
const LAUGHS = `${Array.from({ length: 9 }, (_, n) => ` a${n}: &a${n} [${n === 0 ? 'ha' : `*a${n - 1}, *a${n - 1}`}, ha]`).join('\n')}\n last: [${'*a8, '.repeat(9)}]\n`;

/** File, content, where the problem is reported, and a part of the suggested fix. */
const CASES: readonly (readonly [path: string, content: string | Buffer, said: string, cure: string])[] = [
  ['guests/latin-1.yaml', Buffer.from('name: Ren\u00e9e\n', 'latin1'), '1:1 wrong-value', 'in UTF-8'],
  ['guests/utf-16.yaml', Buffer.from('\ufeffname: Ada\n', 'utf16le'), '1:1 wrong-value', 'in UTF-8'],
  ['guests/nul.yaml', 'name: A\0b\n', '1:8 control-character', ''],
  ['guests/nothing.yaml', '', '1:1 not-a-mapping', ''],
  ['guests/comments.yaml', '# name: Ada\n', '1:1 not-a-mapping', ''],
  ['guests/two-documents.yaml', 'name: A\n---\nname: B\n', '2:1 yaml-syntax', 'a file of its own'],
  ['guests/tab.yaml', 'name: A\nwas:\n\t- until: 2024-06-01\n', '3:1 yaml-syntax', 'by spaces'],
  ['guests/key-twice.yaml', 'name: A\nname: B\n', '2:1 yaml-syntax', 'in line 1: join'],
  ['guests/too-long.yaml', `name: A\nof: ${'x'.repeat(65_536)}\n`, '1:1 yaml-syntax', ''],
  ['guests/too-large.yaml', `name: ${'x'.repeat(1024 * 1024)}\n`, '1:1 wrong-value', 'a text file'],
  ['guests/too-deep.yaml', `name: ${'['.repeat(30_000)}`, '1:70 yaml-syntax', ''],
  ['guests/laughs.yaml', `name: A\nvars:\n${LAUGHS}`, '1:1 yaml-syntax', ''],
  ['guests/listed-no.yaml', 'name: A\nlisted: no\n', '2:9 wrong-type', 'mean false'],
  ['guests/avatar-above.yaml', 'name: A\navatar: ../../secret.png\n', '2:9 wrong-value', ''],
  ['guests/avatar-behind-dots.yaml', 'name: A\navatar: avatars/../../thumbs/a.png\n', '2:9 wrong-value', ''],
  ['guests/avatar-on-windows.yaml', 'name: A\navatar: "..\\\\secret.png"\n', '2:9 missing-file', ''],
  ['guests/avatar-is-a-link.yaml', 'name: A\navatar: linked.png\n', '2:9 missing-file', ''],
  ['guests/folder.yaml/ada.yaml', 'name: A\n', '1:1 wrong-value', 'directly in their folder'],
  ['guests/short.yml', 'name: A\n', '1:1 wrong-value', 'end in ".yaml"'],
  ['guests/Ada.yaml', 'name: A\n', '1:1 wrong-value', 'Rename'],
  [
    'episodes/octal.yaml',
    `${writeEpisode('Octal')}number: 012\n`,
    '5:9 wrong-value',
    'quotes make it a text',
  ],
  ['episodes/leap.yaml', at('klustered', '2027-02-29T17:00'), '3:15 wrong-value', 'has 28 days'],
  ['episodes/zone.yaml', at('no-zone', '2026-12-04T17:00'), '3:15 missing-zone', '"timezone:" to the show'],
  [
    'episodes/skipped-1.yaml',
    at('berlin', '2026-03-29T02:30'),
    '3:15 wrong-value',
    'when summer time begins',
  ],
  [
    'episodes/skipped-2.yaml',
    at('new-york', '2026-03-08T02:30'),
    '3:15 wrong-value',
    'when summer time begins',
  ],
];

let folder = '';
let content: TestRepository;
let repository: Repository;
const commits = { good: '', bad: '' };
beforeAll(async () => {
  folder = await createFolder();
  content = await createTestRepository(join(folder, 'content'));
  commits.good = await content.commit(GOOD);
  await symlink('ada.yaml', join(content.folder, 'guests/link-inside.yaml'));
  await symlink('/etc/hostname', join(content.folder, 'guests/link-outside.yaml'));
  await symlink('../../thumb.png', join(content.folder, 'guests/linked.png'));
  await content.write(Object.fromEntries(CASES.map(([path, text]) => [path, text])));
  // Last in the work tree, so that `add --all` keeps it: a commit of another repository.
  await content.git('add', '--all');
  await content.git('update-index', '--add', '--cacheinfo', `160000,${commits.good},episodes/module`);
  await content.git('commit', '--quiet', '--message', 'everything at once');
  commits.bad = await content.git('rev-parse', 'HEAD');
  repository = await openRepository({ location: content.folder, folder: join(folder, 'state') });
});
afterAll(() => removeFolder(folder));

const say = ({ path, line, column, code }: Problem): string => `${path}:${line}:${column} ${code}`;

describe('one commit with every kind of bad input', () => {
  let problems: readonly Problem[] = [];
  let printed = '';
  beforeAll(async () => {
    const args = ['validate', '--commit', commits.bad];
    printed = (await run(content.folder, args)).stdout;
    problems = JSON.parse((await run(content.folder, [...args, '--json'])).stdout).problems;
  });

  it.each(CASES)('%s is reported at its position, with a fix', (path, _content, said, cure) => {
    const own = problems.filter((problem) => problem.path === path);
    expect(own.map(say)).toEqual([`${path}:${said}`]);
    expect(own[0]?.hint ?? '').toContain(cure);
    expect(printed).toContain(`${path}:${said.replace(' ', '  ')}\n  ${own[0]?.message}`);
  });

  it('links and submodules are reported, never followed', () => {
    const strange = problems.filter(({ path }) => /link-|linked|module/.test(path));
    expect(strange.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'episodes/module expected files, found a submodule',
      'guests/link-inside.yaml expected a file, found a symbolic link',
      'guests/link-outside.yaml expected a file, found a symbolic link',
      'guests/linked.png expected a file, found a symbolic link',
    ]);
  });

  it('no other file has a problem, and no other record exists', async () => {
    const paths = new Set([...CASES.map(([path]) => path), 'episodes/module', 'guests/linked.png']);
    expect(problems.filter(({ path }) => !paths.has(path) && !/link-/.test(path)).map(say)).toEqual([]);
    const before = (await repository.readCatalog(commits.good)).catalog;
    const after = (await repository.readCatalog(commits.bad)).catalog;
    if (before === undefined || after === undefined) throw new Error('an academy is lost');
    expect(Object.keys(after.episodes)).toEqual(Object.keys(before.episodes));
    for (const [id, episode] of Object.entries(before.episodes)) {
      const now = after.episodes[id];
      expect(now && renderEpisode(after, now)).toEqual(renderEpisode(before, episode));
    }
    // A guest who only lacks a picture is drawn without one.
    expect(Object.keys(after.guests)).toEqual(['ada', 'avatar-is-a-link', 'avatar-on-windows', 'bob']);
  });
});

it('a time that occurs twice is the first of the two, in a zone east and a zone west of UTC', async () => {
  const commit = await content.commit({
    'episodes/twice-1.yaml': at('berlin', '2026-10-25T02:30'),
    'episodes/twice-2.yaml': at('new-york', '2026-11-01T01:30'),
    'shows/sydney.yaml': 'name: Sydney\ntimezone: Australia/Sydney\n',
    'episodes/twice-3.yaml': at('sydney', '2026-04-05T02:30'),
    'episodes/leap-day.yaml': at('berlin', '2028-02-29T17:00'),
  });
  const { catalog } = await repository.readCatalog(commit);
  expect(['twice-1', 'twice-2', 'twice-3', 'leap-day'].map((id) => catalog?.episodes[id]?.start)).toEqual([
    '2026-10-25T00:30:00Z',
    '2026-11-01T05:30:00Z',
    '2026-04-04T15:30:00Z',
    '2028-02-29T16:00:00Z',
  ]);
});

it('BOM, CRLF, emoji and right-to-left titles are accepted', async () => {
  const title = '👩🏽\u200d💻 שלום';
  const commit = await content.commit({
    'episodes/bom.yaml': `\ufeff${writeEpisode('Bom')}`,
    'episodes/crlf.yaml': writeEpisode('Crlf').replaceAll('\n', '\r\n'),
    'episodes/emoji.yaml': writeEpisode(`"${title}"`),
  });
  const { catalog } = await repository.readCatalog(commit);
  expect(['bom', 'crlf', 'emoji'].map((id) => catalog?.episodes[id]?.title)).toEqual(['Bom', 'Crlf', title]);
});

it('names that differ only in Unicode form or case are reported, and both are loaded', async () => {
  const names = [
    'episodes/caf\u00e9.yaml',
    'episodes/cafe\u0301.yaml',
    'episodes/CASE.yaml',
    'episodes/case.yaml',
  ];
  const commit = await content.commit(
    Object.fromEntries(names.map((path, index) => [path, `${writeEpisode(`N${index}`)}id: n${index}\n`])),
  );
  const { catalog, problems } = await repository.readCatalog(commit);
  const said = problems.filter(({ code }) => code === 'differs-in-case').map(({ path }) => path);
  expect(said).toHaveLength(2);
  expect(said).toContain('episodes/CASE.yaml');
  expect(['n0', 'n1', 'n2', 'n3'].every((id) => catalog?.episodes[id] !== undefined)).toBe(true);
});
