import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '../../worker/connect.ts';
import type { TestServer } from '../support/temporal-server.ts';
import { openServer } from './server.ts';

const ANSWERS_WITHIN_MS = 120_000;

/** The server of docker-compose.yml, in the place of the development server that academies of tests have. */
export async function startProductionServer(cleanups: (() => Promise<unknown>)[]): Promise<TestServer> {
  const server = await openServer({ log: () => undefined });
  cleanups.push(() => server.close());
  const { address, namespace, temporal, postgres } = server;
  const connected = await connect({ TEMPORAL_NAMESPACE: namespace }, address);
  cleanups.push(() => connected.close());
  const waitForAnswer = async (): Promise<void> => {
    const deadline = Date.now() + ANSWERS_WITHIN_MS;
    while (!(await connected.client.workflow.count().catch(() => undefined))) {
      if (Date.now() > deadline) throw new Error(`the server does not answer:\n${await temporal.readLog()}`);
      await wait(200);
    }
  };
  return {
    ...connected,
    address,
    faults: {
      killServer: async () => {
        await temporal.end('SIGKILL');
        await temporal.start();
        await waitForAnswer();
      },
      stopDatabase: async () => {
        await postgres.end('SIGQUIT');
        await postgres.start();
        await waitForAnswer();
      },
    },
    stop: async () => {
      await connected.close();
      await server.close();
    },
  };
}
