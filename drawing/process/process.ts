import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const here = fileURLToPath(new URL('..', import.meta.url));
const keptWords = 2_000;

// Pixels and fonts lie outside of V8's heap, and are watched by `memory.ts`.
const heapMegabytes = 256;

export type Child = {
  readonly process: ChildProcess;
  /** The end of what it wrote to stderr: a native abort says there why. */
  lastWords(): string;
};

/** Starts a drawing process. It inherits no environment, so that no token can end in its memory or its core file. */
export function startChild(entry = new URL('./child.ts', import.meta.url)): Child {
  const child = fork(fileURLToPath(entry), [], {
    cwd: here,
    env: { PATH: process.env['PATH'] ?? '' },
    execArgv: [`--max-old-space-size=${heapMegabytes}`, ...loaderOf(entry)],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.on('error', () => {}); // The conversation tells it; without a listener it would end the worker.
  return { process: child, lastWords: keepEnd(child.stderr) };
}

/** A bundle is JavaScript already. */
const loaderOf = ({ pathname }: URL): string[] => (pathname.endsWith('.ts') ? ['--import', tsx] : []);

/** While it draws it keeps our process alive. */
export function retain({ process }: Child): void {
  process.ref();
  process.channel?.ref();
}

/** In between it does not. */
export function release({ process }: Child): void {
  process.unref();
  process.channel?.unref();
}

export function isGone({ process }: Child): boolean {
  return process.pid === undefined || process.exitCode !== null || process.signalCode !== null;
}

/** Ends it at once; resolves when it is gone. */
export async function stopChild(child: Child): Promise<void> {
  if (isGone(child)) return;
  const gone = once(child.process, 'exit');
  child.process.ref();
  child.process.kill('SIGKILL');
  await gone;
}

function keepEnd(stream: Readable | null): () => string {
  let end = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    end = (end + text).slice(-keptWords);
  });
  if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  return () => end.trim();
}
