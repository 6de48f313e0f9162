import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
const LOOK_MS = 200;

export interface PortOptions {
  /** Absent or 0: a free one. */
  readonly port: number | undefined;
  /** What the port is for, e.g. "the Temporal server". */
  readonly what: string;
  /** The setting that moves it, e.g. `SHOWRUNNER_TEMPORAL_PORT`. */
  readonly setting: string;
  /** How long an earlier server, which is just ending, is waited for. */
  readonly patienceMs?: number | undefined;
}

/**
 * The port to use on 127.0.0.1.
 * @throws Error when a port that was asked for is taken; it names the port and the setting.
 */
export async function choosePort({ port, what, setting, patienceMs = 3_000 }: PortOptions): Promise<number> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const free = await tryToListen(port ?? 0);
    if (free !== undefined) return free;
    if (Date.now() >= deadline) throw new Error(tellTaken(port ?? 0, what, setting));
    await sleep(LOOK_MS);
  }
}

function tellTaken(port: number, what: string, setting: string): string {
  return [
    `Port ${port}, meant for ${what}, is in use by another program.`,
    `End that program, or choose another port with ${setting} (0 takes a free one).`,
    'If it is a Temporal server that you want to use, name it in TEMPORAL_ADDRESS.',
  ].join('\n');
}

function tryToListen(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      const chosen = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
