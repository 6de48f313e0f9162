import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, HistoryAndWorkflowId } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import type { TestAcademy } from './academy.ts';

/**
 * Ends an academy and replays every history that it leaves on its server, open and closed ones: a workflow that decides otherwise
 * the second time is found by what the test did anyway.
 */
export async function replayAndClose(academy: TestAcademy): Promise<void> {
  try {
    // No workflow task is under way any more.
    await academy.stopWorker();
    await replayHistories(academy.client(), inject('build').workflows);
  } finally {
    await academy.close();
  }
}

/** Answers how many histories were replayed. @param codePath the bundle of workflows @throws Error that names each one which they do not repeat */
export async function replayHistories(client: Client, codePath: string): Promise<number> {
  const workflowBundle = { codePath };
  const failures: string[] = [];
  let count = 0;
  for await (const { workflowId, runId, error } of Worker.runReplayHistories(
    { workflowBundle },
    readHistories(client),
  )) {
    count += 1;
    if (error === undefined) continue;
    const kept = await saveHistory(client, workflowId, runId);
    failures.push(`${workflowId} (run ${runId}, kept as ${kept}): ${error.message}`);
  }
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${count} histories are not repeated:\n${failures.join('\n')}`);
  return count;
}

/** As JSON, for whoever looks for the reason: the server is gone by then. */
async function saveHistory(client: Client, workflowId: string, runId: string): Promise<string> {
  const path = join(tmpdir(), `history-${workflowId.replaceAll('/', '-')}-${runId}.json`);
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  await writeFile(path, historyToJSON(history));
  return path;
}

async function* readHistories(client: Client): AsyncGenerator<HistoryAndWorkflowId> {
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    // A run that has decided nothing yet has nothing to repeat: the SDK would wait for ever.
    if (history.events?.some((event) => event.workflowTaskCompletedEventAttributes))
      yield { workflowId, history };
  }
}
