import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Connection } from '@temporalio/client';
import { afterEach, expect, inject, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { createBuildId } from '../config/worker-build.ts';
import { approve } from '../contract/rewrite.ts';
import { locate } from '../layout/index.ts';
import { workers } from '../scripts/commands/workers.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, NEXT_YEAR, upcoming } from './support/academy-files.ts';
import type { Build } from './support/build.ts';
import type { RepositoryFiles } from './support/repository.ts';
import { HOLD_MS } from './support/youtube.ts';

const unpack = promisify(gunzip);
let academy: TestAcademy;
afterEach(() => academy.close());

/** A version that is newer than the release it follows, whatever package.json says. */
const VERSION = '99.0.0';
/** A dead worker is detected by its missing heartbeat, some seconds later. */
const PATIENCE_MS = 150_000;

/** The worker of a release, as test/fixtures/releases/build.ts kept it. */
async function unpackRelease(version: string): Promise<Build> {
  const folder = join(academy.folder, version);
  await mkdir(folder);
  await symlink(locate('node_modules'), join(folder, 'node_modules'));
  const [testWorker, workflows] = await Promise.all(
    ['worker.mjs', 'workflows.js'].map(async (name) => {
      const packed = await readFile(locate(`test/fixtures/releases/${version}/${name}.gz`));
      await writeFile(join(folder, name), await unpack(packed));
      return join(folder, name);
    }),
  );
  return { ...inject('build'), testWorker: testWorker ?? '', workflows: workflows ?? '' };
}

const day = (number: number): string => NEXT_YEAR.replace('06-01', `06-${String(number).padStart(2, '0')}`);
const listUpcoming = (count: number, guest: string, from: number): RepositoryFiles =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `episodes/talks/${guest}${index}.yaml`,
      upcoming(`${guest} ${index}`, guest, day(from + index)),
    ]),
  );

/** Upcoming episodes, which 0.2.0 makes: six with Ada, whose rewrite must be approved, and three with Bob. */
const FILES = {
  ...listUpcoming(6, 'ada', 1),
  ...listUpcoming(3, 'bob', 10),
  'academy.yaml': String(academyFiles()['academy.yaml']).replace(
    /approval: .*/,
    'approval: { episodes: 5, percent: 100, units: 1000000 }\nfields: { thumbnail: keep }',
  ),
};

async function runWorkers(flags: { readonly makeCurrent?: string; readonly resets?: true }): Promise<void> {
  const { options } = academy.client().connection as Connection;
  const env = { TEMPORAL_ADDRESS: options.address ?? '' };
  await workers({ settings: readSettings({}), env, ...flags });
}

/** The videos whose text was written, one entry a write. */
const writes = async (after: number): Promise<readonly string[]> =>
  (await academy.youtube.writes())
    .slice(after)
    .filter(({ method }) => method === 'videos.update')
    .map(({ videoId = '' }) => videoId);

/** The titles of the videos whose description has this name. */
const naming = async (name: string): Promise<readonly string[]> =>
  (await academy.youtube.channel()).videos
    .filter(({ description }) => description.includes(name))
    .map(({ title }) => title);

/** No write is answered until `clearFaults`: a worker that is killed meanwhile is in the middle of it. */
const hold = (): Promise<void> => academy.youtube.hold('videos.update');

it('what 0.2.0 left open goes on with this version, back with 0.2.0, and forward again', async () => {
  academy = await openAcademy({ files: FILES, seeded: false, youtubeTimeoutMs: HOLD_MS });
  const release = await unpackRelease('0.2.0');
  const build = createBuildId(VERSION, await readFile(inject('build').workflows, 'utf8'));

  // 0.2.0 leaves episodes that wait for their streams, and a rewrite that waits for an approval.
  const old = await academy.spawnTestWorker(undefined, { build: release });
  await academy.waitUntilSynced();
  const before = (await academy.youtube.writes()).length;
  const written = async () => (await writes(before)).length;
  await academy.content.commit('ada', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
  const { rewrite = '' } = await until(academy.sync, ({ rewrite: id }) => id !== undefined);
  const waiting = await until(
    () => academy.rewrite(rewrite),
    ({ pending }) => pending !== undefined,
  );
  await old.kill();

  // This version takes over, and is killed in the middle of what was approved.
  const current = await academy.spawnTestWorker(undefined, { version: VERSION });
  await hold();
  const args = [{ checksum: waiting.pending?.checksum ?? '', by: 'ann' }] as const;
  await academy
    .client()
    .workflow.getHandle(rewrite)
    .executeUpdate(approve, { args: [...args] });
  await until(written, (count) => count > 0, PATIENCE_MS);
  await current.kill();
  await academy.youtube.clearFaults();

  // One step back.
  await runWorkers({ makeCurrent: 'unversioned' });
  const again = await academy.spawnTestWorker(undefined, { build: release });
  await until(
    async () => {
      await runWorkers({ resets: true });
      return academy.sync();
    },
    ({ head, syncedCommit }) => head === syncedCommit,
    PATIENCE_MS,
  );
  // What the killed worker had begun is deferred, and done some seconds later.
  await until(
    () => naming('Ada Byrne'),
    (titles) => titles.length === 6,
    PATIENCE_MS,
  );
  const all = await writes(before);
  expect(new Set(all).size).toBe(all.length);
  await hold();
  const atBob = await written();
  await academy.content.commit('bob', { 'guests/bob.yaml': 'name: Bob Baumeister\n' });
  await until(written, (count) => count > atBob, PATIENCE_MS);
  await again.kill();
  await academy.youtube.clearFaults();

  // It does not take over by itself what an operator stepped back from.
  await academy.spawnTestWorker(undefined, { version: VERSION });
  await runWorkers({ makeCurrent: build });
  await academy.waitUntilSynced();
  // Units that 0.2.0 granted name no channel: they are not used, and new ones are requested some seconds later.
  await until(
    () => naming('Bob Baumeister'),
    (titles) => titles.length === 3,
    PATIENCE_MS,
  );
  await academy.content.commit('retitle', {
    'episodes/talks/bob0.yaml': upcoming('Bob again', 'bob', day(10)),
  });
  const { videos } = await until(
    academy.youtube.channel,
    (channel) => channel.videos.some(({ title }) => title === 'Bob again'),
    PATIENCE_MS,
  );
  expect(videos).toHaveLength(9);
}, 600_000);
