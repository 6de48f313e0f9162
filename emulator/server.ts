import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { openWorld, type WorldOptions } from './world.ts';

export type LocalYouTubeOptions = WorldOptions & {
  /** 0 or absent: any free port. */
  readonly port?: number;
};

export type LocalYouTube = { readonly url: string; close(): Promise<void> };

// Longer than any client keeps an idle connection: a reset would look like an injected fault.
const KEEP_ALIVE_MS = 65_000;

/**
 * Starts a local YouTube on 127.0.0.1. With `folder` its state survives a restart; otherwise it is in memory.
 *
 * @throws `EADDRINUSE` when the port is in use
 */
export async function startLocalYouTube({
  port = 0,
  ...options
}: LocalYouTubeOptions = {}): Promise<LocalYouTube> {
  const world = openWorld(options);
  const server = createAdaptorServer({
    fetch: createApp(world).fetch,
    serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS },
  });
  try {
    await listen(server, port);
  } catch (error) {
    world.close();
    throw error;
  }
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      await closeServer(server);
      world.close();
    },
  };
}

type HttpServer = ReturnType<typeof createAdaptorServer>;

function listen(server: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Closes connections with pending answers (of a `delay` fault) too. */
function closeServer(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
