import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { inject } from 'vitest';
import type { WorkerProcessInput, WorkerUsage } from './worker-process.ts';

/** A worker in a process of its own: `kill` is kill -9, `ended` resolves when the process has ended for any reason. */
export type SpawnedWorker = { readonly ended: Promise<void>; kill(): Promise<void> };

type SpawnOptions = {
  readonly folder: string;
  readonly location: string;
  readonly address: string;
  readonly url: string;
  /** More settings. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The product itself, as the installed package runs it. */
export async function spawnProduct({
  folder,
  location,
  address,
  url,
  env: more = {},
}: SpawnOptions): Promise<SpawnedWorker> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TEMPORAL_ADDRESS: address,
    SHOWRUNNER_YOUTUBE: url,
    SHOWRUNNER_REPOSITORY: location,
    SHOWRUNNER_STATE: folder,
    SHOWRUNNER_BROADCAST_LOOKUP_DELAYS: '0.2,0.4,0.6',
    SHOWRUNNER_DRIFT_INTERVAL: 'off',
    ...more,
  };
  const child = spawn(process.execPath, [inject('build').worker], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const worker = trackChild(child);
  await waitForOutput(child, 'ready');
  return worker;
}

export type TestWorker = SpawnedWorker & {
  /** Sets how far its clock is ahead; resolves when done. */
  setClockOffset(ms: number): Promise<void>;
  readUsage(): Promise<WorkerUsage>;
};

/** The product's worker, wired by the test: starts in a second, its clock can be moved, and its kill can be planned. */
export async function spawnTestWorker(input: WorkerProcessInput): Promise<TestWorker> {
  const child = spawn(process.execPath, [input.build.testWorker, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const worker = trackChild(child);
  await waitForMessage(child, 'ready');
  return {
    ...worker,
    setClockOffset: async (ms) => {
      const done = waitForMessage(child, ms);
      child.send(ms);
      await done;
    },
    readUsage: async () => {
      const answer = once(child, 'message');
      child.send('usage');
      const [usage] = (await answer) as [WorkerUsage];
      return usage;
    },
  };
}

function trackChild(child: ChildProcess): SpawnedWorker {
  const ended = once(child, 'exit').then(() => undefined);
  return {
    ended,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

const waitForOutput = (child: ChildProcess, word: string): Promise<void> =>
  waitFor(child, ({ text }) => text.includes(word));

const waitForMessage = (child: ChildProcess, wanted: unknown): Promise<void> =>
  waitFor(child, ({ message }) => message === wanted);

type Received = { readonly text: string; readonly message?: unknown };

/** Waits for output or a message; rejects with the output so far when the process ends first. Removes its listeners. */
async function waitFor(child: ChildProcess, isExpected: (heard: Received) => boolean): Promise<void> {
  let text = '';
  const listening = new AbortController();
  const { signal } = listening;
  const read = (stream: Readable | null, check: () => void): void => {
    const take = (chunk: Buffer): void => {
      text += chunk.toString();
      check();
    };
    stream?.on('data', take);
    // Keeps draining: a full pipe would block the process.
    signal.addEventListener('abort', () => stream?.off('data', take).resume());
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const check = (message?: unknown): void => {
        if (isExpected({ text, message })) resolve();
      };
      const fail = (): void => reject(new Error(`the worker ended: ${text}`));
      read(child.stdout, check);
      read(child.stderr, check);
      child.on('message', check).once('exit', fail);
      signal.addEventListener('abort', () => child.off('message', check).off('exit', fail));
    });
  } finally {
    listening.abort();
  }
}
