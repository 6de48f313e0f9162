import { afterEach, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { SYNC_ID } from '../contract/ids.ts';
import { approve } from '../contract/rewrite.ts';
import { takeOver } from '../contract/sync.ts';
import { plan } from '../scripts/commands/plan.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { LAST_YEAR } from './support/academy-files.ts';
import { checkDrift } from './support/check-drift.ts';
import { replayAndClose } from './support/replay-histories.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

const IDS = { one: 'byHandVidA1', two: 'byHandVidB2', three: 'byHandVidC3' } as const;
type Name = keyof typeof IDS;

/** A file that names an upload which people made. */
const lesson = (name: Name, title: string, number = '') => ({
  [`episodes/${name}.yaml`]: `title: ${title}\nshow: talks\nkind: video\nscheduledFor: ${LAST_YEAR}\nthumbnail: keep\nvisibility: public\nfields: { playlists: keep }\n${number || `youtube: { videoId: ${IDS[name]} }`}\n`,
});
const titleOf = async (name: Name): Promise<string> => (await academy.youtube.video(IDS[name])).title;

async function commit(files: Record<string, string>): Promise<void> {
  await academy.content.commit('change', files);
  await academy.waitUntilSynced();
}
const saidBy = async (name: Name): Promise<string> => (await academy.episode(name)).lastEvent;

/** The lines that a pull request shows for videos that are not ours. */
async function readNumbers(): Promise<readonly string[]> {
  const settings = readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder });
  const env = { SHOWRUNNER_YOUTUBE: academy.youtube.url };
  const { text } = await plan({
    settings,
    now: academy.clock.now(),
    live: { env, print: () => undefined },
  });
  return text.match(/youtube: \{ videoId: \S+, takeOver: \S+ \}/g) ?? [];
}

const check = () => checkDrift(academy);

it('takes a video over where the worker allows it, publishes nothing, and the rest is offered until it is ours', async () => {
  academy = await openAcademy();
  await academy.youtube.seed({
    videos: Object.values(IDS).map((id) => ({
      id,
      title: 'By hand',
      description: 'Ours?',
      privacyStatus: 'private',
    })),
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await commit({ ...lesson('one', 'One'), ...lesson('two', 'Two'), ...lesson('three', 'Three') });
  const numbers = await readNumbers();
  expect(numbers).toHaveLength(3);
  const numberOf = (name: Name) => numbers.find((line) => line.includes(IDS[name])) ?? '';

  // The worker's setting is `operator`.
  await commit(lesson('one', 'One', numberOf('one')));
  expect(await saidBy('one')).toContain('SHOWRUNNER_TAKE_OVER');
  await academy.stopWorker();
  await academy.startWorker(true);
  // It was not added by this commit, and that of another title is not its number.
  await commit({ 'guests/bob.yaml': 'name: Bob B.\n' });
  await commit(lesson('two', 'Another', numberOf('two')));
  expect(await saidBy('two')).toContain('is not the number');
  expect(await academy.youtube.writes()).toEqual([]);

  await scheduleDrift(academy.client(), 'showrunner');
  const found = await check();
  expect(found.counts).toMatchObject({ same: 0, edited: 0, behind: 0, 'not-ours': 3 });
  const offered = await until(academy.sync, ({ takeOvers }) => takeOvers !== undefined);
  expect(offered.takeOvers).toEqual({
    count: 3,
    shows: [{ show: 'talks', count: 3, first: ['one', 'three', 'two'] }],
  });

  // Its description names the title of two: it has another number since.
  const [again = ''] = (await readNumbers()).filter((line) => line.includes(IDS.three));
  await commit(lesson('three', 'Three', again));
  expect(await saidBy('three')).toContain('wrote title, description');
  expect(await academy.youtube.video(IDS.three)).toMatchObject({ title: 'Three', privacyStatus: 'private' });
  expect(await Promise.all([titleOf('one'), titleOf('two')])).toEqual(['By hand', 'By hand']);
  await check();
  await until(academy.sync, ({ takeOvers }) => takeOvers?.count === 2);

  const sync = academy.client().workflow.getHandle(SYNC_ID);
  await sync.executeUpdate(takeOver, { args: [{ show: 'talks', by: 'the test' }] });
  const { rewrite = '' } = await academy.sync();
  const { pending } = await until(
    () => academy.rewrite(rewrite),
    (status) => status.pending !== undefined,
  );
  await academy
    .client()
    .workflow.getHandle(rewrite)
    .executeUpdate(approve, { args: [{ checksum: pending?.checksum ?? '', by: 'the test' }] });
  await until(academy.sync, ({ takeOvers }) => takeOvers === undefined);
  expect(await Promise.all([titleOf('one'), titleOf('two')])).toEqual(['One', 'Another']);
}, 240_000);
