import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

/** One run of a workflow with its history as JSON, as `temporal workflow show --output json` prints it. */
export type Run = {
  readonly type: string;
  readonly id: string;
  readonly open: boolean;
  /** Types of the activities it scheduled, in order. */
  readonly activities: readonly string[];
  readonly history: unknown;
};

/** All runs on the server, newest first. */
export async function listRuns(client: Client): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const { type, workflowId: id, runId, status } of client.workflow.list()) {
    const history = await client.workflow.getHandle(id, runId).fetchHistory();
    const activities = (history.events ?? []).flatMap(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
    );
    runs.push({
      type,
      id,
      open: status.name === 'RUNNING',
      activities,
      history: JSON.parse(historyToJSON(history), forgetMachine),
    });
  }
  return runs;
}

/** The identity of a machine is of no interest. */
const forgetMachine = (key: string, value: unknown): unknown => (key === 'identity' ? 'recorded' : value);

export const describeRun = ({ type, id, open, activities }: Run): string =>
  `${type} ${id} (${open ? 'open' : 'closed'}): ${activities.join(', ') || 'no activity'}`;
