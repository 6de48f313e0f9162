import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../activities/repository/testing.ts';
import { readOwnSettings } from '../settings.ts';
import { run } from '../testing.ts';
import { plan } from './plan.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const FIRST = {
  ...ACADEMY,
  'episodes/one.yaml': writeEpisode('One'),
  'episodes/two.yaml': writeEpisode('Two', 'guests: []\n').replace('guests: [ada]\n', ''),
};
let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
  await repository.commit(FIRST);
});
afterEach(() => removeFolder(folder));

const planRange = (range?: string) =>
  plan({
    settings: readOwnSettings({}, { repository: folder }),
    now: NOW,
    ...(range === undefined ? {} : { range }),
  });
const idsOf = ({ json }: { json: unknown }): string[] =>
  (json as { changes: { episodeId: string }[] }).changes.map(({ episodeId }) => episodeId);

test('a first commit is compared with nothing', async () => {
  const answer = await planRange();
  expect(answer.code).toBe(2);
  expect(answer.text).toMatch(/^nothing\.\.[0-9a-f]{10}, live unknown$/m);
  expect(idsOf(answer)).toEqual(['one', 'two']);
});

test('by default the newest commit against the one before: a guest, their episode alone, 2', async () => {
  const head = await repository.commit({ 'guests/ada.yaml': 'name: Ada King\n' });
  const ran = await run(folder, ['plan']);
  expect(ran).toMatchObject({ code: 2, stderr: '' });
  expect(ran.stdout).toContain(`..${head.slice(0, 10)}, live unknown`);
  expect(ran.stdout).toContain('~ one: ');
  expect(ran.stdout).toContain('    + ');
  expect(ran.stdout).not.toContain('two');
  expect(ran.stdout).toMatch(/^1 episode, about \d+ units, checksum [0-9a-f]{12}$/m);
});

test('nothing to do is 0', async () => {
  await repository.commit({ 'README.md': 'hello' });
  const ran = await run(folder, ['plan', '--json']);
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({ live: 'unknown', changes: [], orphaned: [], problems: [] });
});

test('a range, and one without its end; JSON holds the costs and the change', async () => {
  await repository.commit({ 'guests/ada.yaml': 'name: Ada King\n' });
  await repository.commit({ 'episodes/three.yaml': writeEpisode('Three') });
  expect(idsOf(await planRange('main~2..main~1'))).toEqual(['one']);
  expect(idsOf(await planRange('main~2'))).toEqual(idsOf(await planRange('main~2..')));
  const { json } = await planRange('main~2..HEAD');
  expect(json).toMatchObject({
    checksum: expect.stringMatching(/^[0-9a-f]{12}$/),
    changes: expect.arrayContaining([
      expect.objectContaining({
        episodeId: 'three',
        cause: 'own',
        fields: ['new'],
        units: expect.any(Number),
      }),
    ]),
  });
});

test('a draft and an episode that is not on YouTube are nothing to do', async () => {
  await repository.commit({
    'episodes/draft.yaml': 'title: Later\nstatus: draft\n',
    'episodes/none.yaml': 'title: In a hall\nkind: none\n',
  });
  expect(await planRange()).toMatchObject({ code: 0 });
});

test('a file that nobody names any more is told, and is nothing to do', async () => {
  await repository.commit({ 'episodes/two.yaml': null });
  const answer = await planRange();
  expect(answer.text).toContain('! two: no file names it any more');
  expect(idsOf(answer)).not.toContain('two');
});

test('problems of the head are told beside the plan of the rest', async () => {
  await repository.commit({ 'episodes/two.yaml': 'title: [', 'guests/ada.yaml': 'name: Ada King\n' });
  const answer = await planRange();
  expect(idsOf(answer)).toEqual(['one']);
  expect(answer.text).toMatch(/^episodes\/two\.yaml:\d+:\d+ {2}yaml-syntax$/m);
});

test.each([
  ['main...main', /expected BASE\.\.HEAD or BASE/],
  ['..main', /expected BASE\.\.HEAD or BASE/],
  ['a..b..c', /expected BASE\.\.HEAD or BASE/],
  ['nope', /there is no commit, branch or tag "nope"/],
  ['main..nope', /there is no commit, branch or tag "nope"/],
])('%s is refused', async (range, expected) => {
  await expect(planRange(range)).rejects.toThrow(expected);
});

test('a head that never had a usable academy.yaml is an error with the place', async () => {
  await repository.git('checkout', '--quiet', '--orphan', 'other');
  await repository.commit({ 'academy.yaml': 'nam: x\n' });
  await expect(planRange()).rejects.toThrow(
    /^commit [0-9a-f]{10} has no usable academy\.yaml\nacademy\.yaml:1:1/,
  );
});
