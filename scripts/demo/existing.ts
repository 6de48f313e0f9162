import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { type Environment, readSettings } from '../../config/settings.ts';
import { SYNC_ID } from '../../contract/ids.ts';
import { syncStatus } from '../../contract/sync.ts';
import { listLoaders, locateProgram } from '../../layout/index.ts';
import { startLocalYouTube } from '../../worker/local-youtube.ts';
import { installRuntime, openLog } from '../../worker/log.ts';
import { type Showrunner, startShowrunner } from '../../worker/showrunner.ts';
import { createEmptyAcademy, type DemoAcademy } from './academy.ts';
import { readSnapshot } from './channel.ts';
import type { Narrator } from './narrator.ts';

type Play = {
  readonly folder: string;
  readonly env: Environment;
  readonly narrator: Narrator;
  /** Called with what ends each part, in the order of their starts. */
  readonly onStop: (stop: () => Promise<unknown>) => void;
};

const PROGRAM = locateProgram('showrunner');
const SHOW = 'klustered';
const VIDEOS = 100;

/** Plays docs/in-an-hour.md: a channel that people wrote by hand comes in, one show is handed over, and goes back. */
export async function playExisting({ folder, env, narrator, onStop }: Play): Promise<void> {
  const { startScene, check } = narrator;
  await mkdir(folder, { recursive: true });
  const youtube = await startLocalYouTube({ port: 0, folder: join(folder, 'youtube') });
  onStop(() => youtube.stop());
  const academy = await createEmptyAcademy(join(folder, 'academy'));
  const flags = createFlags(academy.folder, join(folder, 'state'), youtube.url);
  const outside = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
  const command = createCommand({ academy, narrator, env: { ...outside, ...flags } });
  const countWrites = async (): Promise<number> => (await readSnapshot(youtube.url)).writes.length;

  startScene('A channel that people wrote by hand');
  await command(['youtube', 'seed', '--hand-written', '--videos', String(VIDEOS), '--url', youtube.url]);
  startScene('Every video as a file');
  await command(['import', 'channel']);
  const imported = await academy.commit('Import the channel');
  startScene('npm start');
  const settings = readSettings({}, flags);
  const { log } = openLog(settings);
  installRuntime(log);
  const showrunner = await startShowrunner(settings, outside, { print: narrator.print, log });
  onStop(() => showrunner.stop());
  const followed = createCommand({
    ...{ academy, narrator },
    env: { ...outside, ...flags, TEMPORAL_ADDRESS: showrunner.temporalAddress },
  });
  await waitUntilSynced(showrunner, imported);
  check((await countWrites()) === 0, 'nothing was written to the channel');
  startScene('Chapters, links and guests out of the old texts');
  await followed(['structure', '--show', SHOW, '--write']);
  await waitUntilSynced(showrunner, await readHead(academy));
  check((await countWrites()) === 0, 'still nothing was written to the channel');
  startScene('One show is handed over: one video, ten, the rest');
  await followed(['take-over', SHOW, '--by', 'Demo', '--yes']);
  const taken = await countWrites();
  check(taken > 0, `${taken} writes, all of them to videos of the show`);
  startScene('A guest is corrected');
  await correctGuest(academy);
  await waitUntilSynced(showrunner, await academy.commit('Correct a name'));
  check((await countWrites()) > taken, 'the texts of the guest’s videos have the new name');
  startScene('And back to what was imported');
  await followed(['restore', '--show', SHOW, '--from', imported.slice(0, 10), '--by', 'Demo', '--yes']);
}

const createFlags = (repository: string, state: string, youtube: string) => ({
  SHOWRUNNER_REPOSITORY: repository,
  SHOWRUNNER_STATE: state,
  SHOWRUNNER_YOUTUBE: youtube,
  SHOWRUNNER_TEMPORAL_PORT: '0',
  SHOWRUNNER_TEMPORAL_UI_PORT: '0',
  SHOWRUNNER_DRIFT_INTERVAL: 'off',
});

type Commanded = Pick<Play, 'env' | 'narrator'> & { readonly academy: DemoAcademy };

/** The first and the last lines are enough to follow it. */
const SHOWN = { first: 12, last: 8 };

/** Runs a command as a person does, and prints it with what it says. A command that fails is a check that failed. */
const createCommand =
  ({ academy, env, narrator }: Commanded) =>
  async (args: readonly string[]): Promise<void> => {
    narrator.print(`$ npx showrunner ${args.join(' ')}`);
    const { all, exitCode } = await execa('node', [...listLoaders(PROGRAM), PROGRAM, ...args], {
      ...{ cwd: academy.folder, env, extendEnv: false, reject: false, all: true },
    });
    const lines = all.split('\n').map((line) => line.slice(0, 160));
    const cut = lines.length > SHOWN.first + SHOWN.last + 1;
    narrator.print(
      (cut ? [...lines.slice(0, SHOWN.first), '...', ...lines.slice(-SHOWN.last)] : lines).join('\n'),
    );
    if (exitCode !== 0) narrator.check(false, `npx showrunner ${args[0]} ended with ${exitCode}`);
  };

const TIMEOUT_MS = 120_000;

async function waitUntilSynced({ temporal }: Showrunner, commit: string): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const { syncedCommit, lastEvent } = await temporal.client.workflow.getHandle(SYNC_ID).query(syncStatus);
    if (syncedCommit === commit) return;
    if (Date.now() > deadline) throw new Error(`sync: ${lastEvent}`);
    await sleep(200);
  }
}

const readHead = async ({ folder }: DemoAcademy): Promise<string> =>
  (await execa('git', ['rev-parse', 'HEAD'], { cwd: folder })).stdout.trim();

/** The guest whom most videos of the show name. */
async function correctGuest(academy: DemoAcademy): Promise<void> {
  const texts = await Promise.all(
    (await readdir(join(academy.folder, 'episodes', SHOW))).map((name) =>
      readFile(join(academy.folder, 'episodes', SHOW, name), 'utf8'),
    ),
  );
  const size = (id: string): number => texts.filter((text) => text.includes(id)).length;
  const ids = (await readdir(join(academy.folder, 'guests'))).map((name) => name.replace('.yaml', ''));
  const [busiest] = ids.toSorted((a, b) => size(b) - size(a));
  if (busiest === undefined) throw new Error('no guest was found in the texts');
  await academy.edit(`guests/${busiest}.yaml`, (text) => text.replace(/^name: .*$/m, 'name: Corrected Name'));
}
