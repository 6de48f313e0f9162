import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { openProductionAcademy, type ProductionAcademy } from './production/academy.ts';
import { correctionOf, episodeOf, runFaults, titleOf } from './production/fault-run.ts';
import { NotOnThisMachine } from './production/not-on-this-machine.ts';
import { academyFiles, finishedFiles, upcoming } from './support/academy-files.ts';
import { until } from './support/until.ts';

/** Of the first start on a machine, the build of the server is the longest part. */
const START_MS = 900_000;
const PATIENCE_MS = 1_200_000;
/** Each about five seconds long. */
const ROUNDS = 10;
const FINISHED = 20;

const log = (line: string): void => console.log(`production: ${line}`);

let academy: ProductionAcademy;
let unavailable: string | undefined;
beforeAll(async () => {
  try {
    academy = await openProductionAcademy({
      files: { ...academyFiles(), ...finishedFiles(FINISHED, () => 'ada') },
      build: inject('build'),
      log,
    });
  } catch (error) {
    if (!(error instanceof NotOnThisMachine) || process.env['PRODUCTION_TEST'] === 'required') throw error;
    unavailable = error.message;
    console.warn(`\nPRODUCTION IS NOT TESTED on this machine: ${unavailable}\n`);
  }
}, START_MS);
afterAll(() => academy?.close());
beforeEach(({ skip }) => skip(unavailable !== undefined, unavailable));

const MARKER = 'https://academy.example/watch/';

const listVideos = async (episodeId: string) =>
  (await academy.youtube.channel()).videos.filter(({ description }) =>
    description.includes(`${MARKER}${episodeId}#`),
  );

it(
  'a commit becomes a scheduled stream, and a corrected guest is corrected everywhere',
  async () => {
    await academy.waitUntilSynced();
    await academy.commit('announce', { 'episodes/talks/first.yaml': upcoming('First talk', 'ada, bob') });
    await academy.waitUntilSynced();
    expect(await listVideos('talks/first')).toMatchObject([
      { title: 'First talk', hasCustomThumbnail: true, broadcast: { lifeCycleStatus: 'ready' } },
    ]);
    await academy.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
    await academy.waitUntilSynced();
    const { videos } = await academy.youtube.channel();
    expect(videos.filter(({ description }) => description.includes('Ada Byrne'))).toHaveLength(FINISHED + 1);
    expect(await academy.checkHealth()).toMatchObject({ exitCode: 0 });
  },
  PATIENCE_MS,
);

it(
  'faults of every part: no second broadcast, no lost text, nothing that waits for a person',
  async () => {
    await runFaults(academy, { rounds: ROUNDS, log });
    await academy.waitUntilSynced();
    const status = await until(
      () => academy.run('status'),
      ({ exitCode }) => exitCode === 0,
      PATIENCE_MS,
    );
    expect(status.stdout).toContain('All well');
    await until(academy.listNeeds, (ids) => ids.length === 0);
    // A step that a fault stopped is deferred: its commit counts as synced, and it is done some seconds later.
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = await until(
        () => listVideos(episodeOf(round)),
        ([video]) => video?.hasCustomThumbnail === true && video.tags.length > 0,
        PATIENCE_MS,
      );
      expect(found).toMatchObject([{ title: titleOf(round), tags: ['talks', 'live', 'more'] }]);
    }
    const isCorrected = ({ description }: { readonly description: string }) =>
      description.includes(correctionOf(ROUNDS - 1));
    const { videos } = await until(
      academy.youtube.channel,
      (channel) => channel.videos.filter(isCorrected).length === FINISHED + ROUNDS + 1,
      PATIENCE_MS,
    );
    // The next one on its stream is bound and ready; the others are created.
    const upcomingVideos = videos.filter(({ broadcast }) =>
      ['created', 'ready'].includes(broadcast?.lifeCycleStatus ?? ''),
    );
    expect(upcomingVideos).toHaveLength(ROUNDS + 1);
  },
  PATIENCE_MS,
);
