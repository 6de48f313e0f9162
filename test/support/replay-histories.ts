import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, HistoryAndWorkflowId } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import type { TestAcademy } from './academy.ts';

/**
 * Closes an academy after replaying every history on its server, of open and closed runs: finds workflows that are not deterministic in
 * what the test did anyway.
 */
export async function replayAndClose(academy: TestAcademy): Promise<void> {
  try {
    // After this no workflow task is running.
    await academy.stopWorker();
    await replayHistories(academy.client(), inject('build').workflows);
  } finally {
    await academy.close();
  }
}

/** @param codePath the bundle of workflows @returns how many histories were replayed @throws Error that names each one that does not replay */
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
    const saved = await saveHistory(client, workflowId, runId);
    failures.push(`${workflowId} (run ${runId}, saved as ${saved}): ${error.message}`);
  }
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${count} histories do not replay:\n${failures.join('\n')}`);
  return count;
}

/** Saves it as JSON, since the server will be gone. */
async function saveHistory(client: Client, workflowId: string, runId: string): Promise<string> {
  const path = join(tmpdir(), `history-${workflowId.replaceAll('/', '-')}-${runId}.json`);
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  await writeFile(path, historyToJSON(history));
  return path;
}

async function* readHistories(client: Client): AsyncGenerator<HistoryAndWorkflowId> {
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    // A run without a completed workflow task has nothing to replay: the SDK would wait for ever.
    if (history.events?.some((event) => event.workflowTaskCompletedEventAttributes))
      yield { workflowId, history };
  }
}
