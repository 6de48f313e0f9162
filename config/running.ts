import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './private-state.ts';

/** Where to reach a running Showrunner and what it started. */
export type RunningPlaces = {
  readonly temporalAddress?: string;
  readonly uiUrl?: string;
  readonly youtubeUrl?: string;
  readonly httpUrl?: string;
};
export type Running = RunningPlaces & { readonly pid: number };

const pathIn = (state: string): string => join(state, 'running.json');

/** Writes `STATE/running.json` for this process, atomically. Returns a function that removes it. */
export async function announceRunning(state: string, places: RunningPlaces): Promise<() => Promise<void>> {
  const path = pathIn(state);
  // Not by the process id alone: two containers may share this folder.
  const draft = `${path}.${randomUUID()}`;
  await mkdir(state, { recursive: true, mode: PRIVATE_FOLDER });
  await writeFile(draft, `${JSON.stringify({ pid: process.pid, ...places }, null, 2)}\n`, {
    mode: PRIVATE_FILE,
  });
  await rename(draft, path);
  return () => rm(path, { force: true });
}

/** Reads `STATE/running.json`; undefined when nothing is running, also after a process was killed. */
export async function readRunning(state: string): Promise<Running | undefined> {
  const text = await readFile(pathIn(state), 'utf8').catch(() => undefined);
  const running = text === undefined ? undefined : parse(text);
  return running !== undefined && isAlive(running.pid) ? running : undefined;
}

function parse(text: string): Running | undefined {
  try {
    const { pid, ...places } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== 'number') return undefined;
    return { pid, ...pickTexts(places) };
  } catch {
    return undefined;
  }
}

const pickTexts = (values: Record<string, unknown>): RunningPlaces =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string'));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is running as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
