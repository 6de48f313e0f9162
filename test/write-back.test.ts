import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, upcoming } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';

/** The id of a new video is committed to its file, on the branch that is followed: once, and nothing follows from it. */

const FILES = {
  'episodes/talks/one.yaml': `# Ours.\n${upcoming('One', 'ada')}`,
  'episodes/talks/two.yaml': upcoming('Two', 'bob', `${new Date().getUTCFullYear() + 1}-07-01T17:00:00Z`),
};

let academy: TestAcademy;
beforeAll(async () => {
  academy = await openAcademy({ isRemote: true, files: academyFiles() });
  await academy.startWorker();
  await academy.waitUntilSynced();
}, 120_000);
afterAll(() => replayAndClose(academy));

const { git } = { git: (...args: string[]) => academy.content.git(...args) };
async function pull(): Promise<string> {
  await git('pull', '--quiet', '--rebase', 'origin', 'main');
  return git('rev-parse', 'HEAD');
}
const videos = async () =>
  Object.fromEntries((await academy.youtube.channel()).videos.map(({ title, id }) => [title, id]));

it('one commit names the videos of one commit; no call follows that writes, and no other commit', async () => {
  const commit = await academy.content.commit('two streams', FILES);
  await git('push', '--quiet', 'origin', 'main');
  const head = await until(pull, (now) => now !== commit);
  expect(await git('log', '-1', '--format=%an: %s', head)).toBe('Showrunner: Name the videos of 2 episodes');
  const ids = await videos();
  for (const [name, title] of [
    ['one', 'One'],
    ['two', 'Two'],
  ])
    expect(await git('show', `${head}:episodes/talks/${name}.yaml`)).toBe(
      `${FILES[`episodes/talks/${name}.yaml` as keyof typeof FILES].trim()}\nyoutube:\n  videoId: ${ids[title ?? '']}`,
    );
  await until(
    () => academy.episode('talks/two'),
    ({ commit: done, next }) => done === head && !next.includes('playlist'),
  );
  const last = await academy.youtube.lastWrite();
  await academy.waitUntilSynced();
  expect((await academy.youtube.writes(last)).map(({ method }) => method)).toEqual([]);
  expect(await pull()).toBe(head);
});

it('with it a video is found, although its description and all state are lost', async () => {
  const { One = '' } = await videos();
  await academy.youtube.studio(One, { description: 'No line of ours.' });
  await academy.loseAllState();
  await academy.startWorker();
  await academy.waitUntilSynced();
  await until(
    () => academy.episode('talks/one'),
    ({ videoId }) => videoId === One,
  );
  expect(Object.keys(await videos()).toSorted()).toEqual(['One', 'Two']);
});
