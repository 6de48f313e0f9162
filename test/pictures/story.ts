import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAcademy } from '../../scripts/demo/academy.ts';
import { createNarrator } from '../../scripts/demo/narrator.ts';
import { playBroken } from '../../scripts/demo/scene-broken.ts';
import { playEpisode } from '../../scripts/demo/scene-episode.ts';
import { playGuest } from '../../scripts/demo/scene-guest.ts';
import { playStart } from '../../scripts/demo/scene-start.ts';
import { openStage, type Stage } from '../../scripts/demo/stage.ts';
import { openBrowser } from './browser.ts';
import { takePlan } from './plan.ts';
import { savePicture } from './save.ts';
import { listShots } from './shots.ts';

const PICTURES = fileURLToPath(new URL('../../docs/pictures', import.meta.url));

/** Plays the demo's story on a scratch academy and takes the pictures of docs/pictures from what then runs. */
export async function takeStory(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-pictures-'));
  const narrator = createNarrator(print, Date.now);
  const academy = await createAcademy(join(folder, 'academy'), Date.now());
  const stage = await openStage({ academy, folder, env: process.env, narrator });
  try {
    for (const play of [playStart, playEpisode, playGuest, playBroken]) await play(stage);
    if (narrator.failures.length > 0) throw new Error(`failed: ${narrator.failures.join('; ')}`);
    await takeAll(stage, print);
  } finally {
    await stage.showrunner.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeAll(stage: Stage, print: (line: string) => void): Promise<void> {
  const browser = await openBrowser();
  try {
    for (const shot of await listShots(stage)) {
      const bytes = await savePicture(join(PICTURES, `${shot.name}.png`), await browser.take(shot));
      print(`${shot.name}.png  ${Math.round(bytes / 1024)} KB`);
    }
    await takePlan(browser, print);
  } finally {
    await browser.close();
  }
}
