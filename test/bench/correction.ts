import type { Client } from '@temporalio/client';
import { episodeWorkflowId, rewriteWorkflowId } from '../../contract/ids.ts';
import { episodeIdOf, writeGuest } from '../support/content.ts';
import { readCpuOfChildren } from './cpu.ts';
import type { BenchEnvironment } from './environment.ts';
import { readQuota } from './local-youtube.ts';

/** One guest corrected. ms as long as the server says that the rewrite took, all its runs; events of one episode's history and of the rewrite's longest. */
export type Correction = {
  readonly count: number;
  readonly ms: number;
  readonly cpu: number;
  readonly units: number;
  readonly events: { readonly episode: number; readonly rewrite: number };
  /** How many runs that took: it continues as new. */
  readonly runs: number;
};

/** Corrects the guest of the first `count` episodes and waits for the end of the rewrite. @throws Error when another number was written */
export async function correctGuest(stage: BenchEnvironment, count: number): Promise<Correction> {
  const { client } = stage.processes;
  const [before, cpu] = [await readLedger(stage), await readCpuOfChildren()];
  const commit = await stage.repository.commit({
    [`guests/regular-${count}.yaml`]: writeGuest(`Regular ${count}`, 'Director'),
  });
  await stage.waitUntilSynced(commit);
  const [after, cpuAfter] = [await readLedger(stage), await readCpuOfChildren()];
  const written = after.updates - before.updates;
  if (written !== count) throw new Error(`${written} videos were written, expected ${count}`);
  const [rewrite, episode] = [
    await describeRuns(client, rewriteWorkflowId(commit)),
    await describeRuns(client, episodeWorkflowId(episodeIdOf(0))),
  ];
  return {
    count,
    ms: rewrite.ms,
    cpu: cpuAfter - cpu,
    units: after.spent - before.spent,
    events: { episode: episode.events, rewrite: rewrite.events },
    runs: rewrite.runs,
  };
}

/** Of a workflow that has ended: from its first run's start to the last one's end, and the events of the longest. */
async function describeRuns(client: Client, workflowId: string) {
  const { closeTime } = await client.workflow.getHandle(workflowId).describe();
  if (closeTime === undefined) throw new Error(`${workflowId} has not ended`);
  const runs: { readonly startTime: Date; readonly historyLength: number }[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(run);
  const first = Math.min(...runs.map(({ startTime }) => startTime.getTime()));
  const events = Math.max(...runs.map(({ historyLength }) => historyLength));
  return { ms: closeTime.getTime() - first, events, runs: runs.length };
}

async function readLedger({ youtubeUrl }: BenchEnvironment) {
  const { spent, byMethod } = await readQuota(youtubeUrl);
  return { spent, updates: byMethod['videos.update']?.calls ?? 0 };
}
