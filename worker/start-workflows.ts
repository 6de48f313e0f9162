import type { Client } from '@temporalio/client';
import { QUOTA_ID, SYNC_ID, WORKFLOWS } from '../contract/ids.ts';
import { budgetChanged } from '../contract/quota.ts';
import { checkBranch } from '../contract/sync.ts';

/**
 * Starts the two workflows that never end, `quota` and `sync`, unless they are running. `freshYouTube`: YouTube was created a moment
 * ago, so none of today's quota is spent; otherwise a new ledger counts half of it as spent.
 */
export async function startPermanentWorkflows(
  client: Client,
  taskQueue: string,
  { freshYouTube = false }: { readonly freshYouTube?: boolean } = {},
): Promise<void> {
  // The signal also makes a running one check the channel of this worker's token, if grants are stopped.
  await client.workflow.signalWithStart(WORKFLOWS.quota, {
    workflowId: QUOTA_ID,
    taskQueue,
    signal: budgetChanged,
    signalArgs: [],
    args: freshYouTube ? [{ freshYouTube }] : [],
    staticSummary: "Quota manager: grants today's YouTube quota units",
    staticDetails:
      'Grants quota units in batches. Live work may use all of them, other work never the reserve.',
  });
  await requestBranchCheck(client, taskQueue, 'the worker started');
}

/** Asks `sync` to read the branch now. The signal carries no commit; one that arrives during a sync is not lost. */
export async function requestBranchCheck(client: Client, taskQueue: string, because: string): Promise<void> {
  await client.workflow.signalWithStart(WORKFLOWS.sync, {
    workflowId: SYNC_ID,
    taskQueue,
    args: [],
    signal: checkBranch,
    signalArgs: [{ because }],
    staticSummary: 'Follows the branch: what each commit caused, what was rejected and why',
    staticDetails:
      'Compares what the commits render to, starts the episodes whose own file changed, and a rewrite for changes from shared files.',
  });
}
