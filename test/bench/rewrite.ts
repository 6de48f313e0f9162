import type { Client } from '@temporalio/client';
import { rewriteWorkflowId } from '../../workflows/names.ts';
import { writeGuest } from '../support/content.ts';
import { CEILING_QUEUE } from './ceiling/activities.ts';
import type { CeilingInput } from './ceiling/workflows.ts';
import { type Ending, withEndings } from './endings.ts';
import { readQuota } from './local-youtube.ts';
import { watchMemory } from './memory.ts';
import { startProgram } from './process.ts';
import type { BenchOptions, Measure, Row } from './row.ts';
import { openStage, type Stage } from './stage.ts';
import { megabytes, seconds } from './statistics.ts';

const RATE = 50;
const SHARE = 0.8;
/** What workflows/rewrite.ts and workflows/rewrite/slice.ts have in flight. */
const SHAPE = { lanes: 3, batches: 2, size: 25 };

/** How fast one worker rewrites the videos of one guest, what that takes of memory, and what the server can give at all. */
export const measureRewrite: Measure = async (options) => {
  const rows: Row[] = [];
  const peaks: number[] = [];
  for (const count of options.quick ? [100, 1000] : [100, 1000, 3000]) {
    const { rewrite, ceiling, peak } = await measureSize(count, options);
    peaks.push(peak);
    rows.push(describeRate(count, rewrite, peak), describeShare(count, rewrite, ceiling));
  }
  return [...rows, describeGrowth(peaks)];
};

type Size = { readonly rewrite: number; readonly ceiling: number; readonly peak: number };

/** Milliseconds of the rewrite and of as many bare workflows on the same server, and the worker's peak in bytes. */
const measureSize = (count: number, { tell }: BenchOptions): Promise<Size> =>
  withEndings(async (later) => {
    const stage = await openStage({
      later,
      content: { episodes: count, guests: 20, finished: count, regulars: [count] },
    });
    tell(`${count} episodes stand`);
    const memory = watchMemory(stage.worker.pid);
    const rewrite = await rewriteAll(stage, count);
    const { peak } = await memory.stop();
    tell(`rewrote ${count} in ${seconds(rewrite)}, worker at most ${megabytes(peak)}`);
    const ceiling = await measureCeiling(stage, count, later);
    tell(`as many bare workflows took ${seconds(ceiling)}`);
    return { rewrite, ceiling, peak };
  });

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

async function measureCeiling(
  { client, address }: Stage,
  count: number,
  later: (end: Ending) => void,
): Promise<number> {
  const worker = await startProgram('test/bench/ceiling/worker.ts', { TEMPORAL_ADDRESS: address }, /ready/);
  later(() => worker.stop());
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

const rateOf = (count: number, ms: number): number => count / (ms / 1000);

function describeRate(count: number, ms: number, peak: number): Row {
  const rate = rateOf(count, ms);
  return {
    what: `rewrite of ${count} videos, one worker`,
    measured: `${rate.toFixed(1)} episodes/s (${seconds(ms)}), worker ${megabytes(peak)} at most`,
    goal: `${RATE} episodes/s`,
    kept: rate >= RATE,
  };
}

function describeShare(count: number, rewrite: number, ceiling: number): Row {
  const share = ceiling / rewrite;
  return {
    what: `the same against ${count} bare workflows`,
    measured: `${share.toFixed(2)} of ${rateOf(count, ceiling).toFixed(1)}/s`,
    goal: `${SHARE}`,
    kept: share >= SHARE,
  };
}

/** Flat: three or ten times the episodes, less than half as much memory again. */
function describeGrowth(peaks: readonly number[]): Row {
  const [least, most] = [Math.min(...peaks), Math.max(...peaks)];
  return {
    what: "a rewrite's memory, smallest to largest",
    measured: peaks.map(megabytes).join(', '),
    goal: 'flat (within 1.5)',
    kept: most <= 1.5 * least,
  };
}
