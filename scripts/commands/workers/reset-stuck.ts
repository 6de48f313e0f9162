import { randomUUID } from 'node:crypto';
import { NOTIFICATIONS_ID, QUOTA_ID, SYNC_ID } from '../../../contract/ids.ts';
import type { Connected } from '../../lib/connect.ts';
import { mapSome } from '../../lib/map-some.ts';

/** `ended`: it is one that never ends, and a worker starts it again, as after the loss of all state. */
export type ResetWorkflow = { readonly id: string; readonly how: 'reset' | 'ended' };

type Run = { readonly workflowId: string; readonly runId: string };

/** At the same time. */
const AT_ONCE = 8;
const OPEN = "ExecutionStatus = 'Running'";
/** Of temporal.api.enums.v1.WorkflowTaskFailedCause: the code does not do what the history says. */
const NONDETERMINISM = 24;
/** A task that fails adds one event and is tried again. */
const LAST_EVENTS = 20;
/** The first task of a run is done within so many events. */
const FIRST_EVENTS = 100;

const PERMANENT: readonly string[] = [SYNC_ID, QUOTA_ID, NOTIFICATIONS_ID];

/**
 * Starts again what the current worker cannot replay, after a step back: from the first task of its run, with its signals and updates.
 * What was already written to YouTube is found there and not written again.
 */
export async function resetStuck(connected: Connected): Promise<readonly ResetWorkflow[]> {
  const { client } = connected;
  const open: Run[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query: OPEN }))
    open.push({ workflowId, runId });
  const done = await mapSome(open, AT_ONCE, async (run) =>
    (await isStuck(connected, run)) ? [await reset(connected, run)] : [],
  );
  return done.flat();
}

async function isStuck({ client }: Connected, { workflowId, runId }: Run): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  if ((raw.pendingWorkflowTask?.attempt ?? 0) < 2) return false;
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: LAST_EVENTS,
  });
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
  return failed?.workflowTaskFailedEventAttributes?.cause === NONDETERMINISM;
}

async function reset({ client }: Connected, { workflowId, runId }: Run): Promise<ResetWorkflow> {
  const reason = 'a worker of another version cannot replay it: npx showrunner workers --reset-stuck';
  if (PERMANENT.includes(workflowId)) {
    await client.workflow.getHandle(workflowId, runId).terminate(reason);
    return { id: workflowId, how: 'ended' };
  }
  const { namespace } = client.options;
  const execution = { workflowId, runId };
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace,
    execution,
    maximumPageSize: FIRST_EVENTS,
  });
  const first = history?.events?.find((event) => event.workflowTaskCompletedEventAttributes)?.eventId;
  if (!first) throw new Error(`${workflowId} has not begun: there is nothing to reset`);
  await client.workflowService.resetWorkflowExecution({
    namespace,
    workflowExecution: execution,
    reason,
    workflowTaskFinishEventId: first,
    requestId: randomUUID(),
  });
  return { id: workflowId, how: 'reset' };
}
