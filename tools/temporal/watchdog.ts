import { type ChildProcess, spawn } from 'node:child_process';
import type { ToolEnvironment } from './log.ts';

/**
 * Runs `"$@"` until it ends by itself or file 3 closes. File 3 is a pipe whose other end only Showrunner holds, so it
 * closes however Showrunner ends, `kill -9` included; then the server gets SIGTERM, and SIGKILL ten seconds later.
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
  /** An open file for all that it prints. */
  readonly output: number;
}

export interface Watched {
  /** Resolves when it has ended, with what `exit` says: a number, or the name of a signal. */
  readonly ended: Promise<number | string>;
  /** Asks it to end, as our own end would, and waits until it has. */
  readonly stop: () => Promise<void>;
  /** Lets this process end although the server still runs; the server follows. */
  readonly release: () => void;
}

/**
 * Starts a server that ends with us and not before: in its own session, so that a Ctrl-C in the terminal reaches us
 * alone and we can end in order. Needs `sh`.
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
  // It may end first; then our end of the pipe breaks, which is no news.
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
