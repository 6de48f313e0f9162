import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ProcessInput } from './worker-process.ts';

/** A worker in a process of its own: `kill` is kill -9, `ended` tells that it died, by whatever hand. */
export type SpawnedWorker = { readonly ended: Promise<void>; kill(): Promise<void> };

export type SpawnOptions = {
  readonly folder: string;
  readonly location: string;
  readonly address: string;
  readonly url: string;
};

/** The product itself, as `npm start` runs it. */
export async function spawnProduct({ folder, location, address, url }: SpawnOptions): Promise<SpawnedWorker> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TEMPORAL_ADDRESS: address,
    SHOWRUNNER_YOUTUBE: url,
    SHOWRUNNER_REPOSITORY: location,
    SHOWRUNNER_STATE: folder,
    SHOWRUNNER_LOOK_AGAIN: '0.2,0.4,0.6',
    SHOWRUNNER_DRIFT_EVERY: 'off',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const worker = watch(child);
  await said(child, 'ready');
  return worker;
}

export type ProcessWorker = SpawnedWorker & {
  /** Moves its clock so far ahead; answers when it has. */
  setAhead(ms: number): Promise<void>;
};

const ENTRY = fileURLToPath(new URL('worker-process.ts', import.meta.url));

/** The product's worker, wired by the test: starts in a second, its clock can be moved, and it can be told where to die. */
export async function spawnProcess(input: ProcessInput): Promise<ProcessWorker> {
  const child = spawn(process.execPath, ['--import', 'tsx', ENTRY, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const worker = watch(child);
  await heard(child, 'ready');
  return {
    ...worker,
    setAhead: async (ms) => {
      const done = heard(child, ms);
      child.send(ms);
      await done;
    },
  };
}

function watch(child: ChildProcess): SpawnedWorker {
  const ended = once(child, 'exit').then(() => undefined);
  return {
    ended,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

const said = (child: ChildProcess, word: string): Promise<void> =>
  waitFor(child, (resolve, text) => {
    child.stdout?.on('data', () => {
      if (text().includes(word)) resolve();
    });
  });

const heard = (child: ChildProcess, wanted: unknown): Promise<void> =>
  waitFor(child, (resolve) => {
    child.on('message', (message) => {
      if (message === wanted) resolve();
    });
  });

/** Rejects with all that the process has printed when it ends first. */
function waitFor(
  child: ChildProcess,
  listen: (resolve: () => void, text: () => string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`the worker ended: ${text}`)));
    listen(resolve, () => text);
  });
}
