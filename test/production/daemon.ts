import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { readTail } from '../../tools/temporal/tail.ts';

/** A process that can be killed and started again. It ends with this one, even when this one is killed. */
export type Daemon = {
  readonly name: string;
  /** Starts it and waits until it is ready. @throws Error with the end of its log */
  start(): Promise<void>;
  /** Sends a signal and waits until it has ended; does nothing when it is not running. */
  end(signal: NodeJS.Signals): Promise<void>;
  isRunning(): boolean;
  /** The last lines of its output. */
  readLog(lines?: number): Promise<string>;
};

export type DaemonOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** For its output. */
  readonly log: string;
  /** Whether it is ready, by what it has printed since it was started. */
  readonly isReady: (output: string) => boolean | Promise<boolean>;
  readonly uid?: number;
  readonly gid?: number;
};

/** For a busy machine. */
const READY_WITHIN_MS = 120_000;
const POLL_MS = 50;

export function createDaemon(options: DaemonOptions): Daemon {
  const { name, log } = options;
  let child: ChildProcess | undefined;
  const isRunning = (): boolean =>
    child !== undefined && child.exitCode === null && child.signalCode === null;
  const readLog = async (lines = 15): Promise<string> =>
    readTail(await readFile(log, 'utf8').catch(() => ''), lines).join('\n');
  return {
    name,
    isRunning,
    readLog,
    start: async () => {
      const from = (await readFile(log).catch(() => Buffer.alloc(0))).length;
      child = await spawnLogged(options);
      const deadline = Date.now() + READY_WITHIN_MS;
      for (;;) {
        const output = (await readFile(log)).subarray(from).toString();
        if (await options.isReady(output)) return;
        const why = isRunning() ? 'it was not ready in time' : 'it ended';
        if (!isRunning() || Date.now() > deadline)
          throw new Error(`${name} did not start: ${why}\n${await readLog()}`);
        await wait(POLL_MS);
      }
    },
    end: async (signal) => {
      if (child === undefined || !isRunning()) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function spawnLogged({ command, args, env, cwd, log, uid, gid }: DaemonOptions): Promise<ChildProcess> {
  const output = await open(log, 'a');
  const child = spawn(command, args, {
    cwd,
    env: { ...env },
    stdio: ['ignore', output.fd, output.fd],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error))]);
  await output.close();
  if (child.pid !== undefined) endWithUs(child, child.pid);
  return child;
}

/** Its standard input is a pipe whose other end only this process has, so that it closes however this process ends. */
const WATCH = 'while read -r _; do :; done; kill -KILL "$1" 2>/dev/null';

function endWithUs(child: ChildProcess, pid: number): void {
  const watch = spawn('sh', ['-c', WATCH, 'showrunner-watch', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watch.stdin.on('error', () => undefined);
  watch.unref();
  child.once('exit', () => watch.kill('SIGKILL'));
}
