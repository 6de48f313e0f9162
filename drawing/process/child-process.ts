import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { listLoaders, locate, locateProgram } from '../../layout/index.ts';

const maxStderr = 2_000;

// Pixels and fonts are outside V8's heap; memory.ts watches those.
const heapMegabytes = 256;
// V8's default of 16 keeps 34 MB for young objects; drawing is as fast with less.
const semiSpaceMegabytes = 4;

export type Child = {
  readonly process: ChildProcess;
  /** The end of its stderr, where a native abort says why. */
  readStderr(): string;
};

/** Starts a drawing process. It inherits no environment, so that no token gets into its memory or a core file. */
export function startChild(entry?: URL): Child {
  const file = entry === undefined ? locateProgram('drawing') : fileURLToPath(entry);
  const child = fork(file, [], {
    cwd: locate('.'),
    env: { PATH: process.env['PATH'] ?? '' },
    execArgv: [
      `--max-old-space-size=${heapMegabytes}`,
      `--max-semi-space-size=${semiSpaceMegabytes}`,
      ...listLoaders(file),
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.on('error', () => {}); // Reported by run-job.ts; without a listener it would crash the worker.
  return { process: child, readStderr: collectTail(child.stderr) };
}

/** Lets it keep this process alive, while it draws. */
export function refChild({ process }: Child): void {
  process.ref();
  process.channel?.ref();
}

/** Lets this process exit, between jobs. */
export function unrefChild({ process }: Child): void {
  process.unref();
  process.channel?.unref();
}

export function isGone({ process }: Child): boolean {
  return process.pid === undefined || process.exitCode !== null || process.signalCode !== null;
}

/** Kills it; resolves when it is gone. */
export async function stopChild(child: Child): Promise<void> {
  if (isGone(child)) return;
  const gone = once(child.process, 'exit');
  child.process.ref();
  child.process.kill('SIGKILL');
  await gone;
}

function collectTail(stream: Readable | null): () => string {
  let end = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    end = (end + text).slice(-maxStderr);
  });
  if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  return () => end.trim();
}
