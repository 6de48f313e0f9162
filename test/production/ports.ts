import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems give to connections: a server that was killed must find its port free again. */
const LOWEST = 20_000;
const HIGHEST = 31_000;
const TRIES = 200;

/** Free ports on 127.0.0.1. */
export async function findPorts(count: number): Promise<number[]> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const first = randomInt(LOWEST, HIGHEST);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return ports;
  }
  throw new Error(`no ${count} free ports in a row between ${LOWEST} and ${HIGHEST}`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
