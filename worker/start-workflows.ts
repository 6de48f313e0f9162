import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type CarriedState, carriedState } from '../contract/carried.ts';
import { NOTIFICATIONS_ID, QUOTA_ID, SYNC_ID, WORKFLOWS } from '../contract/ids.ts';
import { notify } from '../contract/notifications.ts';
import { budgetChanged } from '../contract/quota.ts';
import { checkBranch } from '../contract/sync.ts';

const ANSWER_MS = 5000;
const TRIES = 3;

/**
 * Starts the workflows that never end, `quota`, `notifications` and `sync`, unless they are running. `freshYouTube`: YouTube was created a moment
 * ago, so none of today's quota is spent; otherwise a ledger that knows nothing counts half of it as spent.
 */
export async function startPermanentWorkflows(
  client: Client,
  taskQueue: string,
  { freshYouTube = false }: { readonly freshYouTube?: boolean } = {},
): Promise<void> {
  // The signal also makes a running one check the channel of this worker's token, if grants are stopped.
  const isRunning = !freshYouTube && (await requestBudgetRead(client));
  if (!isRunning) await startQuota(client, taskQueue, freshYouTube ? { freshYouTube } : undefined);
  // Without notices: the environment of this worker may hold other addresses.
  const look = () => client.workflow.getHandle(NOTIFICATIONS_ID).signal(notify, { notices: [] });
  if (!(await signalIfRunning(look))) await startNotifications(client, taskQueue);
  await requestBranchCheck(client, taskQueue, 'the worker started');
}

/** Asks `sync` to read the branch now. The signal carries no commit; one that arrives during a sync is not lost. */
export async function requestBranchCheck(client: Client, taskQueue: string, because: string): Promise<void> {
  const signal = () => client.workflow.getHandle(SYNC_ID).signal(checkBranch, { because });
  if (!(await signalIfRunning(signal))) await startSync(client, taskQueue, because);
}

/** Asks `quota` to read the budget, and with it the age of the credentials, and to check them if grants are stopped. false: it is not running */
export const requestBudgetRead = (client: Client): Promise<boolean> =>
  signalIfRunning(() => client.workflow.getHandle(QUOTA_ID).signal(budgetChanged));

/** Starts what was terminated, with what it knew. @returns the ids of what was not running */
export async function restartEnded(client: Client, taskQueue: string): Promise<string[]> {
  const restarted: string[] = [];
  if (!(await isRunning(client, QUOTA_ID))) {
    await startQuota(client, taskQueue);
    restarted.push(QUOTA_ID);
  }
  if (!(await isRunning(client, NOTIFICATIONS_ID))) {
    await startNotifications(client, taskQueue);
    restarted.push(NOTIFICATIONS_ID);
  }
  if (!(await isRunning(client, SYNC_ID))) {
    await startSync(client, taskQueue, 'sync was not running');
    restarted.push(SYNC_ID);
  }
  return restarted;
}

/** Another worker may start it at the same time: then only the signal arrives. */
async function startQuota(client: Client, taskQueue: string, given?: CarriedState): Promise<void> {
  const carried = given ?? (await readCarried(client, QUOTA_ID));
  await client.workflow.signalWithStart(WORKFLOWS.quota, {
    workflowId: QUOTA_ID,
    taskQueue,
    signal: budgetChanged,
    signalArgs: [],
    args: [{ ...carried, setsReasons: true }],
    staticSummary: "Quota manager: grants today's YouTube quota units",
    staticDetails:
      'Grants quota units in batches. Live work may use all of them, other work never the reserve.',
  });
}

async function startNotifications(client: Client, taskQueue: string): Promise<void> {
  const carried = await readCarried(client, NOTIFICATIONS_ID);
  await client.workflow.signalWithStart(WORKFLOWS.notifications, {
    workflowId: NOTIFICATIONS_ID,
    taskQueue,
    args: carried === undefined ? [] : [carried],
    signal: notify,
    signalArgs: [{ notices: [] }],
    staticSummary: 'Notifications: tells people what needs them and what happened',
    staticDetails: 'Who is notified of what is in academy.yaml under `notify:`. One message for each thing.',
  });
}

async function startSync(client: Client, taskQueue: string, because: string): Promise<void> {
  const carried = await readCarried(client, SYNC_ID);
  await client.workflow.signalWithStart(WORKFLOWS.sync, {
    workflowId: SYNC_ID,
    taskQueue,
    args: [{ ...carried, setsReasons: true }],
    signal: checkBranch,
    signalArgs: [{ because }],
    staticSummary: 'Follows the branch: what each commit caused, what was rejected and why',
    staticDetails:
      'Compares what the commits render to, starts the episodes whose own file changed, and a rewrite for changes from shared files.',
  });
}

/** @returns false when there is no run that could receive it */
async function signalIfRunning(signal: () => Promise<void>): Promise<boolean> {
  try {
    await signal();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/**
 * What the run that was terminated knew: a worker replays its history to answer. undefined: it never ran, or cannot be replayed; then the
 * new run knows nothing, as after the loss of all state.
 */
async function readCarried(client: Client, workflowId: string): Promise<CarriedState | undefined> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    try {
      return await client.withDeadline(Date.now() + ANSWER_MS, () =>
        client.workflow.getHandle(workflowId).query(carriedState),
      );
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
    }
  }
  return undefined;
}
