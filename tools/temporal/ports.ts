import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
const POLL_MS = 200;

export interface PortOptions {
  /** Absent or 0: any free port. */
  readonly port: number | undefined;
  /** What the port is for, e.g. "the Temporal server". */
  readonly what: string;
  /** The setting for the port, e.g. `SHOWRUNNER_TEMPORAL_PORT`. */
  readonly setting: string;
  /** How long to wait for an earlier server that is ending. */
  readonly patienceMs?: number | undefined;
}

/**
 * Chooses the port on 127.0.0.1.
 *
 * @throws Error with the port and its setting when the requested port is in use
 */
export async function choosePort({ port, what, setting, patienceMs = 3_000 }: PortOptions): Promise<number> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const free = await tryToListen(port ?? 0);
    if (free !== undefined) return free;
    if (Date.now() >= deadline) throw new Error(describePortInUse(port ?? 0, what, setting));
    await sleep(POLL_MS);
  }
}

function describePortInUse(port: number, what: string, setting: string): string {
  return [
    `Port ${port}, meant for ${what}, is in use by another program.`,
    `Stop that program, or set another port with ${setting} (0: any free port).`,
    'If it is a Temporal server that you want to use, set TEMPORAL_ADDRESS to it.',
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
