import { QueryNotRegisteredError, WorkflowNotFoundError } from '@temporalio/client';
import { readDeployment } from '../../config/deployment.ts';
import { SYNC_ID } from '../../contract/ids.ts';
import { describeTimes } from '../../contract/reports/words.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import type { Connected } from './connect.ts';
import { CommandError } from './outcome.ts';
import { describeNoneCurrent } from './worker-builds.ts';

/** What `sync` says. @throws CommandError when Showrunner never ran there, or no worker answers */
export async function readSyncStatus(connected: Connected): Promise<SyncStatus> {
  const { client, quickly } = connected;
  try {
    return await quickly(() => client.workflow.getHandle(SYNC_ID).query(syncStatus));
  } catch (error) {
    throw await explainNoAnswer(connected, error);
  }
}

/** Before what waits for a worker. @throws CommandError as `readSyncStatus` does */
export async function assertWorker(connected: Connected): Promise<void> {
  await readSyncStatus(connected);
}

async function explainNoAnswer(connected: Connected, error: unknown): Promise<CommandError> {
  if (error instanceof WorkflowNotFoundError)
    return new CommandError(
      `Showrunner has never run on the Temporal server at ${connected.address}: start it with \`npx showrunner start\``,
    );
  if (error instanceof QueryNotRegisteredError)
    return new CommandError('the worker is still replaying: try again in a few seconds');
  return createNoWorkerError(connected);
}

/** No worker answers; with when one was last seen. */
export async function createNoWorkerError(connected: Connected): Promise<CommandError> {
  const { client, taskQueue, quickly } = connected;
  const idle = await quickly(() => readDeployment({ client, taskQueue }))
    .then((deployment) => describeNoneCurrent(deployment, Date.now()))
    .catch(() => undefined);
  if (idle !== undefined) return new CommandError(`no worker answers at ${connected.address}: ${idle}`);
  const trace = await findTrace(connected).catch(() => undefined);
  return new CommandError(
    `no worker answers at ${connected.address}${trace === undefined ? '' : ` (${describeTrace(trace, Date.now())})`}: start one with \`npx showrunner start\``,
  );
}

/** `polled`: it asked for work; `worked`: it did some. `at`: ms since 1970. */
export type Trace = { readonly kind: 'polled' | 'worked'; readonly at: number };

/** A long poll lasts a minute. */
const POLL_MS = 60_000;

export function describeTrace({ kind, at }: Trace, now: number): string {
  const time = describeTimes(new Date(at).toISOString(), now);
  if (kind === 'worked') return `the last one worked on \`sync\` until ${time}`;
  return now - at < POLL_MS
    ? `one asked for work at ${time}, so it may be busy, or have ended just now`
    : `the last one was seen at ${time}`;
}

/** From temporal.api.enums.v1: TaskQueueType and EventType. */
const WORKFLOW_TASKS = 1;
const WORKFLOW_TASK_COMPLETED = 7;
/** Messages without an answer may follow. */
const MAX_EVENTS = 100;

/** The server remembers polls for some minutes; what a worker did to `sync` it keeps. */
async function findTrace(connected: Connected): Promise<Trace | undefined> {
  const { client, quickly, taskQueue } = connected;
  const { namespace } = client.options;
  const { pollers } = await quickly(() =>
    client.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: WORKFLOW_TASKS,
    }),
  );
  const polls = (pollers ?? []).map(({ lastAccessTime }) => toMs(lastAccessTime));
  if (polls.length > 0) return { kind: 'polled', at: Math.max(...polls) };
  const { history } = await quickly(() =>
    client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace,
      execution: { workflowId: SYNC_ID },
      maximumPageSize: MAX_EVENTS,
    }),
  );
  const done = history?.events?.find(({ eventType }) => eventType === WORKFLOW_TASK_COMPLETED);
  return done === undefined ? undefined : { kind: 'worked', at: toMs(done.eventTime) };
}

type Timestamp = { readonly seconds?: { toString(): string } | null };

const toMs = (time: Timestamp | null | undefined): number => Number(time?.seconds ?? 0) * 1000;

const PATIENCE_MS = 15_000;

/** Says once that what a command waits for cannot come, because no worker answers any more. @returns how to stop that */
export function watchWorker(connected: Connected, print: (line: string) => void): () => void {
  const timer = setInterval(async () => {
    const error = await assertWorker(connected).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error === undefined) return;
    clearInterval(timer);
    const why = error instanceof Error ? error.message : String(error);
    print(`still waiting: ${why}. Ctrl-C stops waiting; what was sent stays, and a worker will answer it`);
  }, PATIENCE_MS).unref();
  return () => clearInterval(timer);
}
