import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * A free port on an address of this machine that no page can guess, for the server behind the gate: one of 16 million on Linux,
 * where all of 127.0.0.0/8 is this machine; elsewhere 127.0.0.1.
 */
export async function chooseHiddenAddress(): Promise<Address> {
  const host = ['127', ...Array.from({ length: 3 }, () => randomInt(1, 255))].join('.');
  return (await findPort(host)) ?? (await findPort('127.0.0.1')) ?? { host: '127.0.0.1', port: 0 };
}

function findPort(host: string): Promise<Address | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port: 0, host, exclusive: true }, () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : undefined;
      server.close(() => resolve(port === undefined ? undefined : { host, port }));
    });
  });
}
