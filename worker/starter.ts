import type { Client } from '@temporalio/client';
import { QUOTA_ID, SYNC_ID, WORKFLOWS } from '../contract/ids.ts';
import { checkBranch } from '../contract/sync.ts';

/**
 * Starts the two workflows that never end, where they do not run yet. `freshYouTube`: YouTube was made a moment ago, so nobody has
 * spent units of today; else a ledger that begins counts half the day as lost.
 */
export async function startForever(
  client: Client,
  taskQueue: string,
  { freshYouTube = false }: { readonly freshYouTube?: boolean } = {},
): Promise<void> {
  await client.workflow.start(WORKFLOWS.quota, {
    workflowId: QUOTA_ID,
    taskQueue,
    args: freshYouTube ? [{ freshYouTube }] : [],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: "The treasurer: who may spend how many of today's units",
    staticDetails:
      'Grants YouTube quota units by the batch. Live work may use all of them, everything else never the reserve.',
  });
  await lookNow(client, taskQueue, 'the worker started');
}

/** "Look now": carries no data; a signal that arrives during a sync is never lost. */
export async function lookNow(client: Client, taskQueue: string, because: string): Promise<void> {
  await client.workflow.signalWithStart(WORKFLOWS.sync, {
    workflowId: SYNC_ID,
    taskQueue,
    args: [],
    signal: checkBranch,
    signalArgs: [{ because }],
    staticSummary: 'Follows the branch: what each commit caused, what was refused and why',
    staticDetails:
      'Compares what the commits render to, wakes episodes by their own file, and opens a rewrite for shared causes.',
  });
}
