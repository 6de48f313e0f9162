import type { Client } from '@temporalio/client';
import { rewriteWorkflowId } from '../../workflows/names.ts';
import { writeGuest } from '../support/content.ts';
import { CEILING_QUEUE } from './ceiling/activities.ts';
import type { CeilingInput } from './ceiling/workflows.ts';
import { readCpuOfChildren } from './cpu.ts';
import { type Ending, withEndings } from './endings.ts';
import { readQuota } from './local-youtube.ts';
import { watchMemory } from './memory.ts';
import { startProgram } from './process.ts';
import { describeRewrites, type Effort, type RewriteRun } from './rewrite-rows.ts';
import type { BenchOptions, Measure } from './row.ts';
import { openStage, type Stage } from './stage.ts';
import { megabytes, seconds } from './statistics.ts';

/** The rate of bare workflows no longer changes from here on. */
const MOST_BARE = 1000;
/** What workflows/rewrite.ts and workflows/rewrite/slice.ts have in flight. */
const SHAPE = { lanes: 3, batches: 1, size: 25 };

/** How fast one worker rewrites the videos of one guest, what that takes of memory, and what the server can give at all. */
export const measureRewrite: Measure = async (options) => {
  const runs: RewriteRun[] = [];
  for (const count of options.quick ? [100, 500] : [100, 1000, 3000])
    runs.push(await measureSize(count, options));
  return describeRewrites(runs);
};

const measureSize = (count: number, { tell }: BenchOptions): Promise<RewriteRun> =>
  withEndings(async (later) => {
    const stage = await openStage({
      later,
      content: { episodes: count, guests: 20, finished: count, regulars: [count] },
    });
    tell(`${count} episodes stand`);
    const memory = watchMemory(stage.worker.pid);
    const rewrite = await withCpu(() => rewriteAll(stage, count));
    const { peak } = await memory.stop();
    tell(`rewrote ${count} in ${seconds(rewrite.ms)}, worker at most ${megabytes(peak)}`);
    await startCeilingWorker(stage, later);
    const bare = Math.min(count, MOST_BARE);
    const ceiling = { count: bare, ...(await withCpu(() => runCeiling(stage, bare))) };
    tell(`${bare} bare workflows took ${seconds(ceiling.ms)}`);
    return { rewrite: { count, ...rewrite }, ceiling, peak };
  });

async function withCpu(run: () => Promise<number>): Promise<Omit<Effort, 'count'>> {
  const before = await readCpuOfChildren();
  const ms = await run();
  return { ms, cpu: (await readCpuOfChildren()) - before };
}

/** Corrects the guest and waits for the end of the rewrite; as long as the server says that it took. */
async function rewriteAll(stage: Stage, count: number): Promise<number> {
  const before = await countUpdates(stage);
  const commit = await stage.repository.commit({
    [`guests/regular-${count}.yaml`]: writeGuest(`Regular ${count}`, 'Director'),
  });
  await stage.settled(commit);
  const written = (await countUpdates(stage)) - before;
  if (written !== count) throw new Error(`${written} videos were written, expected ${count}`);
  return readDuration(stage.client, rewriteWorkflowId(commit));
}

const countUpdates = async ({ youtubeUrl }: Stage): Promise<number> =>
  (await readQuota(youtubeUrl)).byMethod['videos.update']?.calls ?? 0;

async function startCeilingWorker({ address }: Stage, later: (end: Ending) => void): Promise<void> {
  const worker = await startProgram('test/bench/ceiling/worker.ts', { TEMPORAL_ADDRESS: address }, /ready/);
  later(() => worker.stop());
}

async function runCeiling({ client }: Stage, count: number): Promise<number> {
  const args: [CeilingInput] = [{ count, ...SHAPE }];
  const workflowId = 'ceiling';
  await client.workflow.execute('ceiling', { workflowId, taskQueue: CEILING_QUEUE, args });
  return readDuration(client, workflowId);
}

async function readDuration(client: Client, workflowId: string): Promise<number> {
  const { startTime, closeTime } = await client.workflow.getHandle(workflowId).describe();
  if (closeTime === undefined) throw new Error(`${workflowId} has not ended`);
  return closeTime.getTime() - startTime.getTime();
}
