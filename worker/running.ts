import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where what we started is to be found; read by `npx showrunner status` and `youtube`. */
export type RunningPlaces = {
  readonly temporalAddress: string;
  readonly uiUrl?: string;
  readonly youtubeUrl?: string;
};

/** Writes `STATE/running.json`, whole or not at all; what it answers removes it. */
export async function announce(state: string, places: RunningPlaces): Promise<() => Promise<void>> {
  const path = join(state, 'running.json');
  const draft = `${path}.${process.pid}`;
  await mkdir(state, { recursive: true });
  await writeFile(draft, `${JSON.stringify({ pid: process.pid, ...places }, null, 2)}\n`);
  await rename(draft, path);
  return () => rm(path, { force: true });
}
