import { hostname } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Connection } from '@temporalio/client';

/** One poller as Temporal tells it: `identity` is `PID@HOST`, `lastAccessMs` counts from 1970. */
export type Poller = { readonly identity: string; readonly lastAccessMs: number };

/** A long poll lasts a minute, so a live worker was seen within two. */
const RECENT_MS = 120_000;

/** Does this machine's worker still ask Temporal for work? A process that hangs does not. */
export const isPolling = (pollers: readonly Poller[], host: string, now: number): boolean =>
  pollers.some(
    ({ identity, lastAccessMs }) => identity.endsWith(`@${host}`) && now - lastAccessMs < RECENT_MS,
  );

const address = process.env['TEMPORAL_ADDRESS'] ?? 'localhost:7233';

/** The health check of the worker's container: `node --import tsx deploy/health.ts TASK_QUEUE`; exit code 0 or 1. */
async function main(taskQueue: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '5s' });
  const pollers = await readPollers(connection, taskQueue).finally(() => connection.close());
  if (isPolling(pollers, hostname(), Date.now())) return;
  throw new Error(`no worker on ${hostname()} asks for work on "${taskQueue}"`);
}

/** One line is all that `docker inspect` keeps room for. */
function fail(error: unknown): void {
  console.error(`${address}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** Workflow tasks are what only our worker polls for on this queue (type 1 of temporal.api.enums.v1.TaskQueueType). */
async function readPollers(connection: Connection, taskQueue: string): Promise<Poller[]> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
    taskQueue: { name: taskQueue },
    taskQueueType: 1,
  });
  return (pollers ?? []).map(({ identity, lastAccessTime }) => ({
    identity: identity ?? '',
    lastAccessMs: Number(lastAccessTime?.seconds ?? 0) * 1000,
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await main(process.argv[2] ?? 'showrunner').catch(fail);
