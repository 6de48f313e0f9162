import type { Client } from '@temporalio/client';

const SETTLE_MS = 100;
const SETTLE_TRIES = 10;

type QueryOptions = {
  readonly client: () => Client;
  /** The worker has no workflow cache: a query costs a replay. Waits a moment for a workflow that is changing. */
  readonly isCostly: boolean;
};

/**
 * Returns a function that queries a workflow's status. What a workflow answers follows from its history: as long as that has no new event,
 * the last answer is returned, and the worker has nothing to do.
 */
export function createStatusQuery({ client, isCostly }: QueryOptions) {
  const answers = new Map<string, { readonly version: string; readonly status: unknown }>();
  const readVersion = async (workflowId: string): Promise<string> => {
    const { runId, historyLength } = await client().workflow.getHandle(workflowId).describe();
    return `${runId} ${historyLength}`;
  };
  const readSettled = async (workflowId: string): Promise<string> => {
    let version = await readVersion(workflowId);
    for (let tries = 0; isCostly && tries < SETTLE_TRIES; tries += 1) {
      if (answers.get(workflowId)?.version === version) break;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const before = version;
      version = await readVersion(workflowId);
      if (version === before) break;
    }
    return version;
  };
  return async <T>(workflowId: string): Promise<T> => {
    const version = await readSettled(workflowId);
    const known = answers.get(workflowId);
    if (known?.version === version) return known.status as T;
    const status = await client().workflow.getHandle(workflowId).query<T>('status');
    answers.set(workflowId, { version, status });
    return status;
  };
}
