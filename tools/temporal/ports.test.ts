import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { choosePort } from './ports.ts';

const options = { what: 'the Temporal server', setting: 'SHOWRUNNER_TEMPORAL_PORT' };

function occupy(): Promise<{ port: number; leave: () => void }> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, leave: () => server.close() });
    });
  });
}

test('any free port when none is requested', async () => {
  expect(await choosePort({ ...options, port: 0 })).toBeGreaterThan(1023);
  expect(await choosePort({ ...options, port: undefined })).toBeGreaterThan(1023);
});

test('a port in use is an error with its number and its setting', async () => {
  const { port, leave } = await occupy();
  await expect(choosePort({ ...options, port, patienceMs: 0 })).rejects.toThrow(
    new RegExp(`Port ${port}, meant for the Temporal server, is in use[^]*SHOWRUNNER_TEMPORAL_PORT`),
  );
  leave();
});

test('waits for a server that is ending', async () => {
  const { port, leave } = await occupy();
  setTimeout(leave, 100);
  expect(await choosePort({ ...options, port })).toBe(port);
});
