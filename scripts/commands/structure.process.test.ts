import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDesired } from '../../domain/render/desired.ts';
import { isError } from '../../domain/shared/problem.ts';
import { episodeOf } from '../../test/support/catalog.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { listProblems } from '../lib/problems.ts';
import { readWorktree } from '../lib/worktree.ts';
import { structure } from './structure.ts';

let folder = '';
let repository: TestRepository;
beforeAll(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
  await repository.commit({ ...ACADEMY, ...EPISODES, 'shows/days.yaml': '# A show.\nname: Example Days\n' });
});
afterAll(() => removeFolder(folder));

const writeTalk = (id: string, name: string): string => `# imported
title: A talk of ${name}
show: days
kind: video
youtube: { videoId: ${id} }
verbatim: |-
  About ${id}.

  Guest: ${name}

  Timestamps:
  0:00 Welcome
  2:05 The talk
  1:02:03 Questions

  Film: Example Films
# Nobody has watched it yet.
`;
const EPISODES = {
  'episodes/days/one.yaml': writeTalk('dQw4w9WgXcA', 'Ada Example'),
  'episodes/days/two.yaml': writeTalk('dQw4w9WgXcB', 'Bob Sample'),
  'episodes/days/three.yaml': writeTalk('dQw4w9WgXcC', 'Ada Example'),
  'episodes/days/four.yaml': writeTalk('dQw4w9WgXcD', 'Cleo Test').replace(
    / {2}Guest[\s\S]*Questions\n\n/,
    '',
  ),
};

const structureAll = (more: Partial<Parameters<typeof structure>[0]>) =>
  structure({
    location: folder,
    episode: undefined,
    showId: undefined,
    write: false,
    confidence: 'medium',
    ...more,
  });

async function renderBody(id: string): Promise<string> {
  const { catalog } = await readWorktree(folder);
  if (catalog === undefined) throw new Error('no catalog');
  return renderDesired(catalog, episodeOf(catalog, id)).body.trim();
}

test('shows what it would write with its proof, writes and commits it with --write, and then has nothing to do', async () => {
  const before = await renderBody('days/one');
  const head = await repository.git('rev-parse', 'HEAD');

  const shown = await run(folder, ['structure', '--show', 'days']);
  expect(shown).toMatchObject({ code: 2, stderr: '' });
  expect(shown.stdout).toContain('4 of 4 texts can be structured');
  expect(shown.stdout).toContain('episodes/days/one.yaml: prints the same text, byte for byte');
  expect(shown.stdout).toContain('guests/ada-example.yaml: in 2 texts, high confidence');
  expect(shown.stdout).toContain('npx showrunner structure --show days --write');
  expect(await repository.git('status', '--porcelain')).toBe('');

  await writeFile(join(folder, 'notes.txt'), 'staged by a person');
  await repository.git('add', 'notes.txt');
  const written = await run(folder, ['structure', '--show', 'days', '--write', '--json']);
  expect(written).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(written.stdout)).toMatchObject({ commits: [{ showId: 'days', files: 6 }] });
  expect(await repository.git('log', '--format=%s', `${head.trim()}..HEAD`)).toMatch(
    /^Structure 3 descriptions of days\n*$/,
  );
  expect(await repository.git('status', '--porcelain')).toMatch(/^A {2}notes.txt\n*$/);

  const one = await readFile(join(folder, 'episodes/days/one.yaml'), 'utf8');
  expect(one).toContain('# imported\n');
  expect(one).toContain('guests: [ada-example]\n');
  expect(one).toContain('# Nobody has watched it yet.\n');
  expect(one).not.toContain('verbatim');
  expect(await readFile(join(folder, 'shows/days.yaml'), 'utf8')).toContain(
    '# A show.\nname: Example Days\n',
  );
  expect(await renderBody('days/one')).toBe(before);
  expect(listProblems(await readWorktree(folder)).filter(isError)).toEqual([]);

  expect(await structureAll({ showId: 'days', write: true })).toMatchObject({
    code: 0,
    text: expect.stringContaining('nothing to write'),
  });
  expect(await repository.git('rev-list', '--count', `${head.trim()}..HEAD`)).toMatch(/^1\n*$/);
});

test('writes nothing over changes that are not committed, and says what it needs', async () => {
  const path = 'episodes/days/four.yaml';
  await writeFile(join(folder, path), `${EPISODES[path]}# A remark.\n`);
  const one = { episode: path, confidence: 'low' } as const;
  await expect(structureAll({ ...one, write: true })).rejects.toThrow(
    `files have changes that are not committed:\n${path}`,
  );
  await repository.git('checkout', path);

  expect(await structureAll(one)).toMatchObject({
    code: 2,
    text: expect.stringContaining('low confidence: nothing but text was found'),
  });
  for (const [selected, words] of [
    [{}, 'name an episode, or all of a show with --show SHOW'],
    [{ episode: 'days/one' }, 'has no verbatim description'],
    [{ showId: 'dais' }, 'Did you mean "days"?'],
    [{ showId: 'conferences' }, 'there is no show "conferences". There are: days'],
    [{ episode: 'days' }, '"days" is a show: add --show days'],
    [{ episode: 'foru' }, 'Did you mean "days/four"?'],
    [{ episode: 'hre' }, 'Did you mean "days/three"?'],
  ] as const)
    await expect(structureAll(selected)).rejects.toThrow(words);
});
