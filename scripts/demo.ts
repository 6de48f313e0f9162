import { mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAcademy } from './demo/academy.ts';
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

const { values } = parseArgs({ options: { stay: { type: 'boolean', default: false } } });
const print = (line: string): void => console.log(line);
const folder = await mkdtemp(join(tmpdir(), 'showrunner-demo-'));
const pictures = join(folder, 'thumbnails');
const narrator = createNarrator(print, Date.now);
const endings: (() => Promise<unknown>)[] = [];

endOnSignal();
try {
  await playAll();
} catch (error) {
  narrator.check(false, error instanceof Error ? error.message : String(error));
}
if (narrator.faults.length > 0) {
  console.error(`\nNot as told: ${narrator.faults.join('; ')}\nLeft for you to look at: ${folder}`);
  process.exitCode = 1;
}
await end();

async function playAll(): Promise<void> {
  print(`A scratch academy in ${folder}, its dates moved to around today.`);
  const academy = await createAcademy(join(folder, 'academy'), Date.now());
  narrator.begin('npm start: development server, local YouTube, worker');
  const stage = await openStage({ academy, folder, env: process.env, narrator });
  endings.push(() => stage.showrunner.stop());
  const rows: Row[] = [];
  for (const scene of [playStart, playEpisode, playGuest, playBroken, playSame])
    rows.push(await scene(stage));
  print(`\n${renderTable(rows)}\n`);
  print(['Thumbnails:', ...(await savePictures(stage, pictures)).toSorted()].join('\n  '));
  if (values.stay) await stay(stage);
}

/** Until Ctrl-C. */
async function stay({ showrunner, youtube, academy }: Stage): Promise<void> {
  print(`
It stays up; Ctrl-C ends it and removes the academy.
  Temporal  ${showrunner.uiUrl ?? showrunner.temporalAddress}
  YouTube   ${youtube}
  academy   ${academy.folder}: change a file, commit, and look`);
  await showrunner.running;
}

/** A demo that went well leaves only its pictures behind. */
async function end(): Promise<void> {
  // What is being ended no longer keeps the process alive by itself.
  const alive = setInterval(() => undefined, 1000);
  for (const stop of endings.splice(0)) await stop();
  const left = narrator.faults.length > 0 ? [] : ['academy', 'state'];
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true });
  // Only where it is empty: nobody misses what an early Ctrl-C left.
  await rmdir(folder).catch(() => undefined);
  clearInterval(alive);
}

function endOnSignal(): void {
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(130);
    asked = true;
    void end().then(() => process.exit(values.stay ? 0 : 130));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
