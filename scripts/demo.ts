import { mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printLines } from '../domain/shared/media/terminal.ts';
import { createAcademy } from './demo/academy.ts';
import { playExisting } from './demo/existing.ts';
import { createNarrator } from './demo/narrator.ts';
import { savePictures } from './demo/pictures.ts';
import type { Row } from './demo/scene.ts';
import { playBroken } from './demo/scene-broken.ts';
import { playEpisode } from './demo/scene-episode.ts';
import { playGuest } from './demo/scene-guest.ts';
import { playSame } from './demo/scene-same.ts';
import { playStart } from './demo/scene-start.ts';
import { openStage, type Stage } from './demo/stage.ts';
import { renderTable } from './demo/table.ts';

const { values } = parseArgs({
  options: { stay: { type: 'boolean', default: false }, existing: { type: 'boolean', default: false } },
});
const print = (text: string): void => console.log(printLines(text.split('\n')));
const folder = await mkdtemp(join(tmpdir(), 'showrunner-demo-'));
const pictures = join(folder, 'thumbnails');
const narrator = createNarrator(print, Date.now);
const stops: (() => Promise<unknown>)[] = [];

stopOnSignal();
try {
  if (values.existing)
    await playExisting({ folder, env: process.env, narrator, onStop: (stop) => stops.unshift(stop) });
  else await playAll();
} catch (error) {
  narrator.check(false, error instanceof Error ? error.message : String(error));
}
if (narrator.failures.length > 0) {
  console.error(
    printLines(['', `Failed: ${narrator.failures.join('; ')}`, `The files are kept in ${folder}`]),
  );
  process.exitCode = 1;
}
await stopAll();

async function playAll(): Promise<void> {
  print(`A temporary academy in ${folder}, with dates around today.`);
  const academy = await createAcademy(join(folder, 'academy'), Date.now());
  narrator.startScene('npm start: development server, local YouTube, worker');
  const stage = await openStage({ academy, folder, env: process.env, narrator });
  stops.push(() => stage.showrunner.stop());
  const rows: Row[] = [];
  for (const scene of [playStart, playEpisode, playGuest, playBroken, playSame])
    rows.push(await scene(stage));
  print(`\n${renderTable(rows)}\n`);
  print(['Thumbnails:', ...(await savePictures(stage, pictures)).toSorted()].join('\n  '));
  if (values.stay) await waitForSignal(stage);
}

/** Keeps everything running until Ctrl-C. */
async function waitForSignal({ showrunner, youtube, academy }: Stage): Promise<void> {
  print(`
Everything keeps running; Ctrl-C stops it and removes the academy.
  Temporal  ${showrunner.uiUrl ?? showrunner.temporalAddress}
  YouTube   ${youtube}
  academy   ${academy.folder}: change a file and commit it`);
  await showrunner.running;
}

/** Stops everything. A demo without failures keeps only its pictures. */
async function stopAll(): Promise<void> {
  // While it stops, nothing else keeps the process alive.
  const alive = setInterval(() => undefined, 1000);
  for (const stop of stops.splice(0)) await stop();
  const removed = narrator.failures.length > 0 ? [] : ['academy', 'state', 'youtube'];
  for (const name of removed) await rm(join(folder, name), { recursive: true, force: true });
  // Fails unless the folder is empty, as after an early Ctrl-C.
  await rmdir(folder).catch(() => undefined);
  clearInterval(alive);
}

function stopOnSignal(): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) process.exit(130);
    isStopping = true;
    void stopAll().then(() => process.exit(values.stay ? 0 : 130));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
