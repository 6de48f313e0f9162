import { hostname } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { Connection } from '@temporalio/client';
import { openConnection, readConnectionConfig } from '../config/connection.ts';
import { readSecretFiles } from '../config/secret-files.ts';
import { readSettings } from '../config/settings.ts';

/** A poller of Temporal: `identity` ends in `PID@HOST`, `lastAccessMs` counts from 1970. */
export type Poller = { readonly identity: string; readonly lastAccessMs: number };

/** A long poll lasts a minute, so a live worker polled within two. */
const RECENT_MS = 120_000;

/** Whether this machine's worker still polls Temporal; a hanging process does not. */
export const isPolling = (pollers: readonly Poller[], host: string, now: number): boolean =>
  pollers.some(
    ({ identity, lastAccessMs }) => identity.endsWith(`@${host}`) && now - lastAccessMs < RECENT_MS,
  );

/** The worker's own answer, which is cheaper; undefined: SHOWRUNNER_HTTP_ADDRESS opens no port that is known. */
export function findReadyz(http: string | undefined): string | undefined {
  const [, host = '127.0.0.1', port] = /^(?:(.+):)?([1-9]\d{0,4})$/.exec(http ?? '') ?? [];
  if (port === undefined) return undefined;
  // What listens everywhere also listens here.
  const own = host.replace(/^0\.0\.0\.0$/, '127.0.0.1').replace(/^\[::\]$/, '[::1]');
  return `http://${own}:${port}/readyz`;
}

/**
 * The health check of the worker's container: exit code 0 or 1. It connects as the worker does, from the same environment: with its
 * TLS, API key, namespace and task queue.
 */
async function checkHealth(): Promise<void> {
  const readyz = findReadyz(process.env['SHOWRUNNER_HTTP_ADDRESS']);
  if (readyz !== undefined) return askWorker(readyz);
  const env = readSecretFiles(process.env);
  const { taskQueue } = readSettings(env);
  const { connectionOptions, namespace } = readConnectionConfig(env);
  const { connection, close } = await openConnection({ ...connectionOptions, connectTimeout: '5s' }).catch(
    (error: unknown) => {
      throw new Error(`${connectionOptions.address ?? 'Temporal'}: ${messageOf(error)}`);
    },
  );
  const pollers = await readPollers(connection, { namespace, taskQueue }).finally(close);
  if (isPolling(pollers, hostname(), Date.now())) return;
  throw new Error(`no worker on ${hostname()} polls the task queue "${taskQueue}" of "${namespace}"`);
}

async function askWorker(readyz: string): Promise<void> {
  const answer = await fetch(readyz, { signal: AbortSignal.timeout(5000) });
  if (!answer.ok) throw new Error(`${readyz} answers ${answer.status}: ${(await answer.text()).trim()}`);
}

/** Prints one line: `docker inspect` shows little more. */
function fail(error: unknown): void {
  console.error(messageOf(error));
  process.exitCode = 1;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Pollers for workflow tasks (type 1 of temporal.api.enums.v1.TaskQueueType); only the worker polls for them. */
async function readPollers(
  connection: Connection,
  { namespace, taskQueue }: { readonly namespace: string; readonly taskQueue: string },
): Promise<Poller[]> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: 1,
  });
  return (pollers ?? []).map(({ identity, lastAccessTime }) => ({
    identity: identity ?? '',
    lastAccessMs: Number(lastAccessTime?.seconds ?? 0) * 1000,
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await checkHealth().catch(fail);
