import { afterEach, beforeEach, expect, test } from 'vitest';
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
    range,
  });
const idsOf = ({ json }: { json: unknown }): string[] =>
  (json as { changes: { episodeId: string }[] }).changes.map(({ episodeId }) => episodeId);

test('a first commit is compared with nothing', async () => {
  const answer = await planRange();
  expect(answer.code).toBe(2);
  expect(answer.text).toMatch(/^nothing\.\.[0-9a-f]{10} {2}Change academy.yaml/);
  expect(answer.text).toContain('live unknown');
  expect(idsOf(answer)).toEqual(['one', 'two']);
});

test('by default the newest commit compared with the one before: only the episode of the guest, and 2', async () => {
  const head = await repository.commit({ 'guests/ada.yaml': 'name: Ada King\n' });
  const ran = await run(folder, ['plan']);
  expect(ran).toMatchObject({ code: 2, stderr: '' });
  expect(ran.stdout).toContain(`..${head.slice(0, 10)}  Change guests/ada.yaml`);
  expect(ran.stdout).toContain('~ one: description');
  expect(ran.stdout).toContain('    + • Ada King');
  expect(ran.stdout).not.toContain('two');
  expect(ran.stdout).toMatch(/^units {7}about 101$/m);
  expect(ran.stdout).toMatch(/^checksum {4}[0-9a-f]{12}$/m);
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
        cause: 'direct',
        fields: ['new'],
        units: expect.any(Number),
      }),
    ]),
  });
});

test("a plan counts the costs of live methods from the worker's setting", async () => {
  await repository.commit({ 'episodes/four.yaml': writeEpisode('Four') });
  const unitsWith = async (env: Record<string, string>): Promise<number> =>
    JSON.parse((await run(folder, ['plan', '--json', 'main~1..main'], env)).stdout).units;
  const assumed = await unitsWith({});
  expect(await unitsWith({ SHOWRUNNER_QUOTA_COSTS: 'liveBroadcasts.insert=1600' })).toBe(assumed + 1550);
});

test('the checksum covers what the rewrite does: a file of its own does not change it', async () => {
  await repository.commit({ 'guests/ada.yaml': 'name: Ada King\n' });
  const alone = await planRange('main~1..main');
  // It has no show, so it is not a neighbour of another episode.
  await repository.commit({ 'episodes/three.yaml': 'title: Three\nscheduledFor: 2027-01-01T12:00:00Z\n' });
  const both = await planRange('main~2..main');
  const own = await planRange('main~1..main');
  const sumOf = ({ json }: { json: unknown }) => (json as { checksum?: string }).checksum;
  expect(idsOf(both)).toContain('three');
  expect(sumOf(both)).toBe(sumOf(alone));
  expect(sumOf(own)).toBeUndefined();
});

test('Markdown for a pull request; --exit-zero answers 0 for something to do, and 1 for an error', async () => {
  const ran = await run(folder, ['plan', '--markdown', '--exit-zero']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^### Plan: 2 episodes, about \d+ units$/m);
  expect((await run(folder, ['plan', 'nope', '--exit-zero'])).code).toBe(1);
  expect((await run(folder, ['plan', '--markdown', '--json'])).stderr).toContain('cannot be used with');
});

test('there are no colours when stdout is not a terminal', async () => {
  const ran = await run(folder, ['plan'], { FORCE_COLOR: '1' });
  expect(ran.stdout).not.toContain('\u001b');
});

test('a commit that would remove a tenth of the files is something to do, for a person', async () => {
  const more = Object.fromEntries(
    Array.from({ length: 8 }, (_none, n) => [`episodes/more-${n}.yaml`, writeEpisode(`More ${n}`)]),
  );
  await repository.commit(more);
  await repository.commit({ 'episodes/more-0.yaml': null, 'episodes/two.yaml': null });
  expect(await planRange()).toMatchObject({
    code: 2,
    text: expect.stringContaining(
      'the whole commit waits for a person: 2 of 10 episodes would lose their file',
    ),
  });
});

test('a draft and an episode that is not on YouTube are nothing to do', async () => {
  await repository.commit({
    'episodes/draft.yaml': 'title: Later\nstatus: draft\n',
    'episodes/none.yaml': 'title: In a hall\nkind: none\n',
  });
  expect(await planRange()).toMatchObject({ code: 0 });
});

test('an episode that lost its file is listed, and is nothing to do', async () => {
  await repository.commit({ 'episodes/two.yaml': null });
  const answer = await planRange();
  expect(answer.text).toContain('! two: has no file any more; its video is not changed');
  expect(idsOf(answer)).not.toContain('two');
});

test('problems of the head are listed after the plan of the rest', async () => {
  await repository.commit({ 'episodes/two.yaml': 'title: [', 'guests/ada.yaml': 'name: Ada King\n' });
  const answer = await planRange();
  expect(idsOf(answer)).toEqual(['one']);
  expect(answer.text).toMatch(/^episodes\/two\.yaml:\d+:\d+ {2}yaml-syntax$/m);
  expect(answer.text).not.toContain('not new in this change');
});

test('problems that the base has are a count, in JSON all with their severity', async () => {
  await repository.commit({ 'episodes/two.yaml': 'title: [' });
  await repository.commit({ 'guests/ada.yaml': 'name: Ada King\ngithub: N/A\n' });
  const answer = await planRange();
  expect(answer.text).not.toContain('episodes/two.yaml:');
  expect(answer.text).toContain('guests/ada.yaml:2:9  unknown-profile');
  expect(answer.text).toMatch(/^1 problem in 1 file, not new in this change: .*validate/m);
  expect((answer.json as { problems: unknown[] }).problems).toMatchObject([
    { code: 'yaml-syntax', severity: 'error', isNew: false },
    { code: 'unknown-profile', severity: 'error', isNew: true },
  ]);
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

test('a head that never had a valid academy.yaml is an error with its position', async () => {
  await repository.git('checkout', '--quiet', '--orphan', 'other');
  await repository.commit({ 'academy.yaml': 'nam: x\n' });
  await expect(planRange()).rejects.toThrow(
    /^commit [0-9a-f]{10} has no valid academy\.yaml\nacademy\.yaml:1:1/,
  );
});
