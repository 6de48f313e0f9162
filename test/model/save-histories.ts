import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { ModelWorld } from './world.ts';

/** Writes the history of every run and what was sent to YouTube into a folder of their own. @returns its path */
export async function saveHistories({ academy }: ModelWorld): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-broken-'));
  const { workflow } = academy.client();
  for await (const { workflowId, runId, startTime } of workflow.list()) {
    const name = `${startTime.toISOString()} ${workflowId.replaceAll('/', '+')} ${runId.slice(-6)}.json`;
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    await writeFile(join(folder, name), historyToJSON(history));
  }
  await writeFile(join(folder, 'writes.json'), JSON.stringify(await academy.youtube.writes(), null, 1));
  return folder;
}
