import { setTimeout as sleep } from 'node:timers/promises';
import { Client, QueryNotRegisteredError } from '@temporalio/client';
import { assertNoTls, openConnection, readConnectionConfig } from '../../config/connection.ts';
import { diagnoseConnection } from '../../config/diagnose-connection.ts';
import { readRunning } from '../../config/running.ts';
import type { Environment, Settings } from '../../config/settings.ts';
import { defined } from '../../domain/shared/defined.ts';
import { CommandError } from './outcome.ts';

export type Connected = {
  readonly client: Client;
  readonly address: string;
  /** The worker's. */
  readonly taskQueue: string;
  readonly uiUrl?: string;
  /** Runs calls with a deadline of a few seconds. */
  quickly<T>(call: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const CONNECT_MS = 2000;
const CALL_MS = 3000;

/**
 * Connects to the Temporal server, in this order: TEMPORAL_ADDRESS; the one that runs on our state folder; Temporal's own
 * configuration file; the development server's port.
 *
 * @throws CommandError with the address it tried
 */
export async function connect(settings: Settings, env: Environment): Promise<Connected> {
  const running = await readRunning(settings.state);
  const { connectionOptions, namespace } = readConnectionConfig(env);
  const fallback = connectionOptions.address ?? `127.0.0.1:${settings.temporal.port || 7233}`;
  if (!env['TEMPORAL_ADDRESS'] && (connectionOptions.address === undefined || running !== undefined))
    assertNoTls(env, connectionOptions);
  const address = env['TEMPORAL_ADDRESS'] || (running?.temporalAddress ?? fallback);
  const uiUrl = env['TEMPORAL_UI_URL'] || running?.uiUrl;
  const { connection, close } = await openConnection({
    ...connectionOptions,
    address,
    connectTimeout: CONNECT_MS,
  }).catch(async (error: unknown) => {
    const why = await diagnoseConnection({ address, tls: connectionOptions.tls }, error);
    throw new CommandError(why ?? describeNoServer(address, settings.state, running === undefined));
  });
  return {
    client: new Client({ connection, namespace }),
    address,
    taskQueue: settings.taskQueue,
    ...defined({ uiUrl }),
    quickly: (call) => connection.withDeadline(Date.now() + CALL_MS, () => retryQuery(call)),
    close,
  };
}

const REPLAY_TRIES = 5;
const REPLAY_PAUSE_MS = 200;

/** Asks again, for about a second, while the worker is still replaying: workflows/replay-query-guard.ts. */
export async function retryQuery<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof QueryNotRegisteredError) || tries === REPLAY_TRIES) throw error;
      await sleep(REPLAY_PAUSE_MS);
    }
  }
}

const describeNoServer = (address: string, state: string, isNothingRunning: boolean): string =>
  `no Temporal server answers at ${address}${isNothingRunning ? `, and nothing is running on ${state}` : ''}: start one with \`npx showrunner start\`, or name one with TEMPORAL_ADDRESS`;
