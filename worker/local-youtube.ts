import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { listLoaders, locate, locateProgram } from '../layout/index.ts';

export type RunningYouTube = { readonly url: string; stop(): Promise<void> };

export type LocalYouTubeStart = {
  /** 0: any free port. */
  readonly port: number;
  readonly folder: string;
  /** Aborted: it need not start any more. */
  readonly signal?: AbortSignal | undefined;
  /** How long it may take. A machine with a lot of other work may need many times the usual second. */
  readonly patienceMs?: number;
  /** For tests: another program. */
  readonly entry?: string;
};

const PATIENCE_MS = 60_000;
const KILL_AFTER_MS = 5_000;
const MAX_OUTPUT = 2_000;

/**
 * Starts the local YouTube as a process in a process group of its own, so that Ctrl-C stops the worker first. It ends with this
 * process, even when this is killed.
 *
 * @throws Error that says why it did not start and what to do; the process has ended then
 */
export async function startLocalYouTube(options: LocalYouTubeStart): Promise<RunningYouTube> {
  const { port, folder, entry = locateProgram('youtube') } = options;
  const child = spawn(
    process.execPath,
    [...listLoaders(entry), entry, '--port', String(port), '--state', folder, '--with-parent'],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: locate('.'),
    },
  );
  const ended = waitForEnd(child);
  const stop = () => stopChild(child, ended);
  try {
    return { url: await readUrl(child, ended, options), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves with how it ended. */
function waitForEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code === null ? `by ${signal}` : `with exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
}

/** One that does not end by itself is killed. */
async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const patience = new AbortController();
  const kill = sleep(KILL_AFTER_MS, undefined, { signal: patience.signal })
    .then(() => child.kill('SIGKILL'))
    .catch(() => false);
  await ended;
  patience.abort();
  await kill;
}

async function readUrl(
  child: ChildProcess,
  ended: Promise<string>,
  { folder, signal, patienceMs = PATIENCE_MS }: LocalYouTubeStart,
): Promise<string> {
  let output = '';
  const settled = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        output = `${output}${chunk.toString()}`.slice(-MAX_OUTPUT);
        const url = /local YouTube on (\S+)/.exec(output)?.[1];
        if (url !== undefined) resolve(url);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      void ended.then((how) => reject(new Error(describeEnd(output, how, folder))));
      void sleep(patienceMs, undefined, { signal: settled.signal }).then(
        () => reject(new Error(describeSlowness(output, patienceMs))),
        () => undefined,
      );
      const abort = (): void => reject(new Error('the start was interrupted'));
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort, { signal: settled.signal });
    });
  } finally {
    settled.abort();
  }
}

const PORT_ADVICE = 'SHOWRUNNER_YOUTUBE_PORT sets another port';

function describeEnd(output: string, how: string, folder: string): string {
  const said = output.trim();
  const isPort = said.includes('is in use');
  if (isPort) return `${said.replace(/; choose another one.*$/, '')}; ${PORT_ADVICE}`;
  return `the local YouTube ended while it started, ${how}${said === '' ? '' : `:\n${said}`}\nIts data is in ${folder}: move that folder away to start with a new channel`;
}

const describeSlowness = (output: string, patienceMs: number): string =>
  `the local YouTube was not ready within ${patienceMs / 1000} s: start again when the machine has less to do${output.trim() === '' ? '' : `. It printed:\n${output.trim()}`}`;
