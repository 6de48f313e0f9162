import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, it } from 'vitest';
import { approve, reject } from '../../contract/rewrite.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { scheduleDrift } from '../../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from '../support/academy.ts';
import { academyFiles, finishedFiles, upcoming } from '../support/academy-files.ts';
import { describeRun, listRuns, type Run } from './runs.ts';

const { version } = packageFile;

let academy: TestAcademy;
afterEach(() => academy.close());

/** Everything that the workflows do on an ordinary day, saved as histories. */
it('an ordinary day', async () => {
  academy = await openAcademy({ files: finishedFiles(6, () => 'ada') });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.content.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada') });
  await academy.waitUntilSynced();
  await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\nof: Analytical Engines\n' });
  await academy.waitUntilSynced();
  await scheduleDrift(academy.client(), 'showrunner');
  await academy.client().schedule.getHandle('drift').trigger();
  await until(
    () => listRuns(academy.client()),
    (all) => all.some(({ type, open }) => type === 'drift' && !open),
  );
  const runs = await listRuns(academy.client());
  await saveRun('drift', runs, { type: 'drift', did: 'compareChannel' });
  await saveRun('episode-create', runs, {
    type: 'episode',
    id: 'episode/talks/first',
    did: 'createBroadcast',
  });
  await saveRun('episode-waiting', runs, { type: 'episode', id: 'episode/talks/first', open: true });
  await saveRun('episode-visit', runs, { type: 'episode', id: 'episode/talks/t0000', did: 'updateVideo' });
  await saveRun('rewrite', runs, { type: 'rewrite', did: 'compareSlice' });
  await saveRun('sync', runs, { type: 'sync' });
  await saveRun('quota', runs, { type: 'quota' });
});

it('a day with too few units, and a commit that supersedes another', async () => {
  academy = await openAcademy({
    files: { ...academyFiles({ perDay: 400 }), ...finishedFiles(12, () => 'ada') },
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.content.commit('one', { 'guests/ada.yaml': 'name: Ada Brown\n' });
  await until(academy.quota, ({ waiters }) => waiters.length > 0);
  await academy.content.commit('two', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
  await until(academy.sync, ({ lastEvent: last }) => last.includes(' two'));
  await until(academy.quota, ({ waiters }) => waiters.length > 0);
  const runs = await listRuns(academy.client());
  await saveRun('rewrite-superseded', runs, { type: 'rewrite', open: false });
  await saveRun('rewrite-waiting', runs, { type: 'rewrite', open: true });
  await saveRun('sync-superseding', runs, { type: 'sync' });
  await saveRun('quota-waiting', runs, { type: 'quota' });
});

it('an approval, and a rejection', async () => {
  const asking = 'approval: { episodes: 5, percent: 100, units: 1000000 }\nfields: { thumbnail: keep }';
  const academyFile = String(academyFiles()['academy.yaml']).replace(/approval: .*/, asking);
  academy = await openAcademy({ files: { ...finishedFiles(8, () => 'ada'), 'academy.yaml': academyFile } });
  await academy.startWorker();
  await academy.waitUntilSynced();
  const approved = await correctAndWait('Ada Byrne');
  await approved.handle.executeUpdate(approve, { args: [{ checksum: approved.checksum, by: 'ann' }] });
  await academy.waitUntilSynced();
  const rejected = await correctAndWait('Ada the Slip');
  await rejected.handle.executeUpdate(reject, { args: [{ by: 'ann' }] });
  await until(academy.sync, ({ decisions: decided }) => decided?.rejected === 8);
  await academy.stopWorker();
  const runs = await listRuns(academy.client());
  await saveRun('rewrite-approved', runs, { type: 'rewrite', did: 'reconcileEpisodes', open: false });
  await saveRun('rewrite-rejected', runs, { type: 'rewrite', open: true });
  await saveRun('sync-deciding', runs, { type: 'sync' });
});

/** Commits a correction and waits until its rewrite needs approval. */
async function correctAndWait(name: string) {
  const commit = await academy.content.commit(name, { 'guests/ada.yaml': `name: ${name}\n` });
  const { id, pending: asks } = await until(
    async () => {
      const { rewrite: id = '' } = await academy.sync();
      return { id, ...(await academy.rewrite(id)) };
    },
    (rewrite) => rewrite.commit === commit && rewrite.pending !== undefined,
  );
  return { handle: academy.client().workflow.getHandle(id), checksum: asks?.checksum ?? '' };
}

type Wanted = {
  readonly type: string;
  readonly id?: string;
  /** An activity that it ran. */
  readonly did?: string;
  readonly open?: boolean;
};

async function saveRun(name: string, runs: readonly Run[], wanted: Wanted): Promise<void> {
  const run = runs.find(
    ({ type, id, open, activities }) =>
      type === wanted.type &&
      (wanted.id ?? id) === id &&
      (wanted.open ?? open) === open &&
      (wanted.did === undefined || activities.includes(wanted.did)),
  );
  if (run === undefined)
    throw new Error(`no run for ${name}; there are:\n${runs.map(describeRun).join('\n')}`);
  const path = fileURLToPath(new URL(`${version}/${name}.json`, import.meta.url));
  await mkdir(dirname(path), { recursive: true });
  // A recorded history stands for open workflows of users: it is never replaced.
  await writeFile(path, `${JSON.stringify(run.history)}\n`, { flag: 'wx' });
  console.log(`${version}/${name}: ${describeRun(run)}`);
}
