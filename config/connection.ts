import { setTimeout as wait } from 'node:timers/promises';
import {
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { defined } from '../domain/shared/defined.ts';
import type { Environment } from './settings.ts';

/** Reads how to reach Temporal from `TEMPORAL_*` and Temporal's own configuration file. */
export function readConnectionConfig(env: Environment) {
  const known = defined(env) as Record<string, string>;
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: known });
  return { connectionOptions, namespace };
}

/** Timers and clock differ by a few milliseconds. */
const MARGIN_MS = 20;

/**
 * Connects to Temporal. Close it with this `close`: the SDK tries a call again from a timer, and on a closed connection that throws
 * where nothing can catch it. So `close` waits for such a timer, 5 s at most, and no call is tried again afterwards.
 */
export async function openConnection(options: ConnectionOptions) {
  const retries = defaultGrpcRetryOptions();
  let closing = false;
  let lastRetryAt = 0;
  const connection = await Connection.connect({
    ...options,
    interceptors: [
      makeGrpcRetryInterceptor({
        retryableDecider: (attempt, status) => !closing && retries.retryableDecider(attempt, status),
        delayFunction: (attempt, status) => {
          const ms = retries.delayFunction(attempt, status);
          lastRetryAt = Math.max(lastRetryAt, Date.now() + ms + MARGIN_MS);
          return ms;
        },
      }),
    ],
  });
  const close = async (): Promise<void> => {
    closing = true;
    await wait(Math.max(0, lastRetryAt - Date.now()));
    await connection.close();
  };
  return { connection, close };
}
