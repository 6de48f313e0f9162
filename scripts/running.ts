import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `npm start` writes about itself to its state folder while it is running. */
export type Running = {
  readonly pid: number;
  readonly temporalAddress?: string;
  readonly uiUrl?: string;
  readonly youtubeUrl?: string;
};

/** Reads `STATE/running.json`; undefined when nothing is running, also after a process was killed. */
export async function readRunning(state: string): Promise<Running | undefined> {
  const text = await readFile(join(state, 'running.json'), 'utf8').catch(() => undefined);
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

const pickTexts = (values: Record<string, unknown>): Partial<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string')) as Partial<
    Record<string, string>
  >;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is running as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
