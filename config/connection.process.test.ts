import { once } from 'node:events';
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openConnection } from './connection.ts';

const UNIMPLEMENTED = '12';
const RESOURCE_EXHAUSTED = '8';

let server: Http2Server;
let calls = 0;
/** Refusals that the client has read. */
let read = 0;
beforeEach(async () => {
  calls = 0;
  read = 0;
  server = createServer();
  server.on('stream', (stream, { ':path': path }) => {
    const isHandshake = path?.endsWith('/GetSystemInfo') === true;
    if (!isHandshake) calls += 1;
    const status = isHandshake ? UNIMPLEMENTED : RESOURCE_EXHAUSTED;
    stream.respond({ 'content-type': 'application/grpc', 'grpc-status': status }, { endStream: true });
    // The client answers a ping after it has read the refusal, and so has begun to wait.
    if (!isHandshake)
      stream.session?.ping(() => {
        read += 1;
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.close());

it('closes while a call waits to be tried again: the call fails, and nothing is thrown later', async () => {
  const { port } = server.address() as AddressInfo;
  const { connection, close } = await openConnection({ address: `127.0.0.1:${port}` });
  const call = connection.workflowService.describeNamespace({ namespace: 'default' });
  call.catch(() => undefined);
  await expect.poll(() => read, { timeout: 30_000 }).toBeGreaterThan(0);
  await close();
  await expect(call).rejects.toMatchObject({ code: Number(RESOURCE_EXHAUSTED) });
  // On a busy machine it was tried more than once before the close.
  expect(calls).toBeGreaterThan(1);
});
