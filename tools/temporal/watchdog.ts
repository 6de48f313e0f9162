import { type ChildProcess, spawn } from 'node:child_process';
import type { ToolEnvironment } from './log.ts';

/**
 * Runs `"$@"` until it ends or file 3 closes. File 3 is a pipe whose other end only Showrunner has, so it closes however Showrunner
 * ends, `kill -9` included. Then the server gets SIGTERM, and SIGKILL ten seconds later.
 */
const WATCH = `
"$@" 3<&- &
server=$!
{
  while read -r _ <&3; do :; done
  kill -TERM $server
  tries=0
  while [ $tries -lt 50 ] && kill -0 $server 2>/dev/null; do sleep 0.2; tries=$((tries + 1)); done
  kill -KILL $server
} 2>/dev/null &
watch=$!
exec 3<&-
wait $server
code=$?
kill $watch 2>/dev/null
exit $code
`;

export interface WatchedOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: ToolEnvironment;
  readonly cwd: string;
  /** An open file for its output. */
  readonly output: number;
}

export interface Watched {
  /** Resolves when it has ended, with its exit code or the name of a signal. */
  readonly ended: Promise<number | string>;
  /** Stops it, as the end of this process would, and waits until it has ended. */
  readonly stop: () => Promise<void>;
  /** Lets this process end while the server is running; the server then ends too. */
  readonly release: () => void;
}

/**
 * Starts a server that ends with this process, not before: it has its own session, so that Ctrl-C in the terminal reaches only this
 * process, which can shut down first. Needs `sh`.
 */
export function startWatched({ command, args, env, cwd, output }: WatchedOptions): Watched {
  const child = spawn('sh', ['-c', WATCH, 'showrunner-temporal', command, ...args], {
    cwd,
    env: { ...env },
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  });
  const ended = waitForEnd(child);
  const pipe = child.stdio[3];
  // If the server ends first, our end of the pipe breaks, which is expected.
  pipe?.on('error', () => undefined);
  return {
    ended,
    stop: async () => {
      child.ref();
      pipe?.destroy();
      await ended;
    },
    release: () => {
      child.unref();
      if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
    },
  };
}

function waitForEnd(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    child.once('error', (error) => resolve(error.message));
  });
}
